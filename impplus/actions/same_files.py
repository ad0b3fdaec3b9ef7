"""The same file in applications of people who have nothing to do with each other: noted once in each, for officers alone."""

from impplus.actions import moves
from impplus.queries.same_files import FOUND, elsewhere
from impplus.records.models import Application, Document
from impplus.rules.lifecycle import Role

MOST = 20  # other applications in which it is noted at once


def note(document: Document) -> None:
    """Write the event in the application of a new file, and in others that have the same bytes, where it is not there yet.

    Invented people send the same specimens: nothing is noted of theirs.
    """
    mine = document.application
    if mine.applicant.demo:
        return
    others = elsewhere(mine, [document.content]).values_list("application", flat=True)
    found = Application.objects.filter(pk__in=others, applicant__demo=False).order_by("pk")[:MOST]
    for application in [mine, *found] if found else ():
        detail = {"content": document.content}
        if not application.events.filter(verb=FOUND, detail=detail).exists():
            moves.log("application", application, FOUND, role=Role.SYSTEM, by=None, detail=detail)
