"""Days, moments, numbers and money as they are written in each language."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from impplus.words import formats
from impplus.words.text import Text

MONTREAL = Text(en="Montréal time", fr="heure de Montréal")


@pytest.mark.parametrize(
    ("value", "en", "fr"),
    [
        (date(2026, 3, 2), "2\u00a0March\u00a02026", "2\u00a0mars\u00a02026"),
        (date(2026, 8, 1), "1\u00a0August\u00a02026", "1er\u00a0août\u00a02026"),
    ],
)
def test_a_day_in_words(value: date, en: str, fr: str) -> None:
    assert (formats.day(value, "en"), formats.day(value, "fr")) == (en, fr)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "1\u00a0January\u00a02026, at 23:05:09 (Montréal time; 04:05:09 UTC)"),
        (
            "fr",
            "1er\u00a0janvier\u00a02026, à 23\u00a0h\u00a005\u00a0min\u00a009\u00a0s (heure de Montréal; 04\u00a0h\u00a005\u00a0min\u00a009\u00a0s UTC)",
        ),
    ],
)
def test_a_moment_has_the_day_of_its_zone_and_both_times(language: str, written: str) -> None:
    at = datetime(2026, 1, 2, 4, 5, 9, tzinfo=UTC)
    zone = "America/Toronto"
    assert formats.instant(at, language, time_zone=zone, named=MONTREAL) == written


def test_a_colon_a_number_and_an_amount() -> None:
    assert (formats.colon("en"), formats.colon("fr")) == (":", "\u00a0:")
    assert (formats.count(14_700, "en"), formats.count(14_700, "fr")) == (
        "14,700",
        "14\u00a0700",
    )
    amount = Decimal("1340.5")
    assert formats.money(amount, "en") == "$1,340.50"
    assert formats.money(amount, "fr") == "1\u00a0340,50\u00a0$"
