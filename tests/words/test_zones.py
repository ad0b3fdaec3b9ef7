"""Time zones are chosen by a place, and every one of them has a clock."""

from zoneinfo import ZoneInfo

import pytest

from impplus.words import zones
from impplus.words.text import Text


@pytest.mark.parametrize(
    ("zone", "en", "fr"),
    [
        ("Africa/Algiers", "Algiers time", "heure d’Alger"),
        ("America/Toronto", "Montréal time", "heure de Montréal"),
        ("Asia/Tehran", "Tehran time", "heure de Téhéran"),
    ],
)
def test_a_clock_is_named_by_its_place(zone: str, en: str, fr: str) -> None:
    assert zones.named(zone) == Text(en=en, fr=fr)


@pytest.mark.parametrize(
    ("country", "zone"), [("DZA", "Africa/Algiers"), ("CAN", ""), ("", ""), ("XXA", "")]
)
def test_a_country_with_one_clock_gives_it(country: str, zone: str) -> None:
    assert zones.zone_of(country) == zone


def test_the_clock_of_quebec_is_found_under_both_of_its_cities() -> None:
    for language in ("en", "fr"):
        assert dict(zones.offered(language))["America/Toronto"] == "Montréal, Toronto"


def test_every_offered_zone_has_a_clock_and_a_name_in_both_languages() -> None:
    for language in ("en", "fr"):
        assert {zone for zone, _name in zones.offered(language)} == zones.zones()
    assert [zone for zone in zones.zones() if not ZoneInfo(zone).key] == []
