"""The door of law firms and consultants: what visitors ask, and the clients who gave a mandate."""
