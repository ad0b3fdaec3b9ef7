"""Fees: each line with its reason and source, the way to the payment page, and the result."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from impplus.actions import payments
from impplus.portal.application import WHO, application_of, person_in
from impplus.queries import bills, readiness
from impplus.queries.charges import DECLINED, said_of
from impplus.queries.file import file_of
from impplus.queries.places import places_left
from impplus.queries.privacy import as_seen
from impplus.queries.readiness import Readiness
from impplus.queries.refusals import NoPlaceLeft, Refusal
from impplus.queries.refused_payments import AlreadyPaid, CardsDown, NothingToPay
from impplus.records.models import Application, Payment
from impplus.rules.fees import WHETHER_DUE
from impplus.web.language import lang
from impplus.web.pages import door, submitted
from impplus.web.step_up import stepped_up
from impplus.words.people import called
from impplus.words.text import Source, Text


@dataclass(frozen=True)
class ShownFee:
    """One fee as it is shown."""

    person: str | Text
    text: Text
    amount: Decimal
    source: Source | str


@dataclass(frozen=True)
class Dues:
    """What is due, paid and refunded, and whether one may pay or ask for a refund."""

    ready: Readiness
    charges: tuple[ShownFee, ...]

    @property
    def total(self) -> Decimal:
        return sum((charge.amount for charge in self.charges), Decimal(0))

    @property
    def paid(self) -> Decimal:
        """What is paid for a draft; for a received application all that was paid, refunded since or not."""
        if self.draft:
            return self.ready.paid
        return sum((payment.amount for payment in self._last if payment.paid_at), Decimal(0))

    @property
    def back(self) -> Decimal:
        """What was refunded of what the total is about."""
        return sum((one.refund_amount or Decimal(0) for one in self._last), Decimal(0))

    @property
    def given_back(self) -> bool:
        """Whether that has gone back already."""
        return any(one.status == "refunded" for one in self._last)

    @property
    def _last(self) -> list[Payment]:
        """The last payment that paid for fees: one that goes back because it was not needed has no lines."""
        return [payment for payment in self.ready.payments if payment.lines][-1:]

    @property
    def draft(self) -> bool:
        return self.ready.file.application.status == "draft"

    @property
    def settled(self) -> bool:
        return self.ready.paid_up and self.total > 0

    @property
    def refunded(self) -> bool:
        """Whether a draft's fees were refunded, so that they are to be paid again."""
        return self.draft and self.ready.refunded is not None

    @property
    def differs(self) -> bool:
        """Whether another amount was paid, because the answers were different then."""
        return self.draft and self.ready.paid > 0 and not self.ready.paid_up

    @property
    def may_pay(self) -> bool:
        known = self.ready.answered and self.ready.bill.complete and self.total > 0
        return self.draft and known and not self.ready.paid


class SeeOther(HttpResponseRedirect):
    """A redirect after a POST, to be fetched with GET."""

    status_code = 303


def fees_of(ready: Readiness) -> Dues:
    """The bill of a draft as of today; of a received application, what was paid. Nothing in it says what somebody keeps private."""
    paid = [payment.lines for payment in ready.payments if payment.lines]
    if ready.file.application.status == "draft" or not paid:
        lines = bills.lines_of(ready.bill.lines)
    else:
        lines = paid[-1]
    sources = {line.source.cite: line.source for line in ready.bill.lines}
    shown = bills.folded(lines, bills.private_in(ready.file.people))
    return Dues(ready, tuple(_charge(ready, line, sources) for line in shown))


def _charge(ready: Readiness, line: dict[str, Any], sources: dict[str, Source]) -> ShownFee:
    whose, cite = _whose(ready, line["person"]), line["cite"]
    source = sources.get(cite, cite)
    return ShownFee(whose, Text(**line["text"]), Decimal(line["amount"]), source)


def _unknown(ready: Readiness) -> list[tuple[str | Text, Text, Text]]:
    """Whose fees are not known yet, which, and why; of whoever keeps answers private, only that some are not."""
    private = bills.private_in(ready.file.people)
    found = [
        (_whose(ready, one.person), one.text, one.why)
        for one in ready.bill.unknown
        if one.person not in private
    ]
    theirs = dict.fromkeys(one.person for one in ready.bill.unknown if one.person in private)
    return found + [(_whose(ready, name), bills.TOGETHER, WHETHER_DUE) for name in theirs]


def _whose(ready: Readiness, name: str) -> str | Text:
    people = ready.file.people
    return people[name].name if name in people else called(name)


@require_safe
@door(*WHO)
def fees(request: HttpRequest, number: str) -> HttpResponse:
    """What is due and why."""
    return _page(request, application_of(request, number, whole=True))


def _page(
    request: HttpRequest, application: Application, refusal: Refusal | None = None
) -> HttpResponse:
    file = file_of(application)
    bill = fees_of(readiness.of(file))
    return render(
        request,
        "portal/payments/fees.html",
        {
            "application": application,
            "fees": bill,
            "unknown": _unknown(bill.ready),
            "notes": as_seen(bill.ready).family_notes if bill.draft else (),
            "payments": bill.ready.payments,
            "said": said_of(bill.ready.payments),
            "refusal": refusal,
            "places": places_left(file.programme, file.on.year) if bill.draft else None,
        },
        status=refusal.status if refusal else 200,
    )


@require_POST
@door(*WHO)
@stepped_up
def pay(request: HttpRequest, number: str) -> HttpResponse:
    """Send the payer to the card provider's own page; card numbers never reach this site."""
    if not submitted(request):  # only in the other language: a proof is asked of a press alone
        return redirect("portal:fees", number)
    application = application_of(request, number)
    file = file_of(application)
    bill = fees_of(readiness.of(file))
    if not bill.may_pay and not bill.ready.paid:
        return redirect("portal:fees", number)
    back = settings.SITE_URL + reverse("portal:payment-result", args=[number])
    try:
        payment = payments.start(file, return_url=back, language=lang(), by=person_in(request))
    except (NothingToPay, AlreadyPaid, NoPlaceLeft, CardsDown) as refusal:
        return _page(request, application, refusal)
    return SeeOther(payment.url)


@require_http_methods(["GET", "POST"])
@door(*WHO)
def result(request: HttpRequest, number: str) -> HttpResponse:
    """The result of the last payment, which the provider is asked for as long as it is not known."""
    application = application_of(request, number)
    payment: Payment | None = application.payments.order_by("started_at", "id").last()
    if payment is None:
        return redirect("portal:fees", number)
    answered = True
    if payment.status == "open":
        payment, answered = payments.look(payment)
    if submitted(request):
        return redirect("portal:payment-result", number)
    said = said_of([payment]).get(payment.pk)
    return render(
        request,
        "portal/payments/result.html",
        {
            "application": application,
            "payment": payment,
            "answered": answered,
            "said": said,
            "declined": DECLINED,
            **_left(application),
        },
    )


def _left(application: Application) -> dict[str, bool]:
    """Whether the fees can be paid now, and whether nothing but the signature is left."""
    ready = readiness.of(file_of(application))
    return {
        "may_pay": fees_of(ready).may_pay,
        "all_there": ready.file.application.status == "draft"
        and all(gap.kind == "signature" for gap in ready.gaps),
    }


@require_POST
@door(*WHO)
@stepped_up
def refund(request: HttpRequest, number: str) -> HttpResponse:
    """Refund the whole payment of a draft, which is kept."""
    if not submitted(request):  # only in the other language
        return redirect("portal:fees", number)
    application = application_of(request, number)
    paid = application.payments.filter(status="paid").exists()
    payments.refund(application, by=person_in(request))
    if paid:
        messages.success(request, _("The refund is begun. This page says when it is done."))
    return redirect("portal:fees", number)
