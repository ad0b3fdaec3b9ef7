"""Whatever the bytes: a case or a problem, each pointer of which names a place in them."""

import json

import pytest
from hypothesis import example, given

from impplus.programmes import ALL
from impplus.rules.case import BadCase, Case
from impplus.rules.case_json import NotJson, problem, read_case, write
from impplus.rules.programme import Programme
from tests.rules.odd_json import contents

pytestmark = pytest.mark.thorough

REQUIRED = "is required"


@given(contents)
@example(b'{"on":"2026-03-02","principal":{"\\ud800":NaN,"\\ud800":1}}')
@example(b'{"family":[{"relation":"child","relation":[]},NaN,{"born":1e999}]}')
def test_any_bytes_are_a_case_or_a_problem(content: bytes) -> None:
    read = outcome(content)
    if isinstance(read, BadCase):
        told = problem(read, "-", "fr")
        assert json.loads(write(told).decode()) == told
        assert len(set(read.faults)) == len(read.faults) > 0
    else:
        assert outcome(write(json.loads(content))) == read


def outcome(content: bytes) -> tuple[Programme, Case] | BadCase:
    try:
        return read_case(content, ALL)
    except BadCase as bad:
        return bad


@given(contents)
def test_every_pointer_names_a_place_in_what_was_written(content: bytes) -> None:
    bad = outcome(content)
    if isinstance(bad, BadCase) and not isinstance(bad, NotJson):
        value = json.loads(content, parse_int=str, object_pairs_hook=every_pair)
        for at, text in bad.faults:
            assert places(value, at if text.en != REQUIRED else at.rpartition("/")[0]) > 0


def every_pair(pairs: list[tuple[str, object]]) -> dict[str, list[object]]:
    """An object with all the values of each key."""
    return {key: [value for one, value in pairs if one == key] for key, _ in pairs}


def places(value: object, pointer: str) -> int:
    """How many values of a text a JSON pointer (RFC 6901) names."""
    found = [value]
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        found = [below for one in found for below in _below(one, key)]
    return len(found)


def _below(value: object, key: str) -> list[object]:
    if isinstance(value, dict):
        return value.get(key, [])
    return [one for n, one in enumerate(value) if str(n) == key] if isinstance(value, list) else []
