"""What the clients of a firm agreed to pay and paid in advance, as whoever keeps its accounts reads it."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet

from impplus.practice import access
from impplus.practice.models import PriceChange, Retainer
from impplus.queries.retainers import fee_in_force, paid_in_advance, read
from impplus.records.models import User
from impplus.words.agreement_words import FEES
from impplus.words.text import Text


@dataclass(frozen=True)
class MoneyOf:
    """The money of one client, by the signed agreement."""

    agreement: Retainer

    @property
    def fee(self) -> Decimal:
        """The fee in force, in dollars: for an hour, or for all."""
        return Decimal(fee_in_force(self.agreement)).scaleb(-2)

    @property
    def kind(self) -> Text:
        """What kind of fee it is."""
        return FEES[read(self.agreement.terms).fee]

    @property
    def paid(self) -> Decimal:
        """What was paid in advance, in dollars."""
        return paid_in_advance(self.agreement)


def found(user: User, typed: str = "") -> QuerySet[Retainer]:
    """The signed agreements whose money somebody sees, by the client's name; those whose name or number has what was typed."""
    seen = access.accounts(user).select_related("matter")
    if typed:
        seen = seen.filter(Q(matter__name__icontains=typed) | Q(matter__number__icontains=typed))
    agreed = Prefetch("prices", PriceChange.objects.filter(status="consented"))
    papers = ("file_en", "file_fr", "ending_file")
    return seen.defer(*papers).prefetch_related(agreed, "advances").order_by("matter__name", "pk")
