"""A place in which a test breaks a rule of the house on purpose, to see it caught."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.source import Source, sources


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str, str], list[Source]]:
    """Write one file of an invented project, and read that project."""

    def write(place: str, text: str) -> list[Source]:
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return sources(tmp_path)

    return write
