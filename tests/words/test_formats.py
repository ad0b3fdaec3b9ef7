"""Days, moments, numbers and money as they are written in each language."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from impplus.words import formats
from impplus.words.text import Text

MONTREAL = Text(en="Montréal time", fr="heure de Montréal")
ZONE = "America/Toronto"


@pytest.mark.parametrize(
    ("value", "en", "fr"),
    [
        (date(2026, 3, 2), "March\u00a02,\u00a02026", "2\u00a0mars\u00a02026"),
        (date(2026, 8, 1), "August\u00a01,\u00a02026", "1er\u00a0août\u00a02026"),
    ],
)
def test_a_day_in_words(value: date, en: str, fr: str) -> None:
    assert (formats.day(value, "en"), formats.day(value, "fr")) == (en, fr)


def test_a_day_to_choose_has_its_day_of_the_week() -> None:
    said = [formats.day_of_week(date(2026, 3, 1), language) for language in ("en", "fr")]
    assert said == ["Sunday,\u00a0March\u00a01", "dimanche\u00a01er\u00a0mars"]


@pytest.mark.parametrize(
    ("hour", "minute", "en", "fr"),
    [
        (18, 50, "1:50\u00a0pm", "13\u00a0h\u00a050"),
        (13, 5, "8:05\u00a0am", "8\u00a0h\u00a005"),
        (17, 0, "12:00\u00a0pm", "12\u00a0h"),
        (5, 0, "12:00\u00a0am", "0\u00a0h"),
    ],
)
def test_a_moment_is_said_to_the_minute_in_its_zone(
    hour: int, minute: int, en: str, fr: str
) -> None:
    at = datetime(2026, 1, 2, hour, minute, 9, tzinfo=UTC)
    assert [formats.moment(at, lang, time_zone=ZONE, named=MONTREAL) for lang in ("en", "fr")] == [
        f"January\u00a02,\u00a02026, at {en} (Montréal time)",
        f"2\u00a0janvier\u00a02026 à {fr} (heure de Montréal)",
    ]


def test_a_receipt_says_the_second_in_its_zone_and_in_utc() -> None:
    at = datetime(2026, 1, 2, 4, 5, 9, tzinfo=UTC)
    said = [formats.exact_moment(at, lang, time_zone=ZONE, named=MONTREAL) for lang in ("en", "fr")]
    assert said == [
        "January\u00a01,\u00a02026, at 23:05:09 (Montréal time; 04:05:09 UTC)",
        (
            "1er\u00a0janvier\u00a02026 à 23\u00a0h\u00a005\u00a0min\u00a009\u00a0s "
            "(heure de Montréal; 4\u00a0h\u00a005\u00a0min\u00a009\u00a0s UTC)"
        ),
    ]


def test_a_colon_a_number_and_an_amount() -> None:
    assert (formats.colon("en"), formats.colon("fr")) == (":", "\u00a0:")
    assert (formats.count(14_700, "en"), formats.count(14_700, "fr")) == ("14,700", "14\u00a0700")
    amount = Decimal("1340.5")
    assert formats.money(amount, "en") == "$1,340.50"
    assert formats.money(amount, "fr") == "1\u00a0340,50\u00a0$"


@pytest.mark.parametrize(
    ("value", "en", "fr"),
    [
        (1, "1 byte", "1 octet"),
        (1_023, "1023 bytes", "1023 octets"),
        (1_024, "1 KB", "1 Ko"),
        (339_571, "332 KB", "332 Ko"),
        (1_048_000, "1023 KB", "1023 Ko"),
        (1_048_200, "1 MB", "1 Mo"),
        (2_500_000, "2.4 MB", "2,4 Mo"),
        (25 * 2**20, "25 MB", "25 Mo"),
    ],
)
def test_the_size_of_a_file(value: int, en: str, fr: str) -> None:
    said = (formats.size(value, "en"), formats.size(value, "fr"))
    assert said == (en.replace(" ", "\u00a0"), fr.replace(" ", "\u00a0"))


def test_a_french_list_stands_as_in_a_dictionary() -> None:
    names = [
        "Documents",
        "Certificat de mariage",
        "Œuvre",
        "Déclaration",
        "Certificat d’acceptation",
    ]
    assert sorted(names, key=formats.collated) == [
        "Certificat d’acceptation",
        "Certificat de mariage",
        "Déclaration",
        "Documents",
        "Œuvre",
    ]


@pytest.mark.parametrize("value", [0, 30, 7_400, 100_000, 1_234_567])
def test_a_number_is_read_as_either_language_writes_it(value: int) -> None:
    french = formats.count(value, "fr")
    typed = [str(value), formats.count(value, "en"), french, f" {french} "]
    typed += [french.replace("\u00a0", space) for space in (" ", "\u202f", "\u2009")]
    assert {formats.whole(one) for one in typed} == {value}


@pytest.mark.parametrize(
    "typed",
    ["", "7.4", "7,4", "7,40", "7.400", "7 40", "74,00", ",400", "7,400.0", "7,400 000", "7  400", "7,400,00", "-7", "1e3", "٣x", "9" * 400],
)  # fmt: skip
def test_what_could_be_another_number_is_none(typed: str) -> None:
    assert formats.whole(typed) is None


@pytest.mark.parametrize(
    ("value", "en", "fr"),
    [
        (1, "1st", "1re"),
        (2, "2nd", "2e"),
        (11, "11th", "11e"),
        (23, "23rd", "23e"),
        (112, "112th", "112e"),
        (5205, "5,205th", "5\u00a0205e"),
    ],
)
def test_which_one_of_the_applications_it_is(value: int, en: str, fr: str) -> None:
    assert (formats.nth(value, "en"), formats.nth(value, "fr")) == (en, fr)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1250", 125_000),
        ("1,250.5", 125_050),
        ("$1,250.50", 125_050),
        ("1 250,50 $", 125_050),
        ("1\u00a0250,50\u00a0$", 125_050),
        ("0", 0),
        ("0,05", 5),
        ("1.250", None),
        ("1,2,3", None),
        ("-5", None),
        ("", None),
        ("12.345", None),
    ],
)
def test_an_amount_is_read_as_either_language_writes_it(typed: str, cents: int | None) -> None:
    assert formats.cents(typed) == cents
