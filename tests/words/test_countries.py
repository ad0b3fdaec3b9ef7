"""The countries that a case may name."""

import re

from impplus.words import countries
from impplus.words.countries import FORMER, NAMES, OFFERED
from impplus.words.text import Text

SPECIAL = ("MAR", "XXA", "XXB", "UNO", "SUN", "UTO")


def test_a_country_has_a_name_in_both_languages() -> None:
    assert countries.name("DEU") == Text(en="Germany", fr="Allemagne")
    assert countries.name("CIV").fr == "Côte d’Ivoire"


def test_codes_of_passports_stand_beside_those_of_countries() -> None:
    extra = {"RKS", "UNA", "UNO", "UTO", "XXA", "XXB", "XXC"}
    assert extra <= countries.NAMES.keys()
    assert len(countries.NAMES) == 249 + len(extra)


def test_a_code_that_is_not_listed_is_its_own_name() -> None:
    assert countries.name("ZZZ") == Text(en="ZZZ", fr="ZZZ")


def test_every_code_is_three_capitals() -> None:
    assert [
        code
        for code in countries.NAMES
        if not (len(code) == 3 and code.isalpha() and code.isupper())
    ] == []


def test_who_is_stateless_lives_and_is_born_in_a_country() -> None:
    offers = {code: [one for one, rows in OFFERED.items() if code in rows] for code in SPECIAL}
    assert offers == {
        "MAR": ["places", "births", "nationalities", "issuers"],
        "XXA": ["nationalities"],
        "XXB": ["nationalities"],
        "UNO": ["issuers"],
        "SUN": ["births"],
        "UTO": [],
    }


def test_a_country_that_is_no_more_has_a_code_of_its_own_and_says_until_when() -> None:
    assert FORMER.keys() & NAMES.keys() == set()
    assert countries.name("YUG").fr == "Yougoslavie (jusqu’en 2003)"
    for code, said in FORMER.items():
        assert len(code) == 3, code
        years = [re.findall(r"\d{4}", one) for one in (said.en, said.fr)]
        assert (len(years[0]), years[0]) == (1, years[1]), code
