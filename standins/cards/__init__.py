"""A card payment provider for demonstrations: a separate HTTP service, in which no money moves."""
