"""A list or a round that the worker goes through: how far it is, what was left out, another try, and its end."""

import re
from collections.abc import Iterator
from contextlib import suppress
from time import monotonic, sleep

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from impplus.actions import batches, candidates
from impplus.actions.round_letters import LETTERS
from impplus.desk.file import officer_in
from impplus.queries.batches import dropped_by, waits
from impplus.queries.list_columns import COLUMNS, LABELS, WITHDRAW
from impplus.queries.refusals import AlreadyDone
from impplus.records.models import Batch, RowChanged
from impplus.rules.lifecycle import Role
from impplus.web.language import lang
from impplus.web.pages import about, door
from impplus.web.spreadsheets import saved
from impplus.words.text import Text

LINE = re.compile("[0-9]{1,6}")
PATIENCE = 2.0  # seconds for which a page waits for the end
GAP = 0.1
SHOWN = 100
WORKS = {work.kind: work for work in (candidates.REVIEW, candidates.IMPORT, LETTERS)}
EFFECTS = {
    "new": gettext_lazy("New: they are added"),
    "changed": gettext_lazy("Changed: what is different is corrected"),
    "withdrawn": gettext_lazy(
        "Withdrawn: they are taken off the list, and a letter not used is revoked"
    ),
    "same": gettext_lazy("The same: nothing changes"),
    "held": gettext_lazy("Perhaps the same person twice: left out unless you say otherwise"),
    "refused": gettext_lazy("Refused: left out, with the reason"),
}
ROWS = {
    "new": gettext_lazy("New"),
    "changed": gettext_lazy("Changed"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "same": gettext_lazy("The same"),
    "held": gettext_lazy("Perhaps the same person twice"),
    "refused": pgettext_lazy("row of a list", "Refused"),
}  # what becomes of one row, in the file of all


def shown(batch: Batch) -> HttpResponse:
    """Where whoever asked is sent: to the round where it ends at once, else to the page of the batch."""
    deadline = monotonic() + PATIENCE
    while batch.status == "under-way" and monotonic() < deadline:
        sleep(GAP)
        batch.refresh_from_db()
    if batch.round and batch.status == "done":
        return redirect("desk:round", batch.round.year, batch.round.number)
    return redirect("desk:batch", batch.pk)


@require_safe
@door(Role.QUEBEC)
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; of a list, what was taken, and of the first other rows why they were not."""
    batch = get_object_or_404(Batch.objects.select_related("asked_by", "round"), pk=pk)
    about(request, batch)
    changed = batch.rows_changed.exclude(changes=[])
    facts = {
        "batch": batch,
        "waits": waits(batch),
        "dropped": dropped_by(batch),
        "rows": batch.rows_left_out.filter(held=False)[:SHOWN],
        "held": batch.rows_left_out.filter(held=True)[:SHOWN],
        "changed": [(one, _called(one)) for one in changed.filter(new=False)[:SHOWN]],
        "added": [
            (one, [after for _, _, after in one.changes]) for one in changed.filter(new=True)
        ],
        "of_list": batch.kind != LETTERS.kind,
        "imported": Batch.objects.filter(kind="import", asked__review=batch.pk).first(),
        "effects": [
            (EFFECTS[kind], batch.counts[kind]) for kind in EFFECTS if kind in batch.counts
        ],
    }
    return render(request, "desk/batches/batch.html", facts)


def _called(row: RowChanged) -> list[tuple[Text, str, str]]:
    """Each column that a row changes, as officers call it, with what stood there and what would."""
    return [(LABELS[column], before, after) for column, before, after in row.changes]


@require_POST
@door(Role.QUEBEC)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Import a list that was looked through; those ticked among the held rows are other people."""
    review = get_object_or_404(Batch, pk=pk, kind=candidates.REVIEW.kind)
    apart = {int(line) for line in request.POST.getlist("apart") if LINE.fullmatch(line)}
    return shown(candidates.confirm(review, apart=apart, by=officer_in(request)))


@require_POST
@door(Role.QUEBEC)
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with one that stopped."""
    batch = get_object_or_404(Batch, pk=pk)
    with suppress(AlreadyDone):
        batches.retry(batch, WORKS[batch.kind], by=officer_in(request))
    batch.refresh_from_db()
    return shown(batch)


@require_POST
@door(Role.QUEBEC)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up one that stopped."""
    batch = get_object_or_404(Batch, pk=pk)
    with suppress(AlreadyDone):
        batches.drop(pk, WORKS[batch.kind], by=officer_in(request))
    return redirect("desk:batch", pk)


@require_safe
@door(Role.QUEBEC)
def report(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Every row that was left out, with why, as a CSV file."""
    batch = get_object_or_404(Batch, pk=pk, kind__in=("import", "review"))
    about(request, batch)
    return saved(_("rows-left-out.csv"), _rows(batch, lang()))


def _rows(batch: Batch, language: str) -> Iterator[list[object]]:
    yield [_("Line"), _("Reference"), _("Why"), *COLUMNS, WITHDRAW]
    for row, cells in candidates.rows_left_out(batch):
        written = [cells.get(column, "") for column in (*COLUMNS, WITHDRAW)]
        yield [row.line, row.reference, row.reason.say(language), *written]


@require_safe
@door(Role.QUEBEC)
def foreseen(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Every row of a list that was looked through, with what importing it would do, as a CSV file."""
    review = get_object_or_404(Batch, pk=pk, kind=candidates.REVIEW.kind, list_removed_at=None)
    about(request, review)
    return saved(_("all-rows.csv"), _foreseen(review, lang()))


def _foreseen(review: Batch, language: str) -> Iterator[list[object]]:
    yield [_("Line"), _("What would happen"), _("Why"), _("What is different"), *COLUMNS, WITHDRAW]
    for (line, row, _twin), one in candidates.foreseen(review):
        why = one.reason.say(language) if one.reason else ""
        changes = [] if one.kind == "withdrawn" else one.changes
        different = [
            f"{LABELS[column].say(language)}: {before or '–'} → {after or '–'}"
            for column, before, after in changes
        ]
        written = [row.get(column, "") for column in (*COLUMNS, WITHDRAW)]
        yield [line, str(ROWS[one.kind]), why, "; ".join(different), *written]
