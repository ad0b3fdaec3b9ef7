"""IMP+: open work permits, for Quebec only, for people whom Quebec selected and who live elsewhere."""
