"""A signed code says what its paper says, and nobody changes it unseen."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import cwt
import pytest
import segno
from hypothesis import given, strategies as st

from bench import signed_codes as made
from bench.signed_codes import AT, ISSUER, LETTER, LISTS, ON, PAPER, code, point
from impplus.rules import base45, cose, signed_code, signed_lists
from impplus.rules.signed_code import Checked
from impplus.words.days import PartDay

VECTORS: dict[str, Any] = json.loads(made.FILE.read_text("utf-8"))
KEYS = signed_lists.key_list(made.keys(), point(LISTS))
STATUS = signed_lists.status_list(made.status(), point(LISTS))


def verdict(text: str, status: signed_lists.StatusList | None = STATUS) -> str:
    return signed_code.check(text, KEYS, status, at=AT, on=ON).verdict


def test_the_published_vectors_are_those_that_the_code_makes() -> None:
    assert made.vectors() == VECTORS


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_each_published_code_gets_its_verdict(case: dict[str, str]) -> None:
    assert verdict(case["code"]) == case["verdict"]


@pytest.mark.parametrize("case", VECTORS["old"], ids=lambda case: case["name"])
def test_an_old_status_list_still_tells_what_has_ended(case: dict[str, str]) -> None:
    old = signed_lists.status_list(bytes.fromhex(VECTORS["old_status"]), point(LISTS))
    assert verdict(case["code"], old) == case["verdict"]


@pytest.mark.parametrize("case", VECTORS["lists"], ids=lambda case: case["name"])
def test_a_list_counts_only_where_its_own_key_signed_it_as_what_it_is(case: dict[str, Any]) -> None:
    read = {"keys": signed_lists.key_list, "status": signed_lists.status_list}[case["kind"]]
    try:
        read(bytes.fromhex(case["held"]), point(LISTS))
    except signed_lists.BadList:
        assert case["right"] is False
    else:
        assert case["right"] is True


def test_what_was_signed_is_read_back() -> None:
    for facts in (PAPER, LETTER):
        found = signed_code.check(code(facts), KEYS, STATUS, at=AT, on=ON)
        assert found == Checked("valid", facts, "valid", STATUS.made_at)


def test_without_a_status_list_a_permit_is_never_called_valid() -> None:
    assert signed_code.check(code(PAPER), KEYS, None, at=AT, on=ON) == Checked(
        "unchecked", PAPER, "valid", None
    )


def test_a_status_list_is_relied_on_for_a_day() -> None:
    found = [
        signed_code.check(code(PAPER), KEYS, STATUS, at=at, on=ON).verdict
        for at in (STATUS.made_at + 24 * 3600, STATUS.made_at + 24 * 3600 + 1)
    ]
    assert found == ["valid", "unchecked"]


@pytest.mark.parametrize("facts", [PAPER, LETTER], ids=["permit", "letter"])
def test_every_flipped_bit_of_a_code_is_found(facts: signed_code.SignedFacts) -> None:
    held = base45.decoded(code(facts).removeprefix(signed_code.PREFIX))
    for at in range(8 * len(held)):
        changed = bytearray(held)
        changed[at // 8] ^= 1 << at % 8
        assert verdict(signed_code.written(bytes(changed))) in {"altered", "unknown-issuer"}


def test_every_character_that_is_left_out_is_found() -> None:
    text = code(PAPER)
    survived = [
        at
        for at in range(len(text))
        if verdict(text[:at] + text[at + 1 :]) not in {"altered", "unknown-issuer"}
    ]
    assert survived == []


@given(st.binary(max_size=260))
def test_no_bytes_are_taken_for_a_code(held: bytes) -> None:
    assert verdict(signed_code.written(held)) == "altered"


@given(st.text(max_size=400))
def test_no_text_is_taken_for_a_code(text: str) -> None:
    assert verdict(text) == "altered"


@given(st.binary(max_size=300))
def test_base45_gives_back_every_byte(held: bytes) -> None:
    assert base45.decoded(base45.encoded(held)) == held


@pytest.mark.parametrize(
    ("text", "held"), [("BB8", b"AB"), ("%69 VD92EX0", b"Hello!!"), ("QED8WEX0", b"ietf!")]
)
def test_base45_is_that_of_the_standard(text: str, held: bytes) -> None:
    assert (base45.encoded(held), base45.decoded(text)) == (text, held)


@pytest.mark.parametrize("text", ["GGW", "A", "::", "BB8b", "BB8A"])
def test_what_base45_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(base45.NotBase45):
        base45.decoded(text)


def test_the_longest_code_fits_the_printed_size() -> None:
    longest = replace(PAPER, name="W" * 39, number="P-WWWW-WWWW", index=signed_lists.SPACE - 1)
    qr = segno.make_qr(code(longest), error="m", boost_error=False)
    assert qr.version <= 11
    assert (qr.error, qr.mode) == ("M", "alphanumeric")


def test_an_independent_library_verifies_a_code() -> None:
    signed = base45.decoded(code(PAPER).removeprefix(signed_code.PREFIX))
    key = cwt.COSEKey.new(
        {
            1: 2,
            -1: 1,
            3: -7,
            2: cose.id_of(point(ISSUER)),
            -2: point(ISSUER)[1:33],
            -3: point(ISSUER)[33:],
        }
    )
    payload = cwt.COSE.new().decode(signed, key)
    assert payload == cose.canonical(signed_code.payload_of(PAPER))


def test_the_state_of_each_index_is_its_own() -> None:
    assert [STATUS.of(index) for index in (899, 900, 901, 902, 903, 904, 905, 2**31)] == [
        *(0, 1, 2, 3, 1, 3, 0, 0)
    ]
    assert (STATUS.version, STATUS.until - STATUS.made_at) == (12, 24 * 3600)


def test_a_birth_is_as_much_as_is_known() -> None:
    days = (date(1990, 4, 2), PartDay(1990, 4), PartDay(1990))
    assert [signed_code.number_of(day) for day in days] == [19900402, 19900400, 19900000]
