"""The open files for a manager: which are past the standard, whose and why they wait; and moving some to another officer."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods

from impplus.actions import handovers
from impplus.desk.file import officer_in
from impplus.desk.forms import LONGEST_TEXT
from impplus.desk.work import titles
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.loads import loads
from impplus.queries.open_files import (
    LATE,
    ON_A_PAGE,
    FilesWanted,
    officer_named,
    open_files,
    seen_as,
)
from impplus.queries.refusals import NotUnderstood
from impplus.queries.standing import MOST, STEPS, found_at
from impplus.queries.waiting import BANDS, waiting_among
from impplus.queries.waiting_rows import QueueRow, rows_of
from impplus.queries.work import standard
from impplus.records.models import Application, User
from impplus.rules.lifecycle import Role
from impplus.web.addresses import address
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.pages import door, submitted
from impplus.words import formats

FOR_AN_OFFICER = (
    "in-review",
    "processing",
    "part-decided",
)  # steps at which nobody else acts first
KEPT = ("step", "age", "officer", "from")  # what an address says of the list


@require_http_methods(["GET", "POST"])
@door(Role.MANAGER)
def page(request: HttpRequest) -> HttpResponse:
    """The list; the files that were chosen for an officer, once more with a reason; then they are moved."""
    sent = request.POST if request.method == "POST" else request.GET
    if "to" not in sent:
        return _listed(request, [])
    here = [one.officer for one in loads() if not one.away]
    to = officer_named(sent["to"], here)
    chosen = seen_as(sent.getlist("file")[:ON_A_PAGE])
    files = [(one, seen) for one, seen in chosen if to is None or seen != to.pk]
    faults = (
        [] if files else [("files", _("Choose at least one file that this officer does not have."))]
    )
    if to is None:
        faults += [("to", _("Choose an officer who is not away."))]
    if to is None or not files:
        return _listed(request, faults)
    return _move(request, files, to)


def _listed(request: HttpRequest, faults: Sequence[tuple[str, str]]) -> HttpResponse:
    """A page of the list, with what it is narrowed to."""
    said = {key: request.GET.get(key, "") for key in KEPT}
    found = loads()
    first = min(max(formats.whole(said["from"]) or 0, 0), MOST)
    officer = officer_named(said["officer"], [one.officer for one in found])
    whose = officer.pk if officer else None
    wanted = FilesWanted(said["step"], said["age"], whose, first)
    files, number = open_files(wanted)
    waiting = _waiting(request, [one.number for one in files if one.step in FOR_AN_OFFICER])
    facts: dict[str, Any] = {
        "today": today(SERVED),
        "found_at": found_at(),
        "standard": standard(today(SERVED)),
        "files": [(one, _step(one.step), waiting.get(one.number)) for one in files],
        "number": number,
        "loads": found,
        "said": said,
        "steps": [(key, _step(key)) for key in STEPS],
        "ages": _ages(),
        "chosen": request.GET.getlist("file"),
        "to": request.GET.get("to", ""),
        "faults": faults,
        "narrowed": any(said[key] for key in KEPT[:3]),
        "before": max(first - ON_A_PAGE, 0) if first else None,
        "after": first + ON_A_PAGE if first + ON_A_PAGE < number else None,
    }
    status = 422 if faults else 200
    return render(request, "desk/open_files/files.html", facts, status=status)


def _waiting(request: HttpRequest, numbers: Sequence[str]) -> Mapping[str, QueueRow]:
    """What the officer of each file has to do on it, as that officer reads it; nothing of it names the applicant."""
    on = today(SERVED)
    rows = rows_of(waiting_among(numbers, on), officer_in(request), on)
    return {one.waiting.facts.number: one for one in rows}


def _move(
    request: HttpRequest, files: Sequence[tuple[Application, int | None]], to: User
) -> HttpResponse:
    """Who would get which, and why; once said, it is done."""
    form = bind(_form(), request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            left = handovers.move(
                files, to=to, note=form.cleaned_data["reason"], by=officer_in(request)
            )
            _say(request, len(files) - len(left), left, to)
            return redirect(_back(request))
    facts = {"form": form, "files": files, "to": to, "back": _back(request)}
    status = 422 if form.errors else 200
    return render(request, "desk/open_files/move.html", facts, status=status)


def _say(request: HttpRequest, number: int, left: Sequence[Application], to: User) -> None:
    said = ngettext("%(n)s file is moved to %(to)s.", "%(n)s files are moved to %(to)s.", number)
    if number:
        messages.success(request, said % {"n": number, "to": to.name})
    there = [one for one in left if one.officer_id == to.pk]
    for one in there:
        if last := one.handovers.order_by("pk").last():
            said = _("%(number)s was already moved by %(by)s. Your reason is not kept.")
            messages.warning(request, said % {"number": one.number, "by": last.by.name})
    if others := [one for one in left if one not in there]:
        numbers = ", ".join(one.number for one in others)
        said = _("Changed hands or closed meanwhile, and not moved: %(numbers)s.")
        messages.warning(request, said % {"numbers": numbers})


def _back(request: HttpRequest) -> str:
    said = {key: request.GET[key] for key in KEPT if request.GET.get(key)}
    return address("desk:open-files") + (f"?{urlencode(said)}" if said else "")


def _form() -> type[PageForm]:
    reason = TextField(
        longest=LONGEST_TEXT, lines=True, label=_("Reason, which both officers read")
    )
    return made_form("MoveForm", {"reason": reason})


def _step(key: str) -> str:
    return titles()[key]


def _ages() -> list[tuple[str, Mapping[str, int | None]]]:
    """The ages that can be chosen; the first is past the standard."""
    bands = [(str(n), {"first": first, "last": last}) for n, (first, last) in enumerate(BANDS)]
    return [(LATE, {}), *bands]
