"""`impplus open-year`: the intake of a year, with one row a place."""

import argparse

from impplus.actions import intakes
from impplus.actions.refusals import NotUnderstood
from impplus.programmes import ALL
from impplus.records.reading import today
from impplus.rules.text import Text


def run(asked: argparse.Namespace, lang: str) -> int:
    """Open the year asked for, or this one; opening it again changes nothing."""
    if asked.programme not in ALL:
        known = ", ".join(ALL)
        raise NotUnderstood(
            Text(
                en=f"There is no program {asked.programme}. There are: {known}.",
                fr=f"Il n’y a pas de programme {asked.programme}. Il y a\u00a0: {known}.",
            )
        )
    year = asked.year or today(ALL[asked.programme]).year
    intake = intakes.open_year(asked.programme, year)
    said = Text(
        en=f"The intake of {intake.year} is open, with {intake.size:,} places.",
        fr=f"La réception des demandes de {intake.year} est ouverte et compte {_spaced(intake.size)} places.",
    )
    print(said.say(lang))
    return 0


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")
