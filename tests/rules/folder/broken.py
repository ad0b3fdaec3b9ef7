"""A programme's folder with something changed in it, and what is then said of it."""

import shutil
from pathlib import Path

import pytest

from impplus.rules.folder import BadFolder, read_folder

TEXT = "must be written in English (en) and in French (fr)"
BRACES = "names something in braces that is no number known here"


def copied(original: Path, to: Path) -> Path:
    """A copy of a programme's folder."""
    return Path(shutil.copytree(original, to, ignore=_caches))


def _caches(_: str, names: list[str]) -> list[str]:
    return [name for name in names if name.startswith("__pycache__")]


def change(file: Path, old: str, new: str) -> None:
    """Write something else where `old` first stands."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(folder: Path, language: str = "en") -> list[str]:
    with pytest.raises(BadFolder) as refused:
        read_folder(folder)
    return [fault.say(language) for fault in refused.value.faults]
