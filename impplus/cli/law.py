"""`impplus law`: every rule in force on a day, with its sources, as Markdown, without a database."""

import argparse

from impplus.actions.days import today
from impplus.actions.refusals import NotUnderstood
from impplus.programmes import ALL
from impplus.rules.consolidation import consolidate
from impplus.rules.consolidation.markdown import law
from impplus.rules.text import Text


def run(asked: argparse.Namespace, lang: str) -> int:
    """Print the law of the day asked for, or of today where the programme counts its days."""
    programme = ALL.get(asked.programme)
    if programme is None:
        known = ", ".join(ALL)
        raise NotUnderstood(
            Text(
                en=f"There is no program {asked.programme}. There are: {known}.",
                fr=f"Il n’y a pas de programme {asked.programme}. Il y a\u00a0: {known}.",
            )
        )
    print(law(consolidate(programme, asked.on or today(programme)), lang), end="")
    return 0
