"""The door that needs no account: start page, self-check, places, fees, verification, consultation."""
