"""What goes with a signed agreement: another price, its end in writing, and the signatures on IMM 5476."""

from contextlib import suppress
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impplus.actions import form_signatures, prices, retainers
from impplus.firm.agreement_forms import end_form, price_form, signature_form
from impplus.firm.matter import about_a_matter, back_to
from impplus.firm.matters import member_in
from impplus.firm.retainers import about_an_agreement
from impplus.practice.models import Matter, Retainer
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.queries.retainers import fee_in_force
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.pages import submitted


@require_http_methods(["GET", "POST"])
@about_an_agreement
def price(request: HttpRequest, agreement: Retainer) -> HttpResponse:
    """Propose another price to the client, by the link."""
    form = bind(price_form(), request)
    if submitted(request) and form.is_valid():
        given = form.cleaned_data
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            prices.propose(
                agreement,
                cents=given["amount"] * 100,
                reason=given["reason"],
                by=member_in(request),
            )
        if not form.errors:
            messages.success(
                request,
                _("The client gets the link. Until the client consents, the price before counts."),
            )
            return redirect("firm:service-agreement", agreement.pk)
    return _shown(request, agreement, form, "price")


@require_http_methods(["GET", "POST"])
@about_an_agreement
def end(request: HttpRequest, agreement: Retainer) -> HttpResponse:
    """End the agreement in writing; the letter goes to both."""
    on = today(SERVED)
    form = bind(end_form(on), request)
    if submitted(request) and form.is_valid():
        given = form.cleaned_data
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            retainers.end(
                agreement,
                on=given["on"],
                completed=given["completed"] == "yes",
                why=given["why"],
                by=member_in(request),
            )
        if not form.errors:
            messages.success(
                request, _("The agreement has ended. The letter goes to the client and to you.")
            )
            return redirect("firm:service-agreement", agreement.pk)
    return _shown(request, agreement, form, "end")


def _shown(request: HttpRequest, agreement: Retainer, form: PageForm, act: str) -> HttpResponse:
    facts = {"agreement": agreement, "form": form, "act": act}
    facts["fee"] = Decimal(fee_in_force(agreement)) / 100
    return render(request, "firm/agreements/act.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@about_a_matter
def form_signature(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Note who signed the form IMM 5476, and when."""
    form = bind(signature_form(today(SERVED)), request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            form_signatures.note(matter, by=member_in(request), **form.cleaned_data)
        if not form.errors:
            return back_to(matter, "imm-5476")
    facts = {"form": form, "matter": matter}
    return render(
        request, "firm/agreements/signature.html", facts, status=422 if form.errors else 200
    )
