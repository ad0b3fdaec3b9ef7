"""Where in a case the facts stand that a finding names."""

from collections.abc import Mapping
from typing import Any

from impplus.rules.case import Case
from tests.rules.cases import Json

OF_THE_PRINCIPAL = {
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
    "on": "on",
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
    "wants": "member.health_or_child_care",
    "exam": "member.medical_exam",
    "studies": "member.studies",
}


def path_of(name: str, row: Mapping[str, Any]) -> str:
    """The dotted path of a fact that a finding names; those of a member begin with "member"."""
    if row["key"] == "invitation":
        return OF_THE_LETTER[name]
    if row["key"] == "passport" and name == "on":
        return "decided_on"  # a passport is judged on the day of the decision, where one is told
    return (OF_THE_PRINCIPAL | (OF_A_MEMBER if "person" in row else {}))[name]


def only(row: Mapping[str, Any], case: Case) -> Json:
    """A case in its public format that holds nothing but the facts of a finding."""
    left: Json = {"on": case.on.isoformat(), "principal": {}}
    if "person" in row:
        member = dict(case.people())[row["person"]]
        left["family"] = [{"relation": member.relation}]  # type: ignore[union-attr]
    for name, fact in row["facts"].items():
        if fact is not None:
            put(left, path_of(name, row).split("."), fact)
    return left


def put(record: Json, way: list[str], fact: Any) -> None:
    *steps, last = way
    for step in steps:
        record = record["family"][0] if step == "member" else record.setdefault(step, {})
    record[last] = fact


def stands(written: Json, row: Mapping[str, Any], name: str, member: Json) -> Any:
    """What a case says in the place of a fact; None where it says nothing."""
    record: Any = written | {"member": member}
    for step in path_of(name, row).split("."):
        record = record.get(step) if isinstance(record, dict) else None
    return record
