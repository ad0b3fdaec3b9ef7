"""What is remembered: the one app with tables, one noun a file."""
