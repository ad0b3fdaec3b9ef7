"""A witness of public logs: cosigns a checkpoint only if nothing earlier was changed (C2SP tlog-witness)."""
