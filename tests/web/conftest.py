"""Sentences of these tests are in English unless they say otherwise."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The language of the page, whatever the page before was in."""
    with override("en"):
        yield
