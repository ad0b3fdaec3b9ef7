"""Days of the department's letters that were noted before the file had an open matter, which run in it from then on."""

from typing import Any

from impplus.actions import moves
from impplus.practice.deadline import LONGEST_WHAT, MOST_DAYS
from impplus.practice.models import Deadline, FiledLetter, Matter
from impplus.records.models import User


def carry(matter: Matter, by: User | None) -> None:
    """Count the last day of each letter about a matter's file that waits for an answer, as when a letter is added."""
    about = {"filing__firm": matter.firm, "filing__application": matter.application}
    waiting = FiledLetter.objects.filter(**about, status="open", due_on__isnull=False)
    for letter in waiting.order_by("pk") if matter.application else ():
        due: Any = letter.due_on
        days = (due - letter.dated).days
        asked = 0 < days <= MOST_DAYS
        made = Deadline(firm=matter.firm, matter=matter, kind="question" if asked else "other")
        made.since, made.days = (letter.dated, days) if asked else (due, None)
        made.what, made.due_on, made.demo = letter.title[:LONGEST_WHAT], due, matter.demo
        moves.move_at_firm(made, "add", by=by)
