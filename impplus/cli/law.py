"""`impplus law`: every rule in force on a day, with its sources, as Markdown, without a database."""

import argparse

from impplus.actions.machine import machine_today
from impplus.cli.programmes import programme_named
from impplus.telling.consolidation import consolidate
from impplus.telling.markdown import law


def run(asked: argparse.Namespace, lang: str) -> int:
    """Print the law of the day asked for, or of this machine's day where the programme counts its days."""
    programme = programme_named(asked.programme)
    print(law(consolidate(programme, asked.on or machine_today(programme)), lang), end="")
    return 0
