"""Reminders to clients, sent together: only those that were shown, and none twice in a day."""

from collections.abc import Collection, Mapping

from django.db import transaction

from impplus.actions import client_links, mails, moves
from impplus.practice.models import Matter
from impplus.practice.routing import FIRM
from impplus.queries import clock
from impplus.queries.matter_emails import REMINDS
from impplus.queries.matter_reminders import previews
from impplus.records.models import User


def remind(keys: Collection[int], *, by: User, typed: Mapping[int, str] | None = None) -> int:
    """Owe each client of these matters the e-mail that the preview shows, with what was typed for it; how many. Who has no words gets none.

    Each has a link to answer; where nothing was asked by it so far, these words are.
    """
    told = 0
    with transaction.atomic(using=FIRM):
        # Locked before it is looked who was reminded, so that two who press at once send one each.
        list(Matter.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
        for one in previews(by, keys, typed):
            if not one.leaves:
                continue
            matter = one.matter
            asks = one.text[: client_links.LONGEST] if one.asks else ""
            client_links.ask_within(matter, text=asks, by=by)
            columns = {"contacted_at": clock.now(), "contacted_by": "e-mail"}
            moves.move_at_firm(matter, "remind", by=by, columns=columns, detail=one.said)
            mails.owe(
                REMINDS,
                firm=matter.firm,
                matter=matter,
                said=one.said,
                to=matter.email,
                demo=matter.demo,
            )
            told += 1
    return told
