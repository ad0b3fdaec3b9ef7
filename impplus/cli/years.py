"""`impplus open-year`: the intake of a year, with one row a place."""

import argparse

from impplus.actions import intakes
from impplus.cli.programmes import programme_named
from impplus.queries.clock import today
from impplus.words import formats
from impplus.words.text import Text


def run(asked: argparse.Namespace, lang: str) -> int:
    """Open the year asked for, or this one; opening it again changes nothing."""
    programme = programme_named(asked.programme)
    year = asked.year or today(programme).year
    intake = intakes.open_year(programme, year)
    said = Text(
        en=f"The intake of {intake.year} is open, with {formats.count(intake.size, 'en')} places.",
        fr=f"La réception des demandes de {intake.year} est ouverte et compte {formats.count(intake.size, 'fr')} places.",
    )
    print(said.say(lang))
    return 0
