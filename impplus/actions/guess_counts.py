"""Look-ups that found nothing, or had to wait, counted by kind and day: for managers, with nobody's name, address or number."""

from django.db import connection

from impplus.programmes import SERVED
from impplus.queries.clock import today

_COUNT = """
    INSERT INTO records_guesscount AS known (day, what, wrong, waited)
    VALUES (%s, %s, %s, %s)
    ON CONFLICT (day, what) DO UPDATE
       SET wrong = known.wrong + excluded.wrong, waited = known.waited + excluded.waited
"""


def count_wrong(what: str) -> None:
    """Count one more look-up of a kind that found nothing."""
    _count(what, wrong=1, waited=0)


def count_waited(what: str) -> None:
    """Count one more look-up of a kind that was refused, as there were too many."""
    _count(what, wrong=0, waited=1)


def _count(what: str, *, wrong: int, waited: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [today(SERVED), what, wrong, waited])
