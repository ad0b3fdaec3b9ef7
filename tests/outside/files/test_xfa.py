"""Forms with an XFA part: what one asks, what is refused of it, and filling it in behind the fence."""

from io import BytesIO

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from impplus.demonstration.blanks import InventedBlank, made, with_parts
from impplus.outside.files import papers
from impplus.outside.files.kinds import NotAccepted

PATHS = [
    "Page1/Name/FamilyName",
    "Page1/Name/GivenName",
    "Page1/Row/Child/Name",
    "Page1/Row/Child/Born",
]
COUNTRIES = {"CountryList": [("511", "Canada"), ("205", "Philippines")]}
BLANK = InventedBlank("1295", "2023-09", "form1", PATHS, COUNTRIES)
VALUES = [
    ("Page1/Name/FamilyName", "Ñandú <O’Brien> & “Łódź”"),
    ("Page1/Row/Child/Name", "Althea"),
    ("Page1/Row/Child[2]/Name", "Joaquin"),
    ("Page1/Row/Child[2]/Born", "2018-02-03"),
]
LOCKS = {
    "none": None,
    "AES of 256 bits": pikepdf.Encryption(owner="any", user="", R=6),
    "AES of 128 bits": pikepdf.Encryption(owner="any", user="", R=4),
    "RC4": pikepdf.Encryption(owner="any", user="", R=3, aes=False, metadata=False),
}
TEMPLATE = b'<template><subform name="form1"><field name="Name"/></subform></template>'
XFA = b"http://www.xfa.org/schema/xfa-data/1.0/"
DATASETS = (
    b'<x:datasets xmlns:x="' + XFA + b'"><x:data><form1><Name/></form1></x:data></x:datasets>'
)


def reason(blank: bytes) -> str:
    with pytest.raises(NotAccepted) as refused:
        papers.form_of(blank)
    return refused.value.reason


def form(template: bytes = TEMPLATE, datasets: bytes = DATASETS) -> bytes:
    return with_parts([("template", template), ("datasets", datasets)])


def test_a_form_says_its_number_its_version_its_paths_and_its_lists() -> None:
    found = papers.form_of(made(BLANK))
    assert (found.form, found.version, found.edition, found.root) == (
        "imm-1295",
        "2023-09",
        "E",
        "form1",
    )
    assert list(found.paths) == PATHS
    assert found.lists == {"CountryList": (("511", "Canada"), ("205", "Philippines"))}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_form_is_filled_in_after_its_own_bytes_and_read_back_equal(lock: str) -> None:
    blank = made(BLANK, encryption=LOCKS[lock])
    filled, held = papers.filled(blank, VALUES)
    assert filled[: len(blank)] == blank
    assert held == dict(VALUES)
    with pikepdf.open(BytesIO(filled)) as again:  # another reader than the one that wrote it
        assert again.is_encrypted == (lock != "none")
        assert "Joaquin" in again.Root.AcroForm.XFA[5].read_bytes().decode()


def test_the_same_values_give_the_same_bytes() -> None:
    blank = made(BLANK)
    assert papers.filled(blank, VALUES)[0] == papers.filled(blank, VALUES)[0]


def test_a_form_that_was_filled_in_can_be_filled_in_again() -> None:
    filled, _held = papers.filled(made(BLANK), VALUES)
    again, held = papers.filled(filled, [("Page1/Name/FamilyName", "Roy")])
    assert held == {**dict(VALUES), "Page1/Name/FamilyName": "Roy"}
    assert PdfFileReader(BytesIO(again)).total_revisions == 3


def test_a_path_that_the_form_does_not_have_is_not_written() -> None:
    with pytest.raises(NotAccepted) as refused:
        papers.filled(made(BLANK), [("Page1/Name/Nickname", "Ali")])
    assert refused.value.reason == "form"


def test_a_form_of_no_version_is_read_and_names_none() -> None:
    found = papers.form_of(form())
    assert (found.form, found.version, found.paths) == ("", "", ("Name",))


@pytest.mark.parametrize(
    ("blank", "why"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 nothing more", "damaged"),
        (b"\0" * 50 * 2**20, "too-big"),
        (made(BLANK, encryption=pikepdf.Encryption(owner="any", user="secret")), "encrypted"),
        (with_parts([("template", TEMPLATE)]), "form"),
        (form(datasets=b"<data/>"), "form"),
        (form(template=b"<template>"), "damaged"),
        (form(template="<template>é</template>".encode("utf-16")), "damaged"),
        (form(template=b'<!DOCTYPE t [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><template>&b;</template>'), "too-heavy"),
        (form(datasets=b'<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]><d>&f;</d>'), "too-heavy"),
        (form(template=b"<template>" + b" " * 30 * 2**20 + b"</template>"), "too-heavy"),
        (form(template=b"<template>" + b"<a/>" * 250_000 + b"</template>"), "too-heavy"),
        (form(template=b"<a>" * 5_000 + b"</a>" * 5_000), "damaged"),
    ],
    ids=[
        "nothing", "no PDF", "50 MB", "a password", "no data", "other data", "broken", "UTF-16", "a bomb",
        "another file", "a huge part", "too many parts", "too deep",
    ],
)  # fmt: skip
def test_what_is_no_form_or_hostile_is_refused_by_its_reason(blank: bytes, why: str) -> None:
    assert reason(blank) == why


def test_a_pdf_without_an_xfa_part_is_refused() -> None:
    with pikepdf.new() as plain:
        plain.add_blank_page()
        written = BytesIO()
        plain.save(written)
    assert reason(written.getvalue()) == "form"
