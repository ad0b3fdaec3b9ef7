"""The two signatures on the form IMM 5476, as dated rows: from the older one on its freshness is counted on the board."""

from contextlib import suppress
from datetime import date

from django.db import transaction

from impplus.actions import matter_deadlines, moves
from impplus.actions.matters import must_see
from impplus.practice.deadline import RUNNING
from impplus.practice.form_signature import CLIENT, REPRESENTATIVE
from impplus.practice.models import FormSignature, Matter
from impplus.practice.routing import FIRM
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.refusals import AlreadyDone, NotUnderstood
from impplus.records.models import User
from impplus.words.text import Text

FORM = "imm-5476"  # its key in rules/terms.py
_WHO = Text(
    en="Say who signed, and on which day: today or earlier.",
    fr="Indiquez qui a signé et à quelle date\u00a0: aujourd’hui ou avant.",
)


def note(matter: Matter, *, side: str, name: str, signed_on: date, by: User) -> FormSignature:
    """Note who signed the form and when. Once both sides have, its deadline runs from the older signature, in place of the one before."""
    must_see(matter, by)
    if side not in (CLIENT, REPRESENTATIVE) or not name.strip() or signed_on > clock.today(SERVED):
        raise NotUnderstood(_WHO)
    with transaction.atomic(using=FIRM):
        Matter.objects.select_for_update(no_key=True).get(pk=matter.pk)
        standing = {one.side: one for one in matter.form_signatures.filter(status="signed")}
        before = standing.get(side)
        if before and (before.name, before.signed_on) == (name.strip(), signed_on):
            raise AlreadyDone
        if before:
            moves.move_at_firm(before, "replace", by=by)
        made = FormSignature(firm=matter.firm, matter=matter, side=side, name=name.strip())
        made.signed_on, made.noted_by, made.demo = signed_on, by.pk, matter.demo
        moves.move_at_firm(made, "note", by=by)
        standing[side] = made
        if len(standing) == len((CLIENT, REPRESENTATIVE)):
            _count(matter, min(one.signed_on for one in standing.values()), by)
    return made


def _count(matter: Matter, since: date, by: User) -> None:
    for one in matter.deadlines.filter(kind=FORM, status__in=RUNNING).exclude(since=since):
        matter_deadlines.drop(one, by=by)
    with suppress(AlreadyDone):
        matter_deadlines.add(matter, kind=FORM, since=since, by=by)
