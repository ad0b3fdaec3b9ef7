"""Copies of the folder of IMP+, and of all that judges, to be changed by a test."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copy, copytree, ignore_patterns
from typing import Any

from impplus import programmes
from impplus.rules.answer import fingerprint
from impplus.rules.programme import load


@dataclass(frozen=True)
class Copy:
    """Where the copy stands."""

    folder: Path

    def change(self, file: str, old: str, new: str) -> "Copy":
        """Put other words in the one place where these stand."""
        path = self.folder / file
        written = path.read_text(encoding="utf-8")
        assert written.count(old) == 1
        path.write_text(written.replace(old, new), encoding="utf-8")
        return self

    @property
    def rules(self) -> str:
        """The content hash."""
        return fingerprint(load(self.folder))


def copied(to: Path) -> Copy:
    """The folder of IMP+ as it is, in another place."""
    original = Path(programmes.__file__).parent / "imp_plus"
    return Copy(copytree(original, to / "copy", ignore=ignore_patterns("__pycache__")))


def house_copied(to: Path) -> Path:
    """What judges, and what stands below it, in another place."""
    original, house = Path(programmes.__file__).parents[1], to / "impplus"
    for layer in ("words", "rules", "programmes"):
        copytree(original / layer, house / layer, ignore=ignore_patterns("__pycache__"))
    copy(original / "__init__.py", house)
    return house


THERE = """
import json, sys
from impplus.programmes import IMP_PLUS
from impplus.rules.answer import fingerprint, judgement
from impplus.rules.canonical import digest
from impplus.rules.case_json import from_json
cases = map(from_json, json.load(sys.stdin))
print(json.dumps([fingerprint(IMP_PLUS), [digest(judgement(IMP_PLUS, case, "en")) for case in cases]]))
"""


def judged_there(house: Path, cases: Sequence[Any]) -> tuple[str, list[str]]:
    """The fingerprint of a copied house, and the digest of what it says of each case in English."""
    done = subprocess.run(
        [sys.executable, "-c", THERE],
        cwd=house.parent,
        env={"PYTHONPATH": str(house.parent), "PYTHONDONTWRITEBYTECODE": "1"},
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=True,
    )
    said, answers = json.loads(done.stdout)
    return said, answers
