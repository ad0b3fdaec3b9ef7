"""Alice's case, and cases drawn at random from the whole public format."""

import json
from collections.abc import Mapping
from copy import deepcopy
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from impplus.rules.case import (
    BadCase,
    Case,
    Csq,
    InvitationFacts,
    Member,
    PermanentResidence,
    Principal,
    Residence,
)
from impplus.rules.case_json import from_json, to_json
from impplus.words import countries

ON = date(2026, 3, 2)

ALICE: dict[str, Any] = {
    "born": date(1990, 4, 2),
    "nationality": "MAR",
    "lives_in": Residence("MAR"),
    "intends_quebec": True,
    "passport_expires": date(2033, 5, 1),
    "csq": Csq("PRTQ", date(2025, 6, 1), date(2027, 6, 1)),
    "permanent_residence": PermanentResidence(applied=False),
    "invitation": InvitationFacts(issued=date(2026, 1, 15), state="issued"),
    "medical_exam": False,
    "health_or_child_care": False,
    "relationship": "single",
}


def alice(*family: Member, on: date = ON, **facts: Any) -> Case:
    return Case(on=on, principal=Principal(**(ALICE | facts)), family=family, represented=False)


SPOUSE = Member(
    "spouse", date(1991, 1, 1), "MAR", date(2033, 5, 1), applies_for="work-permit", together=True
)
CHILD = Member(
    "child",
    date(2015, 6, 1),
    "MAR",
    date(2033, 5, 1),
    applies_for="study-permit",
    studies="primary",
)

SCHEMA = json.loads((Path(__file__).parent / "case.schema.json").read_text(encoding="utf-8"))
type Json = dict[str, Any]

# Days about which something turns, and any other that may be asked about.
TURNS = [
    date(*day)
    for day in (
        (2018, 7, 31),
        (2022, 5, 24),
        (2022, 7, 27),
        (2022, 12, 7),
        (2024, 12, 1),
        (2025, 12, 1),
        (2026, 3, 2),
        (2026, 12, 1),
        (2027, 1, 1),
        (2028, 2, 29),
    )
]


def near(turns: list[date]) -> st.SearchStrategy[date]:
    return st.builds(
        lambda turn, offset: turn + timedelta(offset), st.sampled_from(turns), st.integers(-92, 92)
    )


days = st.one_of(
    near(TURNS),
    st.dates(date(2010, 1, 1), date(2036, 12, 31)),
    st.dates(date(1930, 1, 1), date(2012, 12, 31)),
    st.dates(date(1850, 1, 1), date(2199, 12, 31)),
)
nationalities = st.sampled_from(["MAR", "USA", "CAN"]) | st.sampled_from(sorted(countries.NAMES))


@cache
def of_day_or_country(name: str) -> st.SearchStrategy[str]:
    return {"day": days.map(date.isoformat), "country": nationalities}[name]


def drawn(schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Any value of a JSON schema, as far as that of a case goes."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        plain = name in {"day", "country"}
        return of_day_or_country(name) if plain else drawn(SCHEMA["$defs"][name])
    if "enum" in schema or "const" in schema:
        return st.sampled_from(schema.get("enum") or [schema["const"]])
    if "oneOf" in schema:
        return st.one_of([drawn(one) for one in schema["oneOf"]])
    if schema["type"] == "boolean":
        return st.booleans()
    if schema["type"] == "array":
        return st.lists(drawn(schema["items"]), max_size=4)
    kinds, required = facts_of(schema), schema.get("required", [])
    return st.fixed_dictionaries(
        {key: kinds[key] for key in required},
        optional={key: kind for key, kind in kinds.items() if key not in required},
    )


def facts_of(schema: Mapping[str, Any]) -> dict[str, st.SearchStrategy[Any]]:
    return {key: drawn(one) for key, one in schema["properties"].items()}


def sound(written: Json) -> Json:
    """The case without the facts that contradict others or that no reader takes."""
    left = deepcopy(written)
    while faults := faults_of(left):
        drop(left, faults[-1])
    return left


def faults_of(written: Json) -> list[str]:
    try:
        from_json(written)
    except BadCase as refused:
        return [pointer for pointer, _ in refused.faults]
    return []


def drop(record: Any, pointer: str) -> None:
    """Take away the fact at a JSON pointer; what is required goes with the record that needs it."""
    *way, last = pointer.removeprefix("/").split("/")
    if last in {"relation", "status", "given", "applied", "country", "for"}:
        *way, last = way
    for step in way:
        record = record[int(step)] if isinstance(record, list) else record[step]
    del record[int(last) if isinstance(record, list) else last]


anything = drawn(SCHEMA)
members = drawn({"$ref": "#/$defs/member"})
ALICE_WRITTEN = to_json(alice())
OF_CASE, OF_PRINCIPAL, OF_MEMBER = (
    facts_of(schema) for schema in (SCHEMA, SCHEMA["$defs"]["principal"], SCHEMA["$defs"]["member"])
)
BORN = st.dates(date(1990, 5, 1), date(2024, 1, 1)).map(date.isoformat)
HOMES = [
    {"country": "CAN", "province": "QC"},
    {"country": "CAN", "province": "ON"},
    {"country": "CAN"},
    {"country": "USA"},
]
USUAL = ["in_canada", "biometrics", "together"]  # most often nothing is told of these
NEAR_ALICE = {"lives_in": st.sampled_from(HOMES) | OF_PRINCIPAL["lives_in"]}


@st.composite
def well_known_member(draw: st.DrawFn) -> Json:
    """A member of the family of whom most is known, and whose papers are as most people's."""
    unknown = {draw(st.sampled_from(sorted(OF_MEMBER))), draw(st.sampled_from(USUAL))} - {
        "relation"
    }
    usual = draw(st.sets(st.sampled_from(USUAL)))
    told = OF_MEMBER.keys() - unknown - usual
    return {key: draw(BORN if key == "born" else OF_MEMBER[key]) for key in sorted(told)}


@st.composite
def near_alice(draw: st.DrawFn) -> Json:
    """Alice's case with some facts changed and some gone, so that much of it is known."""
    principal = dict(ALICE_WRITTEN["principal"])
    for key in sorted(draw(st.sets(st.sampled_from(sorted(OF_PRINCIPAL)), max_size=6))):
        principal.pop(key, None)
        if draw(st.booleans()):
            principal[key] = draw(NEAR_ALICE.get(key, OF_PRINCIPAL[key]))
    case = ALICE_WRITTEN | {"principal": principal}
    for key in sorted(draw(st.sets(st.sampled_from(["decided_on", "outcome", "represented"])))):
        case[key] = draw(OF_CASE[key])
    if draw(st.booleans()):
        case["on"] = draw(near(TURNS[1:])).isoformat()
    if draw(st.booleans()):
        size = draw(st.sampled_from([1, 2, 3, 4]))
        case["family"] = [draw(well_known_member()) for _ in range(size)]
        for member in case["family"][1:]:  # there is one partner at most
            member["relation"] = "child"
    return case


written_cases = (near_alice() | near_alice() | anything).map(sound)
cases = written_cases.map(from_json)
