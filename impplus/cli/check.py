"""`impplus check`: all that keeps this installation from being production, or from going on, at once."""

import argparse
import os

import psycopg

from impplus.actions import fence, scanner
from impplus.queries import production, room
from impplus.words.text import Text

ASLEEP = Text(
    en="DATABASE_URL: the database does not answer.",
    fr="DATABASE_URL\u00a0: la base de données ne répond pas.",
)
READY = Text(
    en="Nothing is missing: this installation can start in production.",
    fr="Il ne manque rien\u00a0: cette installation peut démarrer en production.",
)


def run(_asked: argparse.Namespace, lang: str) -> int:
    """Say each fault on a line; 1 where there is one."""
    faults = [
        *production.of_settings(os.environ),
        *_of_database(os.environ.get("DATABASE_URL")),
        *room.of_environment(os.environ),
        *fence.faults(),
        *scanner.faults(os.environ.get("SCANNER", "")),
    ]
    for fault in faults or [READY]:
        print(fault.say(lang))
    return 1 if faults else 0


def _of_database(url: str | None) -> list[Text]:
    try:
        return production.of_database(url) if url else []
    except psycopg.OperationalError:
        return [ASLEEP]
