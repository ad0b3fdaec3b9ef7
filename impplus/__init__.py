"""IMP+, from a letter of invitation to a permit."""
