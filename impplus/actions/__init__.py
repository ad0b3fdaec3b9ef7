"""The only hands: a module is a noun, a function is a verb, `by` says who."""
