"""Giving files out: how many of the oldest to which officers, shown first and then done."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods

from impplus.actions import handovers
from impplus.desk.file import officer_in
from impplus.desk.waiting import number_of_nobody
from impplus.queries.loads import figures_of, loads, shares
from impplus.queries.officers import officers
from impplus.queries.refusals import NotUnderstood
from impplus.queries.standing import found_at
from impplus.records.models import Application, User
from impplus.rules.lifecycle import Role
from impplus.web.language import lang
from impplus.web.pages import door
from impplus.words import formats

MOST = 200


@require_http_methods(["GET", "POST"])
@door(Role.MANAGER)
def page(request: HttpRequest) -> HttpResponse:
    """Choose how many and to whom; see who would get which, under an address of its own; then give them out."""
    if request.method == "POST":
        return _given(request)
    found, faults = loads(), list[tuple[str, str]]()
    plan: list[tuple[Application, User]] = []
    chosen, asked = request.GET.getlist("officer"), "number" in request.GET
    if asked:
        number = formats.whole(request.GET["number"]) or 0
        to = [one.officer for one in found if str(one.officer.pk) in chosen and not one.away]
        if not 1 <= number <= MOST:
            said = _("Give a number of files from 1 to %(most)s.") % {"most": MOST}
            faults.append(("number", said))
        if not to:
            faults.append(("officers", _("Choose at least one officer who is not away.")))
        plan = [] if faults else shares(number, to, officer_in(request))
    facts: dict[str, Any] = {
        "loads": [(one, str(one.officer.pk) in chosen) for one in found],
        "number": request.GET.get("number", "10"),
        "faults": faults,
        "plan": plan,
        "empty": asked and not faults and not plan,
        "of_nobody": number_of_nobody(),
        "found_at": found_at(),
    }
    status = 422 if faults else 200
    return render(request, "desk/shares/shares.html", facts, status=status)


def _given(request: HttpRequest) -> HttpResponse:
    """Give out what was shown, and say what somebody took meanwhile."""
    plan = _read(request.POST.getlist("share"))
    try:
        left = handovers.assign(plan, by=officer_in(request))
    except NotUnderstood as refusal:
        messages.error(request, refusal.text.say(lang()))
        return redirect("desk:shares")
    number = len(plan) - len(left)
    said = ngettext("%(n)s file is given out.", "%(n)s files are given out.", number)
    if number:
        messages.success(request, said % {"n": number})
    elif not left:
        messages.warning(request, _("No file was given out."))
    if left:
        numbers = ", ".join(one.number for one in left)
        said = _("Somebody had these already, and they stay where they are: %(numbers)s.")
        messages.warning(request, said % {"numbers": numbers})
    return redirect("desk:shares")


def _read(sent: Iterable[str]) -> list[tuple[Application, User]]:
    """The shares that a page sent: the number of a file and the key of an officer."""
    pairs = [
        one.split("/", 1) for one in list(sent)[:MOST] if one.isprintable() and one.count("/") == 1
    ]
    files = Application.objects.in_bulk([number for number, _key in pairs], field_name="number")
    who = {str(one.pk): one for one in officers()}
    return [(files[number], who[key]) for number, key in pairs if number in files and key in who]


@require_http_methods(["GET"])
@door(Role.FEDERAL)
def figures(request: HttpRequest) -> HttpResponse:
    """What the officer signed in took and decided, for nobody else to see."""
    facts = {"figures": figures_of(officer_in(request))}
    return render(request, "desk/figures/figures.html", facts)
