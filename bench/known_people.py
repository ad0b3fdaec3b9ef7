"""How long a search among 20,000 people takes in the database: `python -m bench.known_people`, in one of its own.

It prints one line of JSON: milliseconds, median and p95, of a hundred people asked for, each with a spouse.
"""

import json
import os
import time
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impplus.settings")
django.setup()

from django.db import connections  # noqa: E402 (Django must stand first)

from bench.acquaintances import people, strangers  # noqa: E402
from impplus.practice.models import KnownPerson  # noqa: E402
from impplus.practice.routing import FIRM  # noqa: E402
from impplus.queries.alike import Identity  # noqa: E402
from impplus.queries.conflicts import keys_of, search  # noqa: E402

KNOWN, ASKED, FIRM_KEY = 20_000, 100, 1


def main() -> None:
    """Make the people, then ask."""
    KnownPerson.objects.bulk_create(
        (_row(number, one.identity) for number, one in enumerate(people(KNOWN, "known"))),
        batch_size=1000,
    )
    with connections[FIRM].cursor() as cursor:
        cursor.execute("ANALYZE practice_knownperson")
    asked = strangers(2 * ASKED, "strangers")
    taken = []
    for pair in zip(asked[:ASKED], asked[ASKED:], strict=True):
        began = time.perf_counter()
        search(FIRM_KEY, pair)
        taken.append((time.perf_counter() - began) * 1000)
    print(json.dumps({"half": median(taken), "p95": sorted(taken)[int(ASKED * 0.95)]}))


def _row(number: int, one: Identity) -> KnownPerson:
    """Of every tenth no birth day is known, as of opposing parties."""
    born = one.born if number % 10 else None
    known = Identity(one.name, born, one.passport, one.csq, one.email, one.phone)
    row = KnownPerson(firm=FIRM_KEY, kind="client" if born else "opposing", about=str(number))
    row.name, row.born, row.passport = known.name, known.born, known.passport
    row.email, row.phone, row.keys = known.email, known.phone, keys_of(FIRM_KEY, known)
    return row


if __name__ == "__main__":
    main()
