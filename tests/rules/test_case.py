"""A case as it is read: people by name, and everything that is wrong at once."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from impplus.rules.case import BadCase, Case, Member, Principal
from impplus.rules.case_json import from_json, to_json
from impplus.rules.reader import one_of
from tests.rules.cases import CHILD, ON, SPOUSE, alice

SPOKEN = {"on": "2026-03-02", "principal": {"born": "1990-04-02"}}


def faults(case: Any) -> list[str]:
    with pytest.raises(BadCase) as refused:
        from_json(case)
    return [pointer for pointer, _ in refused.value.faults]


def test_people_are_named_in_the_order_given() -> None:
    case = alice(CHILD, SPOUSE, CHILD)
    assert [name for name, _ in case.people()] == ["principal", "child-1", "partner", "child-2"]


def test_those_who_do_not_apply_here_are_not_applicants() -> None:
    later = Member("spouse", applies_for="work-permit", together=False)
    home = Member("child", applies_for="nothing")
    unsaid = Member("child")
    case = alice(later, home, unsaid, CHILD)
    assert [name for name, _ in case.applicants()] == ["principal", "child-3"]


def test_the_least_that_can_be_said_is_read() -> None:
    assert from_json({"on": "2026-03-02", "principal": {}}) == Case(ON, Principal())


def test_a_whole_family_is_written_as_it_is_read() -> None:
    case = alice(SPOUSE, CHILD)
    assert from_json(json.loads(json.dumps(to_json(case)))) == case


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"principal": {"lives_in": {}}}, "/principal/lives_in/country"),
        (
            {"principal": {"lives_in": {"country": "CAN", "province": "XX"}}},
            "/principal/lives_in/province",
        ),
        (
            {"principal": {"lives_in": {"country": "FRA", "province": "QC"}}},
            "/principal/lives_in/province",
        ),
        (
            {"principal": {"csq": {"issued": "2026-01-02", "expires": "2026-01-01"}}},
            "/principal/csq/expires",
        ),
        (
            {"principal": {"permanent_residence": {"applied": "2026-03-03"}}},
            "/principal/permanent_residence/applied",
        ),
        (
            {"principal": {"permanent_residence": {"applied": False, "decision": "pending"}}},
            "/principal/permanent_residence/decision",
        ),
        (
            {"principal": {"in_canada": {"status": "none", "lost_on": "2026-03-03"}}},
            "/principal/in_canada/lost_on",
        ),
        ({"principal": {"biometrics": {"given": "2020-01-01"}}}, "/principal/biometrics/for"),
        ({"principal": {"born": "2026-03-03"}}, "/principal/born"),
        (
            {"principal": {"invitation": {"issued": "2026-01-15", "expires": "2026-01-14"}}},
            "/principal/invitation/expires",
        ),
        (
            {"principal": {"biometrics": {"given": "1990-04-01", "for": "temporary"}}},
            "/principal/biometrics/given",
        ),
        (
            {
                "family": [
                    {
                        "relation": "child",
                        "born": "2015-06-01",
                        "biometrics": {"given": "2015-05-31", "for": "temporary"},
                    }
                ]
            },
            "/family/0/biometrics/given",
        ),
        ({"decided_on": "2026-03-01"}, "/decided_on"),
        ({"family": [{"relation": "child", "born": "1990-04-01"}]}, "/family/0/born"),
        ({"family": [{"relation": "child", "born": "1990-04-02"}]}, "/family/0/born"),
        ({"family": [{"relation": "child", "born": "2026-03-03"}]}, "/family/0/born"),
        ({"family": [{"relation": "spouse"}, {"relation": "common-law"}]}, "/family/1/relation"),
    ],
)
def test_facts_that_cannot_all_be_so_are_named_by_their_pointer(
    change: dict[str, Any], pointer: str
) -> None:
    case = SPOKEN | change
    if "principal" in change and isinstance(change["principal"], dict):
        case["principal"] = SPOKEN["principal"] | change["principal"]
    assert pointer in faults(case)


def test_everything_that_is_wrong_is_named_at_once() -> None:
    case = {
        "on": "2026-13-01",
        "principal": {"born": "1990-04-02", "nationality": "XYZ", "shoe": 42},
        "family": [{"relation": "child", "born": "1980-01-01"}, {"born": "1991-01-01"}],
        "outcome": "approved!",
    }
    assert sorted(faults(case)) == [
        "/family/0/born",
        "/family/1/relation",
        "/on",
        "/outcome",
        "/principal/nationality",
        "/principal/shoe",
    ]


def test_a_fault_says_in_both_languages_what_to_write() -> None:
    with pytest.raises(BadCase, match="/on: must be a day that exists") as refused:
        from_json({"on": "soon", "principal": {}})
    ((_, text),) = refused.value.faults
    assert text.fr == "doit être un jour qui existe, écrit AAAA-MM-JJ"


def test_a_deep_nest_is_refused_without_a_stack() -> None:
    nest: Any = {}
    for _ in range(10_000):
        nest = {"principal": nest}
    assert faults(nest) == ["/principal/principal", "/on"]


SCHEMA = json.loads((Path(__file__).parent / "case.schema.json").read_text(encoding="utf-8"))


def words_of(part: Any, *at: str) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Of each property of a record that takes one of some words: its path, and the words."""
    if "$ref" in part:
        part = SCHEMA["$defs"][part["$ref"].split("/")[-1]]
    if "enum" in part:
        yield at, part["enum"]
    for key, inner in part.get("properties", {}).items():
        yield from words_of(inner, *at, key)
    if "items" in part:
        yield from words_of(part["items"], *at, "0")


@pytest.mark.parametrize(("path", "words"), tuple(words_of(SCHEMA)))
def test_the_public_format_and_the_reader_know_the_same_words(
    path: tuple[str, ...], words: list[str]
) -> None:
    wrong: Any = "flying"
    for key in reversed(path):
        wrong = [wrong] if key == "0" else {key: wrong}
    with pytest.raises(BadCase) as refused:
        from_json({"on": ON.isoformat(), "principal": {}} | wrong)
    assert ("/" + "/".join(path), one_of(words)) in refused.value.faults


def test_the_public_format_and_the_reader_know_the_same_keys() -> None:
    everything = {"on": ON.isoformat(), "principal": {}}
    for key in SCHEMA["properties"]:
        if key not in everything:
            assert f"/{key}" in faults(everything | {key: object()})
    for name, at in (("principal", "/principal"), ("member", "/family/0")):
        for key in SCHEMA["$defs"][name]["properties"]:
            record = {"relation": "child"} if name == "member" else {}
            wrong = record | {key: object()}
            place = {"principal": wrong} if name == "principal" else {"family": [wrong]}
            named = faults(everything | place)
            assert [pointer for pointer in named if pointer.startswith(f"{at}/{key}")]
