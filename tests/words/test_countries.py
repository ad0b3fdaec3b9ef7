"""The countries that a case may name."""

from impplus.words import countries
from impplus.words.text import Text


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
