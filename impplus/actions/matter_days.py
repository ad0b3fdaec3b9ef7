"""Days that run in a matter, each of them once: counted from what was typed, or said by a letter of the department."""

from contextlib import suppress
from datetime import date

from django.db import transaction

from impplus.actions import moves
from impplus.practice.deadline import LONGEST_WHAT, MOST_DAYS, RUNNING
from impplus.practice.models import Deadline, FiledLetter, Matter
from impplus.practice.routing import FIRM
from impplus.queries.refusals import AlreadyDone
from impplus.records.models import User


def run(
    matter: Matter,
    *,
    kind: str,
    since: date,
    days: int | None,
    due_on: date,
    what: str,
    by: User | None,
) -> Deadline:
    """Let a day run, to be signed off. AlreadyDone where the same one runs."""
    same = matter.deadlines.filter(kind=kind, due_on=due_on, what=what, status__in=RUNNING)
    with transaction.atomic(using=FIRM):
        Matter.objects.select_for_update(no_key=True).get(pk=matter.pk)
        if same.exists():
            raise AlreadyDone
        made = Deadline(firm=matter.firm, matter=matter, kind=kind, what=what, demo=matter.demo)
        made.since, made.days, made.due_on = since, days, due_on
        moves.move_at_firm(made, "add", by=by)
    return made


def run_of(letter: FiledLetter, matter: Matter, by: User | None) -> None:
    """Let the last day of a department's letter run in a matter, unless it runs there; nothing for a letter without one."""
    due = letter.due_on
    if due is None:
        return
    gives = (due - letter.dated).days
    asked = 0 < gives <= MOST_DAYS
    kind = "question" if asked else "other"  # which has its own day
    since, days = (letter.dated, gives) if asked else (due, None)
    what = letter.title[:LONGEST_WHAT]
    with suppress(AlreadyDone):
        run(matter, kind=kind, since=since, days=days, due_on=due, what=what, by=by)


def carry(matter: Matter, by: User | None) -> None:
    """Let the days of letters that wait for an answer run in the matter of their file, which was opened or joined later."""
    about = {"filing__firm": matter.firm, "filing__application": matter.application}
    waiting = FiledLetter.objects.filter(**about, status="open", due_on__isnull=False)
    for letter in waiting.order_by("pk") if matter.application else ():
        run_of(letter, matter, by)
