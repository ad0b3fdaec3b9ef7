"""What becomes of an answer when more of a case is known."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given

from impplus.programmes import IMP_PLUS
from impplus.rules.answer import answer
from impplus.rules.case import BadCase, Case
from impplus.rules.case_json import from_json
from impplus.rules.eligibility import assess
from impplus.rules.family import assess_family
from tests.rules.cases import ON, Json
from tests.rules.learning import Learned, learned

pytestmark = pytest.mark.thorough

# Facts that are taken to be so while nothing is said of them; each may turn a yes when it is told.
TAKEN_TO_BE = {
    "decided_on": "decided on the day of receipt",
    "principal.biometrics": "none were given",
    "family.biometrics": "none were given",
    "principal.in_canada": "abroad, for whoever lives abroad",
    "family.in_canada": "abroad",
    "principal.in_canada.lost_on": "status was not lost",
    "family.in_canada.lost_on": "status was not lost",
    "principal.invitation.issued": "issued before",
    "principal.invitation.expires": "without end",
    "principal.csq.issued": "issued before",
    "family.together": "at the same time",
}
LOST_ON = {"principal.in_canada.lost_on", "family.in_canada.lost_on"}
GONE = "not asked about any more"


def assessed(written: Json) -> Json:
    return answer(IMP_PLUS, from_json(written), "en")


def turned(before: Json, after: Json) -> Iterator[tuple[str, Any, Any]]:
    """Every definite finding that became another, as (key, before, after)."""
    for part in ("findings", "family"):
        found = {(row.get("person"), row["key"]): row["met"] for row in after[part]}
        for row in before[part]:
            now = found.get((row.get("person"), row["key"]), GONE)
            if row["met"] is not None and now is not row["met"]:
                yield row["key"], row["met"], now
    if before["eligible"] is not None and after["eligible"] is not before["eligible"]:
        yield "eligible", before["eligible"], after["eligible"]


@given(learned())
def test_a_definite_no_never_becomes_not_known_and_a_yes_only_by_the_day_status_was_lost(
    more: Learned,
) -> None:
    turns = turned(assessed(more.before), assessed(more.after))
    noes = [(key, now) for key, was, now in turns if was is False]
    assert [key for key, now in noes if now is None] == []
    if not more.facts & LOST_ON:
        assert [key for key, now in noes if now is True] == []


@given(learned(assumed=frozenset(TAKEN_TO_BE)))
def test_whatever_is_definite_stays_unless_something_was_taken_to_be_otherwise(
    more: Learned,
) -> None:
    before, after = assessed(more.before), assessed(more.after)
    turns = list(turned(before, after))
    if "family.applies_for" in more.facts:  # whoever asks for nothing is not asked about
        turns = [turn for turn in turns if turn[2] != GONE]
    assert turns == []
    needs = {row["person"]: row["needed"] for row in after["biometrics"]}
    assert [
        row["person"]
        for row in before["biometrics"]
        if row["needed"] is not None and needs.get(row["person"], row["needed"]) != row["needed"]
    ] == []
    assert before["fees"]["total"] in (None, after["fees"]["total"])
    assert before["cap"] == after["cap"]


def ago(*numbers: int) -> list[str]:
    """Days so many days before the day of receipt; those to come are negative."""
    return [(ON - timedelta(number)).isoformat() for number in numbers]


STATUSES = ["worker", "student", "temporary-resident-permit", "visitor", "none"]
STAY = {"status": STATUSES, "until": ago(91, 90, 1, 0, -1, -365), "lost_on": ago(91, 90, 0)}
BORN = [date(ON.year - age, ON.month, ON.day).isoformat() for age in (10, 18, 22)]
YES_NO = [True, False]
# Facts on which one condition rests, with values on both sides of every boundary.
TOGETHER: dict[str, dict[str, list[Any]]] = {
    "stay": {
        "principal.lives_in.country": ["CAN", "MAR"],
        "principal.lives_in.province": ["QC", "ON"],
        **{f"principal.in_canada.{key}": values for key, values in STAY.items()},
    },
    "certificate": {
        "principal.csq.programme": ["PRTQ", "PEQ"],
        "principal.csq.issued": ago(400, 0, -1),
        "principal.csq.expires": ago(31, 29, 1, 0),
        "principal.permanent_residence.applied": [False, *ago(401, 30, 0)],
        "principal.permanent_residence.decision": ["pending", "approved", "refused"],
    },
    "letter": {
        "principal.invitation.state": ["issued", "used", "expired", "revoked", "none"],
        "principal.invitation.issued": ago(1, 0, -1),
        "principal.invitation.expires": ago(1, 0, -1),
    },
    "passport": {
        "principal.nationality": ["MAR", "USA"],
        "principal.passport_expires": ago(1, 0, -100),
        "decided_on": ago(0, -1, -101),
    },
    "spouse": {
        "family.0.born": BORN,
        "family.0.applies_for": ["work-permit", "study-permit"],
        "family.0.together": YES_NO,
        "principal.permanent_residence.applied": [False, *ago(30)],
        "principal.permanent_residence.decision": ["pending", "refused"],
    },
    "stay of a spouse": {f"family.0.in_canada.{key}": values for key, values in STAY.items()},
    "child": {
        "family.0.born": BORN,
        "family.0.married": YES_NO,
        "family.0.dependent_for_health": YES_NO,
        "family.0.applies_for": ["work-permit", "study-permit"],
        "family.0.studies": ["secondary", "post-secondary"],
        "family.0.in_canada.status": ["visitor"],
    },
}


def told(facts: dict[str, Any], relation: str) -> Case | None:
    """The case that holds these facts; None where the format does not allow them."""
    case: Json = {"on": ON.isoformat(), "principal": {}}
    if relation:
        case["family"] = [{"relation": relation}]
    for path, fact in facts.items():
        *way, last = path.split(".")
        record: Any = case
        for step in way:
            record = record[int(step)] if step.isdigit() else record.setdefault(step, {})
        record[last] = fact
    try:
        return from_json(case)
    except BadCase:
        return None


def met(case: Case) -> dict[str, bool | None]:
    rows = [
        *assess(IMP_PLUS.in_force(ON).conditions, case, on=ON),
        *assess_family(IMP_PLUS, case, on=ON),
    ]
    return {row.key: row.met for row in rows}


@pytest.mark.parametrize("name", TOGETHER)
def test_on_the_boundary_days_no_fact_turns_a_definite_no_into_not_known(name: str) -> None:
    relation = {"child": "child"}.get(name, "spouse" if "spouse" in name else "")
    paths = TOGETHER[name]
    found: dict[tuple[Any, ...], dict[str, bool | None]] = {}
    for values in product(*([None, *values] for values in paths.values())):
        known = {key: fact for key, fact in zip(paths, values, strict=True) if fact is not None}
        case = told(known, relation)
        if case is not None:
            found[values] = met(case)
    assert len(found) >= 40
    lost = []
    for values, after in found.items():
        for at in (n for n, fact in enumerate(values) if fact is not None):
            before = found.get((*values[:at], None, *values[at + 1 :]), {})
            lost += [
                (key, values, at)
                for key, said in before.items()
                if said is False and after.get(key) is None
            ]
    assert lost == []
