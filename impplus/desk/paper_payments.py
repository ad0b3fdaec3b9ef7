"""Payments that did not come by card: recorded in the file of an application made by another means, and refunds to send by cheque."""

from contextlib import suppress
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from impplus.actions import paper_payments
from impplus.desk.file import about_a_file, officer_in
from impplus.desk.lists import page_of_list
from impplus.queries import readiness
from impplus.queries.assistance import assistance_of
from impplus.queries.bills import lines_of, named_lines
from impplus.queries.file import file_of, today_of
from impplus.queries.refunds import by_cheque
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.records.application import OPEN
from impplus.records.models import Application, Payment
from impplus.rules.lifecycle import Role
from impplus.web.amounts import MoneyField
from impplus.web.day import DayField
from impplus.web.fields import ChoiceField, TextField
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.language import lang
from impplus.web.pages import door, submitted
from impplus.words.paid import MEANS


@require_http_methods(["GET", "POST"])
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """The fees of the moment of arrival, what was paid, and a form for what came otherwise than by card."""
    if assistance_of(application) is None:
        raise Http404
    form = bind(_form(application), request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            with suppress(AlreadyDone):
                given: dict[str, Any] = dict(form.cleaned_data)
                given["amount"] = Decimal(given["amount"]).scaleb(-2)
                paper_payments.record(application, **given, by=officer_in(request))
            messages.success(request, _("The payment is recorded. The applicant is told."))
            return redirect("desk:paper-payments", application.number)
    return _shown(request, application, form)


def _shown(
    request: HttpRequest, application: Application, new: PageForm, cheque: PageForm | None = None
) -> HttpResponse:
    """The page with a form for a new payment, and one for each refund that is owed; `cheque` is one of these, as it was typed."""
    ready = readiness.of(file_of(application))
    typed = {cheque.auto_id: cheque} if cheque else {}
    form = cheque or new
    facts = {
        "application": application,
        "principal": ready.file.principal,
        "known": ready.answered and ready.bill.complete,
        "lines": named_lines(lines_of(ready.bill.lines), application),
        "due": ready.due,
        "paid_up": ready.paid_up,
        "payments": [
            (one, typed.get(_ids(one)) or _cheque_form()(auto_id=_ids(one)))
            for one in ready.payments
        ],
        "open": application.status in OPEN,
        "new": new,
        "form": form,  # of which what is wrong stands above, and which the switch of language keeps
    }
    status = 422 if form.errors else 200
    return render(request, "desk/typed/payments.html", facts, status=status)


def _form(application: Application) -> type[PageForm]:
    return made_form(
        "PaperPaymentForm",
        {
            "means": ChoiceField(
                choices=[(key, text.say(lang())) for key, text in MEANS.items()],
                label=_("How was it paid?"),
            ),
            "number": TextField(
                longest=paper_payments.LONGEST,
                label=_("Number of the payment"),
                help_text=_("As it stands on the draft, the order, the cheque or the receipt."),
            ),
            "paid_on": DayField(
                label=_("Day of the payment"),
                help_text=_("As it stands on it."),
                initial=today_of(application),
            ),
            "amount": MoneyField(
                least=1, most=int(paper_payments.MOST * 100), label=_("Amount in Canadian dollars")
            ),
        },
    )


@require_POST
@about_a_file
def repay(request: HttpRequest, application: Application, pk: int) -> HttpResponse:
    """Record by which cheque a refund was sent."""
    payment = get_object_or_404(application.payments.select_related("application"), pk=pk)
    form = bind(_cheque_form(), request, auto_id=_ids(payment))
    if submitted(request) and form.is_valid():
        with refusals_in(form, WrongMoment, cheque=NotUnderstood):
            with suppress(AlreadyDone):
                cheque = form.cleaned_data["cheque"]
                paper_payments.repay(payment, cheque=cheque, by=officer_in(request))
            messages.success(request, _("It is recorded that the refund was sent."))
            return redirect("desk:paper-payments", application.number)
    return _shown(request, application, _form(application)(), form)


def _cheque_form() -> type[PageForm]:
    field = TextField(
        longest=paper_payments.LONGEST,
        label=_("Number of the cheque by which the refund was sent"),
        empty=_("Enter the number of the cheque"),
    )
    return made_form("ChequeForm", {"cheque": field})


def _ids(payment: Payment) -> str:
    """There is such a form for each refund that is owed."""
    return f"payment-{payment.pk}-%s"


@require_safe
@door(Role.FEDERAL)
def owed(request: HttpRequest) -> HttpResponse:
    """The refunds that the office is to send by cheque, the oldest first."""
    waiting = by_cheque().select_related("application")
    pages = page_of_list(request, waiting, "started_at", "pk")
    return render(request, "desk/typed/refunds.html", {"pages": pages})
