"""Django's PostgreSQL, with less work for each row and each request: the ENGINE of settings."""
