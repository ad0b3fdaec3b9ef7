"""Worked examples: each tells a case as a change to Alice's, and says what its answer must be."""

import copy
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from impplus.programmes import IMP_PLUS
from impplus.rules.answer import judgement
from impplus.rules.case import Case
from impplus.rules.case_json import from_json, to_json
from impplus.rules.programme import Programme
from impplus.rules.settings import Settings
from tests.programmes.spoken import spoken
from tests.rules.ending import ENDING

HERE = Path(__file__).parent
BASE = json.loads((HERE / "cases" / "abroad-single.case.json").read_text(encoding="utf-8"))
SITUATIONS = tomllib.loads((HERE / "situations.toml").read_text(encoding="utf-8"))
TOLD = {"name", "law", "given", "facts", "gone", "settings", "ending"}


@dataclass(frozen=True)
class Example:
    """One row of worked/*.toml: a name, what is told, and what is expected."""

    file: str
    row: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"{self.file}: {self.row['name']}"

    @property
    def expected(self) -> dict[str, Any]:
        return {key: said for key, said in self.row.items() if key not in TOLD}

    @cached_property
    def programme(self) -> Programme:
        """IMP+, with other settings or without a next amount where the example says so."""
        if self.row.get("ending"):
            return ENDING
        return switched(json.dumps(self.row.get("settings", {}), sort_keys=True))

    @cached_property
    def case(self) -> Case:
        return from_json(told(self.row))

    @cached_property
    def written(self) -> dict[str, Any]:
        """The case in its public format."""
        return to_json(self.case)

    @cached_property
    def judgement(self) -> dict[str, Any]:
        """What the rules say, in English."""
        return judgement(self.programme, self.case, "en")

    @cached_property
    def seen(self) -> dict[str, Any]:
        """The whole answer in the words of the examples."""
        return spoken(self.programme, self.case, self.judgement)

    def given(self) -> dict[str, Any]:
        """What the answer says of the things that the example speaks of."""
        return {key: narrowed(self.seen[key], said) for key, said in self.expected.items()}


@cache
def examples() -> tuple[Example, ...]:
    """Every worked example, file by file."""
    return tuple(
        Example(path.stem, row)
        for path in sorted((HERE / "worked").glob("*.toml"))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["examples"]
    )


def told(row: Mapping[str, Any]) -> dict[str, Any]:
    """The case in its public format: Alice's, in some situations, with facts changed and gone."""
    case = copy.deepcopy(BASE)
    for name in row.get("given", []):
        change(case, SITUATIONS[name])
    change(case, row.get("facts", {}))
    for path in row.get("gone", []):
        *way, last = path.split(".")
        del at(case, way)[place(last)]
    return case


def change(case: dict[str, Any], facts: Mapping[str, Any]) -> None:
    """Set facts by their dotted paths; members of the family join those who are there."""
    for path, fact in facts.items():
        *way, last = path.split(".")
        if path == "family":
            case.setdefault("family", []).extend(copy.deepcopy(fact))
        else:
            at(case, way)[place(last)] = copy.deepcopy(fact)


def at(record: Any, way: list[str]) -> Any:
    for step in way:
        record = record[place(step)]
    return record


def place(step: str) -> str | int:
    return int(step) if step.isdigit() else step


def narrowed(seen: Any, said: Any) -> Any:
    """Of a table only what the example names; anything else whole."""
    if isinstance(seen, dict) and isinstance(said, dict):
        return {key: narrowed(seen.get(key, "not there"), inner) for key, inner in said.items()}
    return seen


@cache
def switched(settings: str) -> Programme:
    """IMP+ with other values of some settings, written as JSON."""
    values = json.loads(settings)
    unknown = values.keys() - {row.key for row in IMP_PLUS.settings.rows}
    assert not unknown, f"no such setting: {unknown}"
    changed = Settings(
        tuple(replace(row, value=values.get(row.key, row.value)) for row in IMP_PLUS.settings.rows)
    )
    return replace(
        IMP_PLUS,
        settings=changed,
        conditions=tuple(replace(row, settings=changed) for row in IMP_PLUS.conditions),
        family=tuple(replace(row, settings=changed) for row in IMP_PLUS.family),
    )
