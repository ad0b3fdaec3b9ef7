"""The invented programme, to be broken."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest

from tests.lighthouse import FOLDER
from tests.rules.folder.broken import copied


@pytest.fixture(scope="package")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the invented programme."""
    return copied(FOLDER, tmp_path_factory.mktemp("lighthouse") / "copy")


@pytest.fixture
def folder(shared: Path) -> Iterator[Path]:
    """A copy of the invented programme, made whole again afterwards."""
    yield shared
    for original in FOLDER.glob("*.*"):
        here = shared / original.name
        if not here.is_file() or here.read_bytes() != original.read_bytes():
            copy(original, here)
