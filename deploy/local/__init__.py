"""IMP+ on one machine, from a clone: what the Makefile calls."""
