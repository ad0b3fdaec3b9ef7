"""The invented programme, to be broken."""

from pathlib import Path

import pytest

from tests.lighthouse import FOLDER
from tests.rules.folder.broken import copied


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the invented programme."""
    return copied(FOLDER, tmp_path / "copy")
