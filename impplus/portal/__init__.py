"""The door of applicants and of those who act for them: both work on the very same pages."""
