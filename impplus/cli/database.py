"""Runs those commands that need the database, and says it in words where it is not there."""

import argparse
import os
import sys
from importlib import import_module

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError
from psycopg.errors import InsufficientPrivilege

from impplus.cli.parser import BAD_USE
from impplus.queries.production import NotProduction
from impplus.words.text import Text

OWNERS = {("demo", "remove")}  # what only the owner of the database may do
ASLEEP = Text(
    en="The database does not answer. Start it with `make run`, or set DATABASE_URL.",
    fr="La base de données ne répond pas. Démarrez-la avec «\u00a0make run\u00a0» ou définissez DATABASE_URL.",
)
NO_TABLES = Text(
    en="The database does not have the tables of this version. Run `python manage.py migrate` first.",
    fr="La base de données n’a pas les tables de cette version. "
    "Exécutez d’abord «\u00a0python manage.py migrate\u00a0».",
)
NOT_ALLOWED = Text(
    en="Only the owner of the database may do this: set DATABASE_OWNER_URL.",
    fr="Seul le rôle propriétaire de la base de données peut faire cela\u00a0: définissez DATABASE_OWNER_URL.",
)


def run(module: str, asked: argparse.Namespace, lang: str) -> int:
    """Run the command of a module once Django stands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impplus.settings")
    if (asked.command, getattr(asked, "verb", "")) in OWNERS:
        os.environ["DATABASE_ROLE"] = "owner"
    try:
        django.setup()
        return int(import_module(module).run(asked, lang))
    except OperationalError:
        print(ASLEEP.say(lang), file=sys.stderr)
    except ProgrammingError as fault:
        denied = isinstance(fault.__cause__, InsufficientPrivilege)
        print((NOT_ALLOWED if denied else NO_TABLES).say(lang), file=sys.stderr)
    except NotProduction as not_production:
        print(*(text.say(lang) for text in not_production.texts), sep="\n", file=sys.stderr)
    except ImproperlyConfigured as fault:
        print(fault, file=sys.stderr)
    return BAD_USE
