"""Where each open file stands, kept for a manager's pages: each minute for all, at once for those that a manager moves."""

from collections.abc import Sequence

from django.db import connection, transaction

from impplus.actions.locks import held
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.standing import FOUND, found_with
from impplus.queries.work import found_inversions
from impplus.records.clock import Begun
from impplus.records.models import Application, StandingMark

# What stands as it was kept is not written again.
_KEEP = """
    WITH found AS MATERIALIZED ({found}),
         gone AS (DELETE FROM records_standing WHERE {among} application_id NOT IN (SELECT id FROM found))
    INSERT INTO records_standing AS kept (application_id, received_at, officer_id, step, age)
    SELECT id, received_at, officer_id, step, age FROM found
        ON CONFLICT (application_id) DO UPDATE
       SET received_at = excluded.received_at, officer_id = excluded.officer_id, step = excluded.step, age = excluded.age
     WHERE (kept.received_at, kept.officer_id, kept.step, kept.age)
           IS DISTINCT FROM (excluded.received_at, excluded.officer_id, excluded.step, excluded.age)
"""
_ALL = _KEEP.format(found=FOUND.format(only=""), among="")
_SOME = _KEEP.format(
    found=FOUND.format(only="AND id = ANY(%s)"), among="application_id = ANY(%s) AND"
)


def find() -> None:
    """Find where every open file stands and keep it; a second worker waits for the first."""
    with transaction.atomic():
        now = {"found_at": Begun(), "passed": [one.kept for one in found_inversions()]}
        StandingMark.objects.update_or_create(pk=1, defaults=now)
        with connection.cursor() as cursor:
            cursor.execute(_ALL, found_with(today(SERVED)))


def find_again(files: Sequence[Application]) -> None:
    """Find where these stand, in the transaction that changed them; nothing where nothing was kept yet."""
    keys = [one.pk for one in files]
    if keys and held(StandingMark.objects.all()).first():
        *first, most = found_with(today(SERVED))
        with connection.cursor() as cursor:
            cursor.execute(_SOME, [*first, keys, most, keys])
