"""How many examples are drawn: many as a rule, few where seconds count (`make test-rules`), and the same for each mutant."""

from hypothesis import Phase, settings

# No drawn example is failed by a busy machine's clock.
settings.register_profile("many", max_examples=60, deadline=None)
settings.register_profile(
    "few", max_examples=3, deadline=None, database=None, phases=(Phase.explicit, Phase.generate)
)
settings.register_profile(
    "same",
    max_examples=60,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile("many")
