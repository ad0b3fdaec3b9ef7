"""Everything that writes: a module is a noun, a function is a verb, `by` says who acts."""
