"""Worked examples as data: every row of worked/*.toml is one test."""

import copy
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from impplus.programmes import IMP_PLUS
from impplus.rules.answer import answer
from impplus.rules.case import from_json

HERE = Path(__file__).parent
BASE = json.loads((HERE / "cases" / "abroad-single.case.json").read_text(encoding="utf-8"))
FINDING = {True: "met", False: "not met", None: "not known"}
NEED = {True: "needed", False: "not needed", None: "not known"}

EXAMPLES = [
    pytest.param(example, id=f"{path.stem}: {example['name']}")
    for path in sorted((HERE / "worked").glob("*.toml"))
    for example in tomllib.loads(path.read_text(encoding="utf-8"))["examples"]
]


def changed(facts: dict[str, Any], gone: list[str]) -> dict[str, Any]:
    case = copy.deepcopy(BASE)
    for path, fact in facts.items():
        *way, key = path.split(".")
        record = case
        for step in way:
            record = record[step]
        record[key] = fact
    for path in gone:
        *way, key = path.split(".")
        record = case
        for step in way:
            record = record[step]
        del record[key]
    return case


def seen(given: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
    """The answer in the shape of the example: only what the example says something about."""
    findings = {row["key"]: FINDING[row["met"]] for row in given["findings"]}
    lines = given["fees"]["lines"]
    everything = {
        "eligible": FINDING[given["eligible"]],
        "findings": {key: findings.get(key) for key in asked.get("findings", {})},
        "total": given["fees"]["total"] or "?",
        "lines": [f"{row['key']} {row['person']} {row['amount'] or '?'}" for row in lines],
        "biometrics": {row["person"]: NEED[row["needed"]] for row in given["biometrics"]},
        "permits": {
            row["person"]: " ".join(
                row[name] or "-" for name in ("kind", "until", "limited_by", "province")
            )
            for row in given["permits"]
        },
        "documents": [f"{row['key']} {row['person']}" for row in given["documents"]],
        "refund": (given["outcome"] or {}).get("refund_total"),
        "counts": (given["outcome"] or {}).get("counts_against_cap"),
    }
    return {key: everything[key] for key in asked}


@pytest.mark.parametrize("example", EXAMPLES)
def test_worked_example(example: dict[str, Any]) -> None:
    case = from_json(changed(example.get("facts", {}), example.get("gone", [])))
    asked = {key: example[key] for key in example.keys() - {"name", "facts", "gone"}}
    assert seen(answer(IMP_PLUS, case, "en"), asked) == asked


def test_every_condition_is_met_not_met_and_not_known_in_some_example() -> None:
    shown = set()
    for param in EXAMPLES:
        (example,) = param.values
        case = from_json(changed(example.get("facts", {}), example.get("gone", [])))
        found = answer(IMP_PLUS, case, "en")["findings"]
        shown |= {(row["key"], row["met"]) for row in found}
    every = {(rule.key, met) for rule in IMP_PLUS.conditions for met in (True, False, None)}
    assert every - shown == {("in-force", None)}
