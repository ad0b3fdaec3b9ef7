"""Refunds: how much of a payment is refunded, of which fees, for whom and why; counted by the rules.

An application holds one paid payment at most, so what an outcome gives back is taken from that one.
Any other payment that arrives is a surplus and goes back whole, by itself; so does a payment for
answers that have changed since. No payment gives back more than was paid by it.
"""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet

from impplus.queries import bills
from impplus.queries.file import File
from impplus.records.models import Payment
from impplus.records.prepared import counted, prepared
from impplus.rules import fees
from impplus.rules.case import Outcome
from impplus.words.text import Text

ANSWERS_CHANGED = Text(
    en="The answers, and so the fees, have changed since this payment: it is refunded in full.",
    fr="Les réponses, donc les frais, ont changé depuis ce paiement\u00a0: il est entièrement remboursé.",
)
ASKED_FOR = Text(
    en="The refund was asked for before the application was submitted: the payment is refunded in full.",
    fr="Le remboursement a été demandé avant la soumission de la demande\u00a0: le paiement est entièrement remboursé.",
)
TOO_LITTLE = Text(
    en="This payment is less than the fees that are due: it is refunded in full.",
    fr="Ce paiement est inférieur aux frais exigibles\u00a0: il est entièrement remboursé.",
)
SURPLUS = Text(
    en="This payment was one too many: it is refunded in full.",
    fr="Ce paiement était en trop\u00a0: il est entièrement remboursé.",
)
OVER = Text(
    en="This part of the payment is more than the fees: it is refunded.",
    fr="Cette partie du paiement dépasse les frais\u00a0: elle est remboursée.",
)


@dataclass(frozen=True)
class Refund:
    """The refund of one payment: how much, the lines as a payment keeps them, and why; `before` went back of it already."""

    payment: Payment
    amount: Decimal
    lines: list[dict[str, Any]]
    why: Text
    cite: str = ""
    before: "Refund | None" = None

    @property
    def columns(self) -> dict[str, Any]:
        """What the payment remembers of it, with what went back before."""
        earlier = (self.before.amount, self.before.lines) if self.before else (Decimal(0), [])
        return {
            "refund_amount": earlier[0] + self.amount,
            "refund_lines": [*earlier[1], *self.lines],
            "refund_why": {**asdict(self.why), "cite": self.cite},
        }

    @property
    def named_lines(self) -> tuple[bills.NamedLine, ...]:
        """Its lines, with the names of the people, as officers read them."""
        return bills.named_lines(self.lines, self.payment.application)

    @property
    def family_lines(self) -> tuple[bills.NamedLine, ...]:
        """The same as the family reads them: nothing in them says what somebody keeps private."""
        return bills.named_lines(self.lines, self.payment.application, family=True)

    @property
    def facts(self) -> dict[str, Any]:
        """What a letter to the family says of it, in plain JSON values."""
        return {
            "paid": {"money": str(self.payment.amount)},
            "refund_by_cheque" if self.payment.means else "refund": {"money": str(self.amount)},
            "refund_why": asdict(self.why),
            "refund_cite": self.cite,
            "refund_lines": [
                {
                    "text": asdict(one.text),
                    "whose": asdict(one.whose) if isinstance(one.whose, Text) else one.whose,
                    "amount": {"money": str(one.amount)},
                }
                for one in self.family_lines
            ],
        }


def due(file: File, outcome: Outcome, people: Collection[str] | None = None) -> Refund | None:
    """The refund of what was paid, as it is now, on an outcome of everybody, or of some people; None where there is none (reads only).

    The first outcome of everybody gives back once. Of a family that is decided in parts, something may go back for each part.
    """
    payment = next(iter(_paid(file.application.pk)), None)
    if people is not None and payment is None:
        payment = _partly_back(file.application.pk).first() if people else None
    if payment is None:
        return None
    payment.application = file.application
    said = by_law(file, outcome, people)
    return of_payment(payment, said) if said else None


def by_cheque() -> QuerySet[Payment]:
    """The payments that did not come by card and of which a refund is owed: the office sends it by cheque."""
    return Payment.objects.filter(status="refund-owed").exclude(means="")


@counted
def number_by_cheque() -> QuerySet[Payment]:
    """How many these are."""
    return by_cheque()


@prepared
def _paid(application: int) -> QuerySet[Payment]:
    return Payment.objects.filter(application=application, status="paid")


def _partly_back(application: int) -> QuerySet[Payment]:
    """What was paid and of which something went back, the last first."""
    back = Payment.objects.filter(status__in=("refund-owed", "refunded"), application=application)
    return back.filter(refund_amount__lt=F("amount")).order_by("-paid_at", "-pk")


def of_withdrawal(file: File) -> Outcome:
    """As what a withdrawal counts now: before processing begins, or during it, as a setting says."""
    began = {"submitted": False, "processing": True, "part-decided": True}.get(
        file.application.status
    )
    if began is None:
        began = file.programme.settings.yes("completeness-check-is-processing", file.on)
    return "withdrawn" if began else "withdrawn-before-processing"


def facts(file: File, outcome: Outcome, people: Collection[str] | None = None) -> dict[str, Any]:
    """What the letter of an outcome says of the refund: nothing where there is none."""
    refund = due(file, outcome, people)
    return refund.facts if refund else {}


def by_law(
    file: File, outcome: Outcome, people: Container[str] | None = None
) -> fees.Refunds | None:
    """What the rules of the file's day say of an outcome, of everybody or of some people, by name."""
    return fees.refunds(file.programme, file.case, outcome, on=file.on, people=people)


def of_payment(payment: Payment, said: fees.Refunds) -> Refund | None:
    """What the rules refund of a payment: of each fee never more than was paid for it, and is left of it."""
    left, before = defaultdict[str, Decimal](Decimal), remembered(payment)
    for paid in payment.lines:
        left[paid["key"]] += Decimal(paid["amount"])
    for gone in before.lines if before else ():
        left[gone["key"]] -= Decimal(gone["amount"])
    back = []
    for line in said.lines:
        amount = min(line.amount, left[line.key])
        left[line.key] -= amount
        if amount:
            back.append(replace(line, amount=amount))
    total = sum((line.amount for line in back), Decimal("0.00"))
    if not total:
        return None
    return Refund(payment, total, bills.lines_of(back), said.text, said.source.cite, before)


def whole(payment: Payment, why: Text) -> Refund:
    """All of a payment."""
    return Refund(payment, payment.amount, payment.lines, why)


def last_of(payments: Iterable[Payment]) -> Refund | None:
    """The refund that was made last, or will be; None where none was owed, or where another payment stands."""
    known = [(one.status, remembered(one)) for one in payments]
    refunds = [refund for _, refund in known if refund]
    return refunds[-1] if refunds and "paid" not in dict(known) else None


def remembered(payment: Payment) -> Refund | None:
    """What a payment remembers of its refund; None where none was ever owed."""
    if payment.refund_amount is None or payment.refund_why is None:
        return None
    said = payment.refund_why
    why = Text(en=said["en"], fr=said["fr"])
    return Refund(payment, payment.refund_amount, payment.refund_lines, why, said["cite"])
