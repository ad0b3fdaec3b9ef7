"""Every finding rests on the facts that it names: a case that holds only these is judged alike."""

from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings

from impplus.programmes import IMP_PLUS
from impplus.rules.answer import answer
from impplus.rules.case import Case, from_json
from tests.rules.cases import Json, cases

# Where in a case the facts of a finding stand; a fact of the member is under "member".
EVERYWHERE = {
    "lives_in": "principal.lives_in.country",
    "province": "principal.lives_in.province",
    "intends_quebec": "principal.intends_quebec",
    "programme": "principal.csq.programme",
    "issued": "principal.csq.issued",
    "expires": "principal.csq.expires",
    "applied": "principal.permanent_residence.applied",
    "decision": "principal.permanent_residence.decision",
    "status": "principal.in_canada.status",
    "until": "principal.in_canada.until",
    "lost_on": "principal.in_canada.lost_on",
    "passport_expires": "principal.passport_expires",
    "nationality": "principal.nationality",
}
OF_THE_LETTER = {name: f"principal.invitation.{name}" for name in ("state", "issued", "expires")}
OF_A_MEMBER = {
    "status": "member.in_canada.status",
    "until": "member.in_canada.until",
    "lost_on": "member.in_canada.lost_on",
    "born": "member.born",
    "married": "member.married",
    "for_health": "member.dependent_for_health",
    "applies_for": "member.applies_for",
    "together": "member.together",
    "studies": "member.studies",
}
# The day on which a finding was made, and not a fact of the case; that of a passport may be later.
DAY = {"passport": "decided_on"}


def only(row: Mapping[str, Any], case: Case) -> Json:
    """A case that holds nothing but the facts of a finding."""
    places = EVERYWHERE | (OF_THE_LETTER if row["key"] == "invitation" else {})
    left: Json = {"on": case.on.isoformat(), "principal": {}}
    if "person" in row:
        places = places | OF_A_MEMBER
        member = dict(case.people())[row["person"]]
        left["family"] = [{"relation": member.relation}]  # type: ignore[union-attr]
    for name, fact in row["facts"].items():
        place = DAY.get(row["key"], "on") if name == "on" else places[name]
        if fact is not None:
            put(left, place.split("."), fact)
    return left


def put(record: Json, way: list[str], fact: Any) -> None:
    *steps, last = way
    for step in steps:
        record = record["family"][0] if step == "member" else record.setdefault(step, {})
    record[last] = fact


def judged(rows: list[Json], key: str) -> list[tuple[Any, ...]]:
    """What was found under a key: the finding, its words, and the facts that were known."""
    return [
        (
            row["met"],
            row["text"],
            row["remedy"],
            {k: v for k, v in row["facts"].items() if v is not None},
        )
        for row in rows
        if row["key"] == key
    ]


@settings(max_examples=120, deadline=None)
@given(cases)
def test_a_finding_about_the_principal_rests_on_its_facts(case: Case) -> None:
    for row in answer(IMP_PLUS, case, "en")["findings"]:
        again = answer(IMP_PLUS, from_json(only(row, case)), "en")["findings"]
        assert (row["key"], judged(again, row["key"])) == (row["key"], judged([row], row["key"]))


@settings(max_examples=120, deadline=None)
@given(cases)
def test_a_finding_about_a_member_rests_on_its_facts(case: Case) -> None:
    for row in answer(IMP_PLUS, case, "en")["family"]:
        again = answer(IMP_PLUS, from_json(only(row, case)), "en")["family"]
        assert (row["key"], judged(again, row["key"])) == (row["key"], judged([row], row["key"]))
