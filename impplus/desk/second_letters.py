"""Second letters of invitation: who may be invited again, and a letter that is issued anew because it was lost."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _, ngettext
from django.views.decorators.http import require_http_methods

from impplus.actions import second_letters
from impplus.desk.file import officer_in
from impplus.desk.forms import reason_field
from impplus.desk.lists import page_of_list
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.counts import count_of
from impplus.queries.first_acts import came_too_late
from impplus.queries.invited_again import unusable_letters
from impplus.queries.refusals import AlreadyDone, NotUnderstood
from impplus.records.models import Invitation
from impplus.rules.lifecycle import Role
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.pages import about, door, submitted

OUTCOMES = {
    "refused": _("The application was refused"),
    "withdrawn": _("The application was withdrawn"),
    "terminated": _("An order ended its processing"),
    "expired": _("The last day of the letter has passed, and it was not used"),
}


class AgainForm(PageForm):
    """Why those chosen may be invited again."""

    reason = reason_field(_("It stays with each letter, for the ministry."))


class ReissueForm(PageForm):
    """Why a letter is issued anew, and to which address."""

    reason = reason_field(_("Such as: the candidate lost the letter, or the address was wrong."))
    email = TextField(
        longest=254,
        label=_("E-mail address to which the new letter goes"),
        help_text=_("If you change it, the list of candidates is corrected, too."),
    )


@require_http_methods(["GET", "POST"])
@door(Role.QUEBEC)
def again(request: HttpRequest) -> HttpResponse:
    """Whose letter can no longer be used, and why; those chosen may be drawn again."""
    form, chosen = bind(AgainForm, request), request.POST.getlist("letter")
    letters = unusable_letters(SERVED, clock.today(SERVED))
    looked = submitted(request) and form.is_valid() and "change" not in request.POST
    if looked:
        with refusals_in(form, NotUnderstood):
            if "sure" in request.POST:
                return _set_aside(request, chosen, form)
            second_letters.must_be_said(chosen, form.cleaned_data["reason"])
    sure = looked and form.is_valid()
    pages = page_of_list(request, letters, "-id", "number")
    rows = [(one, OUTCOMES[one.outcome], one.number in chosen) for one in pages.rows]
    named: Any = letters.filter(number__in=chosen).order_by("number") if sure else ()
    facts = {
        "form": form,
        "pages": pages,
        "rows": rows,
        "number": count_of(letters),
        "sure": sure,
        "named": [(one, OUTCOMES[one.outcome]) for one in named],
    }
    status = 422 if form.errors else 200
    return render(request, "desk/second_letters/again.html", facts, status=status)


def _set_aside(request: HttpRequest, chosen: list[str], form: AgainForm) -> HttpResponse:
    """Let those who were shown be drawn again."""
    by = officer_in(request)
    number = second_letters.set_aside(SERVED, chosen, **form.cleaned_data, by=by)
    said = ngettext(
        "%(n)s candidate may be drawn again.", "%(n)s candidates may be drawn again.", number
    )
    messages.success(request, said % {"n": number})
    return redirect("desk:invited-again")


@require_http_methods(["GET", "POST"])
@door(Role.QUEBEC)
def reissue(request: HttpRequest, number: str) -> HttpResponse:
    """Issue a letter anew; the first stops working."""
    letter = get_object_or_404(
        Invitation.objects.select_related("candidate", "round"), number=number
    )
    about(request, letter)
    form = bind(ReissueForm, request, {"email": letter.candidate.email})
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            with suppress(AlreadyDone):
                second_letters.reissue(letter, **form.cleaned_data, by=officer_in(request))
            anew = Invitation.objects.filter(replaces=letter).first()
            if anew is None:  # revoked, and not reissued
                raise came_too_late(letter, by=officer_in(request))
            messages.success(request, _("A new letter is issued. The first one no longer works."))
            return redirect("desk:invitation", anew.number)
    if letter.status != "issued":
        raise came_too_late(letter, by=officer_in(request))
    facts, status = {"invitation": letter, "form": form}, 422 if form.errors else 200
    return render(request, "desk/second_letters/reissue.html", facts, status=status)
