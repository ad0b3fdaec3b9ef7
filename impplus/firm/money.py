"""What clients agreed to pay and paid in advance: a list, and of each client the advances, noted and corrected."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import advances
from impplus.firm.agreement_forms import advance_form
from impplus.firm.entry import entry
from impplus.firm.matters import member_in
from impplus.practice import access
from impplus.practice.models import Advance, Retainer
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.money import MoneyOf, found
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.queries.teammates import teammates
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import Page, submitted
from impplus.words import formats

ON_A_PAGE = 50
LONGEST_SEARCH = 100


@require_safe
@entry(access.MONEY)
def page(request: HttpRequest) -> HttpResponse:
    """The clients whose agreement is signed, by name, with the fee in force and what was paid in advance."""
    typed = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    shown = Paginator(found(member_in(request), typed), ON_A_PAGE).get_page(request.GET.get("page"))
    facts = {"shown": shown, "accounts": [MoneyOf(one) for one in shown], "typed": typed}
    return render(request, "firm/money/money.html", facts)


def about_an_account(page: Callable[..., HttpResponse]) -> Page:
    """A page about the money of one client, which does not exist for who may not see it."""

    @entry(access.EXPORTS)
    def seen(request: HttpRequest, pk: int, **rest: Any) -> HttpResponseBase:
        one = get_object_or_404(found(member_in(request)), pk=pk)
        return page(request, one, **rest)

    return seen


@require_safe
@about_an_account
def account(request: HttpRequest, agreement: Retainer) -> HttpResponse:
    """The fee, what changed it, and each advance with the row that corrects it."""
    team = teammates(agreement.firm)
    rows = agreement.advances.select_related("correction", "corrects").order_by("noted_at", "pk")
    facts = {
        "account": MoneyOf(agreement),
        "advances": [(one, team.get(one.noted_by)) for one in rows],
        "opens": access.works_on_matters(member_in(request)),
    }
    return render(request, "firm/money/account.html", facts)


@require_http_methods(["GET", "POST"])
@about_an_account
def note(request: HttpRequest, agreement: Retainer) -> HttpResponse:
    """Note what the client paid in advance."""
    form = bind(advance_form(today(SERVED)), request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            advances.note(agreement, by=member_in(request), **form.cleaned_data)
        if not form.errors:
            messages.success(request, _("The advance is noted."))
            return redirect("firm:account", agreement.pk)
    return _asked(request, agreement, form)


@require_http_methods(["GET", "POST"])
@about_an_account
def correct(request: HttpRequest, agreement: Retainer, advance: int) -> HttpResponse:
    """Note what is right beside an advance that was noted with a slip."""
    slip = get_object_or_404(agreement.advances, pk=advance)
    typed = formats.dollars(slip.cents, lang()).strip("$\u00a0")
    before = {"paid_on": slip.paid_on, "cents": typed, "receipt": slip.receipt}
    form = bind(advance_form(today(SERVED), corrects=True), request, initial=before)
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            advances.correct(slip, by=member_in(request), **form.cleaned_data)
        if not form.errors:
            messages.success(request, _("The correction is noted. The first row stays as it was."))
            return redirect("firm:account", agreement.pk)
    return _asked(request, agreement, form, slip)


def _asked(
    request: HttpRequest, agreement: Retainer, form: PageForm, slip: Advance | None = None
) -> HttpResponse:
    facts = {"account": MoneyOf(agreement), "form": form, "slip": slip}
    return render(request, "firm/money/note.html", facts, status=422 if form.errors else 200)
