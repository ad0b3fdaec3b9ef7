"""The items of a service agreement are those of SOR/2022-128, s. 24(3), one by one, with what each asks for in both languages."""

import pytest

from impplus.words.retainer import ITEMS_OF_SERVICES

# Read in the regulation in force (2026-11-28): what each paragraph names, in its own words or nearly so.
LISTED = {
    "a": "registration number",
    "b": "full name",
    "c": "preliminary advice",
    "d": "supervise",
    "e": "likely to assist",
    "f": "instructions",
    "g": "itemized list",
    "h": "time frames",
    "i": "fixed fee",
    "j": "disbursements",
    "k": "tax or levy",
    "l": "interest",
    "m": "refund policy",
    "n": "Additional costs",
    "o": "conflict of interest",
    "p": "originals are returned",
    "q": "obligation of confidentiality",
    "r": "complaints",
    "s": "official language",
    "t": "timely information",
    "u": "interpreter",
    "v": "complaints process",
    "w": "may require documents",
    "x": "copy of the Code",
    "y": "cannot go on",
    "z": "other terms",
}


def test_every_paragraph_of_the_law_is_an_item_in_its_order() -> None:
    assert list(ITEMS_OF_SERVICES) == list(LISTED)
    assert [one.paragraph for one in ITEMS_OF_SERVICES.values()] == [
        f"24(3)({key})" for key in LISTED
    ]


@pytest.mark.parametrize("key", LISTED)
def test_an_item_says_what_its_paragraph_asks_for(key: str) -> None:
    assert LISTED[key] in ITEMS_OF_SERVICES[key].law.en


def test_a_source_is_cited_as_each_language_does() -> None:
    cited = ITEMS_OF_SERVICES["m"].source
    assert (cited.en, cited.fr) == (
        "SOR/2022-128, s.\u00a024(3)(m)",
        "DORS/2022-128, art.\u00a024(3)m)",
    )


def test_what_a_firm_must_write_is_begun_in_both_languages() -> None:
    assert [
        key for key, one in ITEMS_OF_SERVICES.items() if one.own == "required" and not one.starts
    ] == []
