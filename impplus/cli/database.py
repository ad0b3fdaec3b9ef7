"""Runs those commands that need the database, and says it in words where it is not there."""

import argparse
import os
import sys
from importlib import import_module

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError

from impplus.cli.parser import BAD_USE
from impplus.words.text import Text

ASLEEP = Text(
    en="The database does not answer. Start it with `make run`, or set DATABASE_URL.",
    fr="La base de données ne répond pas. Démarrez-la avec «\u00a0make run\u00a0» ou définissez DATABASE_URL.",
)
NO_TABLES = Text(
    en="The database does not have the tables of this version. Run `python manage.py migrate` first.",
    fr="La base de données n’a pas les tables de cette version. "
    "Exécutez d’abord «\u00a0python manage.py migrate\u00a0».",
)


def run(module: str, asked: argparse.Namespace, lang: str) -> int:
    """Run the command of a module once Django stands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impplus.settings")
    try:
        django.setup()
        return int(import_module(module).run(asked, lang))
    except OperationalError:
        print(ASLEEP.say(lang), file=sys.stderr)
    except ProgrammingError:
        print(NO_TABLES.say(lang), file=sys.stderr)
    except ImproperlyConfigured as fault:
        print(fault, file=sys.stderr)
    return BAD_USE
