"""`impplus open-year`: the intake of a year, with one row a place."""

import argparse
from zoneinfo import ZoneInfo

from impplus.actions import intakes
from impplus.cli.programmes import programme_named
from impplus.queries.clock import today
from impplus.queries.places import places_left
from impplus.records.models import Intake
from impplus.words import formats
from impplus.words.text import Text


def run(asked: argparse.Namespace, lang: str) -> int:
    """Plan the year asked for, or this one; again without instants it changes nothing."""
    programme = programme_named(asked.programme)
    year = asked.year or today(programme).year
    instants = {
        name: at and at.replace(tzinfo=ZoneInfo(programme.time_zone))
        for name, at in (("opens_at", asked.opens), ("closes_at", asked.closes))
    }
    intake = Intake.objects.filter(programme=programme, year=year).first()
    if intake is None:
        intake = intakes.open_year(programme, year, **instants)
    elif any(instants.values()):
        held = {"opens_at": intake.opens_at, "closes_at": intake.closes_at}
        intakes.plan(intake, **{name: at or held[name] for name, at in instants.items()}, by=None)
    now = places_left(programme, year)
    zone, named = programme.time_zone, programme.time_zone_name
    opens, closes = (
        formats.both_moments(at, time_zone=zone, named=named)
        for at in (now.opens_at, now.closes_at)
    )
    said = Text(
        en=f"The intake of {year} is planned, with {formats.count(intake.size, 'en')} places. "
        f"It opens on {opens.en}, and closes on {closes.en}.",
        fr=f"La réception des demandes de {year} est planifiée et compte {formats.count(intake.size, 'fr')} places. "
        f"Elle ouvre le {opens.fr} et ferme le {closes.fr}.",
    )
    print(said.say(lang))
    return 0
