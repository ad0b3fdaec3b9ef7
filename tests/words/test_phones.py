"""A telephone number is read in whatever shape it is typed, wherever in the world it rings."""

import phonenumbers
import pytest

from impplus.words import phones
from impplus.words.countries import NAMES

# Nobody lives there, or the passport names no country.
WITHOUT_A_NETWORK = {
    "ATA",
    "ATF",
    "BVT",
    "HMD",
    "PCN",
    "SGS",
    "UMI",
    "UNA",
    "UNO",
    "UTO",
    "XXA",
    "XXB",
    "XXC",
}
MONTREAL, RABAT, PARIS = "+15145550199", "+212600000000", "+33612345678"


@pytest.mark.parametrize(
    ("typed", "country", "number"),
    [
        ("+1 514 555 0199", "", MONTREAL),
        ("(514) 555-0199", "CAN", MONTREAL),
        ("514.555.0199", "USA", MONTREAL),
        ("tel:+1-514-555-0199", "", MONTREAL),
        ("+1 514 555 0199", "FRA", MONTREAL),
        ("514 555 0199 poste 12", "CAN", f"{MONTREAL};ext=12"),
        ("514 555 0199 ext. 12", "CAN", f"{MONTREAL};ext=12"),
        (f"{MONTREAL};ext=12", "", f"{MONTREAL};ext=12"),
        ("06 00 00 00 00", "MAR", RABAT),
        ("00212 600 000 000", "", RABAT),
        ("٠٠٢١٢ ٦٠٠ ٠٠٠ ٠٠٠", "", RABAT),
        ("00212 600 000 000", "CAN", RABAT),
        ("011 212 600 000 000", "CAN", RABAT),
        ("＋２１２６００００００００", "", RABAT),
        ("+٢١٢٦٠٠٠٠٠٠٠٠", "", RABAT),
        ("06 12 34 56 78", "FRA", PARIS),
        ("+33 (0)6 12 34 56 78", "", PARIS),
        ("044 123 456", "RKS", "+38344123456"),
        ("044 123 456", "XXA", None),
        ("06 12 34 56 78", "CAN", None),
        ("514 555 0199", "", None),
        ("+999 123456", "", None),
        ("123", "CAN", None),
        ("", "CAN", None),
    ],
)
def test_a_number_is_one_however_it_is_typed(typed: str, country: str, number: str | None) -> None:
    assert phones.read(typed, country) == number


def test_a_number_is_shown_as_people_write_it_in_both_languages() -> None:
    said = [phones.say(f"{MONTREAL};ext=12", language) for language in ("en", "fr")]
    assert said == ["+1 514-555-0199 ext. 12", "+1 514-555-0199 poste 12"]
    assert [phones.read(text) for text in said] == [f"{MONTREAL};ext=12"] * 2
    assert phones.say(RABAT, "fr") == "+212 6 00 00 00 00"


@pytest.mark.parametrize("text", ["", "514 555 0199", "ask my brother"])
def test_what_was_kept_before_and_is_no_number_stays_as_it_is(text: str) -> None:
    assert phones.say(text, "en") == text


@pytest.mark.thorough
def test_a_number_of_every_country_is_read_as_it_is_dialled_there_and_elsewhere() -> None:
    """Every country of the form that has a telephone network."""
    wrong, without = [], []
    for code in NAMES:
        region = phones.region(code)
        example = phonenumbers.example_number(region) if region else None
        if example is None:
            without.append(code)
            continue
        number = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
        at_home = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.NATIONAL)
        if [phones.read(at_home, code), phones.read(phones.say(number, "en"))] != [number] * 2:
            wrong.append((code, at_home))
    assert (wrong, set(without)) == ([], WITHOUT_A_NETWORK)
