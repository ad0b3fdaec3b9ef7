"""One file as a workbench: its gist, then its documents beside the answers and findings that they prove."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.desk.file import about_a_file, officer_in
from impplus.desk.findings import verdicts
from impplus.desk.folders import Placed, Stack, folders, stacks
from impplus.desk.translations import members_read
from impplus.queries import contradictions, scanning
from impplus.queries.beside import (
    asked_of,
    evidence_of,
    remarks_of,
    shown_on,
    ticks_of,
)
from impplus.queries.file import file_of, today_of
from impplus.queries.gist import gist_of
from impplus.queries.habits import chosen
from impplus.queries.interviews import interviews_of
from impplus.queries.officers import handovers_of, has, is_anothers
from impplus.queries.outcomes import left_in
from impplus.queries.papers import mandate_of
from impplus.queries.readiness import documents_of, uploads_of
from impplus.queries.same_files import same_files
from impplus.queries.same_person import same_people
from impplus.records.application import OPEN
from impplus.records.models import Application, Document, User
from impplus.rules.lifecycle import Role, verbs_for
from impplus.web.language import lang

MOST_ZOOM = 3  # steps


@dataclass(frozen=True)
class AtHand:
    """The document that is looked at, with its line, those before and after it, and how it is shown.

    `zoom` is 0 for as wide as its pane, then larger; `turn` is how many quarters to the right.
    """

    line: Placed
    document: Document
    before: Document | None
    after: Document | None
    zoom: int
    turn: int

    @property
    def sheets(self) -> range:
        """Its pages, from 1."""
        return range(1, self.document.pages + 1)

    @property
    def larger(self) -> int:
        return min(self.zoom + 1, MOST_ZOOM)

    @property
    def smaller(self) -> int:
        return max(self.zoom - 1, 0)

    @property
    def turned(self) -> int:
        return (self.turn + 1) % 4


@require_safe
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """The gist, the documents, the one at hand page by page, and what it should show."""
    officer, file = officer_in(request), file_of(application)
    sent = folders(file, documents_of(file), file.sent)
    made = stacks(file, sent, ticks_of(application), officer)
    hand = _at_hand(request, made)
    document = hand.document if hand else None
    judged = verdicts(file, evidence_of(application), document)
    return render(
        request,
        "desk/files/file.html",
        {
            "application": application,
            "principal": file.principal,
            "members_read": members_read(application),
            "mandate": mandate_of(file),
            **_hands(application, officer),
            "left": left_in(application),
            "habits": chosen(getattr(application, "habits", None)),
            "gist": gist_of(file, today_of(application), asked_of(application)),
            "same_people": same_people(file),
            "same_files": same_files(file, officer),
            "contradictions": contradictions.of(file, lang()),
            "noticed": sum(bool(line.noticed) for stack in made for line in stack.lines),
            "scanned": scanning.is_on(),
            "waiting": sum(one.waits for one in uploads_of(application)),
            "stacks": made,
            "files": sum(one.files for one in made),
            "ticked": sum(one.ticked for one in made),
            "hand": hand,
            "shown": shown_on(file, document, lang()) if document else [],
            "judged": judged,
            "proved": sum(one.state == "proves" for one in judged),
            "provable": sum(one.provable for one in judged),
            "remarks": remarks_of(application),
            "interviews": interviews_of(application),
        },
    )


def _hands(application: Application, officer: User) -> dict[str, Any]:
    """Whose the file is and was, and what this officer may do with it."""
    mine = has(application, officer)
    moves = verbs_for("application", application.status, Role.FEDERAL)
    return {
        "may": {m.verb.replace("-", "_"): True for m in moves if mine or m.verb == "take"},
        "mine": mine,
        "works": mine or not is_anothers(application, officer),
        "open": application.status in OPEN,
        "handovers": handovers_of(application),
    }


def _at_hand(request: HttpRequest, made: Sequence[Stack]) -> AtHand | None:
    """The document that the address names, else the first that this officer has not ticked; None where there is none."""
    lines = [(line, line.document) for stack in made for line in stack.lines if line.document]
    if not lines:
        return None
    named = request.GET.get("document", "")
    place = next((n for n, (_, one) in enumerate(lines) if str(one.pk) == named), None)
    if place is None:
        place = next((n for n, (line, _) in enumerate(lines) if not line.mine), 0)
    before = lines[place - 1][1] if place else None
    after = lines[place + 1][1] if place + 1 < len(lines) else None
    zoom, turn = _number(request, "zoom", MOST_ZOOM), _number(request, "turn", 3)
    return AtHand(*lines[place], before, after, zoom, turn)


def _number(request: HttpRequest, name: str, most: int) -> int:
    """A small number of the address; 0 for anything else."""
    value = request.GET.get(name, "")
    return int(value) if value in map(str, range(most + 1)) else 0
