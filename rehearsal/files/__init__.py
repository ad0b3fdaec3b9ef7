"""Files that are broken on purpose, read as those of applicants are."""
