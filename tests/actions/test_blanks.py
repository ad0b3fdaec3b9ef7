"""Blank forms that a firm supplies: known by their version, and refused by name otherwise."""

from dataclasses import replace
from hashlib import sha256

import pytest

from impplus.actions.blanks import WORDS, BlankRefused, looked_at
from impplus.demonstration.blanks import made, of_map
from impplus.programmes.imm_forms import FormMap, maps_of

MAPS = maps_of("imp-plus")
IMM_1295 = next(one for one in MAPS if one.form == "imm-1295")


def refused(content: bytes, maps: tuple[FormMap, ...] = tuple(MAPS)) -> BlankRefused:
    with pytest.raises(BlankRefused) as found:
        looked_at(content, maps)
    return found.value


@pytest.mark.parametrize("known", MAPS, ids=[one.name for one in MAPS])
def test_a_blank_of_a_known_version_is_pinned_by_its_hash(known: FormMap) -> None:
    content = made(of_map(known))
    blank = looked_at(content, MAPS)
    assert (blank.known, blank.sha256) == (known, sha256(content).hexdigest())


def test_an_unknown_version_is_refused_by_name() -> None:
    text = refused(made(replace(of_map(IMM_1295), version="2027-03"))).text
    assert text.en.startswith(
        "This is IMM 1295 of 2027-03, and no map is known for that version (known: 2023-09)."
    )
    assert text.fr.startswith("Il s’agit du formulaire IMM 1295 de 2027-03")


def test_a_form_without_a_map_is_refused_by_name_and_taken_with_a_firms_own_map() -> None:
    blank = made(replace(of_map(IMM_1295), number="5710", version="2026-01"))
    assert refused(blank).text.en.startswith(
        "This is IMM 5710 of 2026-01, and no map is known for that version (known: –)."
    )
    own = replace(IMM_1295, form="imm-5710", version="2026-01")
    assert looked_at(blank, (*MAPS, own)).known == own


def test_a_form_of_another_structure_is_refused_with_what_it_lacks() -> None:
    other = replace(of_map(IMM_1295), paths=("Page1/Something",))
    assert "Page1/PersonalDetails/Name/FamilyName" in refused(made(other)).text.en
    assert "(form1)" in refused(made(replace(of_map(IMM_1295), root="form2"))).text.en


def test_a_file_of_50_megabytes_and_one_that_is_no_pdf_are_refused_in_words() -> None:
    assert refused(b"\0" * 50 * 2**20).text == WORDS["too-big"]
    assert refused(b"a letter").text == WORDS["damaged"]
