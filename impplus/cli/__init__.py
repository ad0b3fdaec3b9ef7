"""Door of operators: the command `impplus`."""
