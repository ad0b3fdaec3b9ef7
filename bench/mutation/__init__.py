"""Whether the tests notice a change of the code: mutants of the modules of a group, each in a forked child."""
