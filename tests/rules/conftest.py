"""Hypothesis as every test uses it: no example is failed by a busy machine's clock."""

from hypothesis import settings

settings.register_profile("without-a-clock", deadline=None)
settings.load_profile("without-a-clock")
