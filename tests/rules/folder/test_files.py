"""A file of a programme's folder that cannot be read is named, and nothing waits for it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.lighthouse import FOLDER
from tests.rules.folder.broken import copied, faults

pytestmark = pytest.mark.thorough

NBSP = "\u00a0"
NO_RULES = "must be a tuple of rules, each made by @rule(…)"


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("fees.toml", None, ["fees.toml: is missing"]),
        ("conditions.py", None, ["conditions.py: is missing"]),
        ("fees.toml", b"key = \xff", ["fees.toml: is not text in UTF-8"]),
        (
            "fees.toml",
            b"[[fees]]\nkey = oil",
            ["fees.toml: is not TOML: Invalid value (at line 2, column 7)"],
        ),
        (
            "programme.toml",
            b"orders = 1\norders = 2",
            ["programme.toml: is not TOML: Cannot overwrite a value (at end of document)"],
        ),
        ("fees.toml", b"", ["fees.toml, fees: is missing", "fees.toml, refunds: is missing"]),
        ("fees.toml", b"fees = 3\nrefunds = []", ["fees.toml, fees: must be a list"]),
        ("fees.toml", b"fees = [3]\nrefunds = []", ["fees.toml, [[fees]] 1: must be a table"]),
        ("sources.toml", b"lamp-act = 3", ["sources.toml, [lamp-act]: must be a table"]),
        ("conditions.toml", b"questions = 3", ["conditions.toml, questions: must be a table"]),
        ("conditions.toml", b"", ["conditions.toml, questions: is missing"]),
        (
            "fees.toml",
            b"x = " + b"[" * 9_999,
            ["fees.toml: is not TOML that can be read: something is nested too deep, or too long"],
        ),
        (
            "fees.toml",
            b"x = " + b"9" * 9_999,
            ["fees.toml: is not TOML that can be read: something is nested too deep, or too long"],
        ),
        ("eligibility.py", b"RULES = ()", ["eligibility.py, CONDITIONS: is missing"]),
        ("eligibility.py", b"CONDITIONS = 3", [f"eligibility.py, CONDITIONS: {NO_RULES}"]),
        ("family.py", b"CONDITIONS = (3, 4)", [f"family.py, CONDITIONS: {NO_RULES}"]),
    ],
)
def test_a_broken_file_is_named(
    file: str, content: bytes | None, said: list[str], folder: Path
) -> None:
    (folder / file).unlink()
    if content is not None:
        (folder / file).write_bytes(content)
    assert faults(folder) == said


def with_nothing_to_read(path: Path) -> None:
    """A file that whoever opens it may not read."""
    path.symlink_to("/proc/self/mem")


@pytest.mark.parametrize("file", ["fees.toml", "family.py"])
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, with_nothing_to_read])
def test_what_is_no_file_is_named_and_not_waited_for(
    make: Callable[[Path], None], file: str, tmp_path: Path
) -> None:
    folder = copied(FOLDER, tmp_path / "copy")
    (folder / file).unlink()
    make(folder / file)
    assert faults(folder) == [f"{file}: is not a file that can be read"]
    assert faults(folder, "fr") == [f"{file}{NBSP}: n’est pas un fichier qui peut être lu"]
