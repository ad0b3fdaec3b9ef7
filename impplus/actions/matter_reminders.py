"""Reminders to clients, sent together: only those that were shown, and none twice in a day."""

from collections.abc import Collection

from django.db import transaction

from impplus.actions import mails, moves
from impplus.practice.models import Matter
from impplus.practice.routing import FIRM
from impplus.queries import clock
from impplus.queries.matter_reminders import KIND, previews
from impplus.records.models import User


def remind(keys: Collection[int], *, by: User) -> int:
    """Owe each client of these matters the e-mail that the preview shows; how many. Who needs none gets none."""
    told = 0
    with transaction.atomic(using=FIRM):
        # Locked before it is looked who was reminded, so that two who press at once send one each.
        list(Matter.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
        for one in previews(by, keys):
            if one.why_not:
                continue
            matter = one.matter
            columns = {"contacted_at": clock.now(), "contacted_by": "e-mail"}
            moves.move_at_firm(matter, "remind", by=by, columns=columns, detail=one.said)
            mails.owe(
                KIND,
                firm=matter.firm,
                matter=matter,
                said=one.said,
                to=matter.email,
                demo=matter.demo,
            )
            told += 1
    return told
