"""Time zones as a person chooses one: by the place that gives each its name, in both languages."""

from functools import cache
from typing import Final

from babel.core import Locale, get_global

from impplus.words import formats, phones
from impplus.words.names import elided
from impplus.words.text import Text

_TERRITORIES: Final = dict(get_global("zone_territories"))
_PLACES: Final = {language: Locale(language).time_zones for language in ("en", "fr")}
# Whose clock the law of Quebec goes by has no zone of its own name any more.
_MONTREAL: Final = {"America/Toronto": Text(en="Montréal time", fr="heure de Montréal")}


@cache
def zones() -> frozenset[str]:
    """Every zone with a place of its own, such as “Africa/Algiers”."""
    return frozenset(one for one in _TERRITORIES if "/" in one and not one.startswith("Etc/"))


def zone_of(country: str) -> str:
    """The zone of a country that has one alone (ISO 3166-1 alpha-3); "" of others."""
    region = phones.region(country)
    found = [one for one in zones() if region and _TERRITORIES[one] == region]
    return found[0] if len(found) == 1 else ""


@cache
def offered(language: str) -> tuple[tuple[str, str], ...]:
    """Every zone with the name of its place, in the order of these."""
    named = ((zone, place(zone, language)) for zone in zones())
    return tuple(sorted(named, key=lambda one: formats.collated(one[1])))


def place(zone: str, language: str) -> str:
    """The place of a zone: “Algiers”, « Alger »; of that of Quebec both of its cities."""
    if zone in _MONTREAL:
        return "Montréal, Toronto"
    known = _PLACES[language].get(zone, {}).get("city")
    return known or zone.rpartition("/")[2].replace("_", " ")


def named(zone: str) -> Text:
    """The clock of a zone: “Algiers time”, « heure d’Alger »."""
    if zone in _MONTREAL:
        return _MONTREAL[zone]
    en, fr = (place(zone, language) for language in ("en", "fr"))
    return Text(en=f"{en} time", fr=elided(f"heure de {fr}", fr))
