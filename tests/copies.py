"""Copies of the folder of IMP+, and of all that judges, to be changed by a test."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from shutil import copy, copytree
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
    return Copy(copytree(original, to / "copy"))


LAYERS = ("words", "rules", "programmes")


def house_copied(to: Path) -> Path:
    """What judges, and what stands below it, in another place."""
    original, house = Path(programmes.__file__).parents[1], to / "impplus"
    for layer in LAYERS:
        copytree(original / layer, house / layer)
    copy(original / "__init__.py", house)
    return house


def judged_there(house: Path, cases: Sequence[Any]) -> tuple[str, list[str]]:
    """The fingerprint of a copied house, and the digest of what it says of each case in English.

    The copy is imported in the place of the original, which returns afterwards.
    """
    original = {name: sys.modules.pop(name) for name in _judging()}
    sys.path.insert(0, str(house.parent))
    try:
        law = import_module("impplus.programmes").IMP_PLUS
        answer, case_json, canonical = (
            import_module(f"impplus.rules.{name}") for name in ("answer", "case_json", "canonical")
        )
        assert Path(answer.__file__).is_relative_to(house)
        judgements = (answer.judgement(law, case_json.from_json(case), "en") for case in cases)
        return answer.fingerprint(law), [canonical.digest(one) for one in judgements]
    finally:
        sys.path.remove(str(house.parent))
        for name in _judging():
            del sys.modules[name]
        sys.modules.update(original)


def _judging() -> list[str]:
    """The modules at hand that judge, and those that stand below them."""
    folders = tuple(f"impplus.{layer}" for layer in LAYERS)
    return [name for name in sys.modules if name == "impplus" or name.startswith(folders)]
