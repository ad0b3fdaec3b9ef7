"""The team of a firm: who works there as what, what is offered, and who was shown what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from impplus.practice.access import LAWYERS, enquiries, firm_of, role_of
from impplus.practice.models import Booking, FirmEvent, Matter, Offer
from impplus.queries.clock import now
from impplus.records.models import User
from impplus.rules.lifecycle import Role
from impplus.words.colleagues import NAMES_OF_ROLES
from impplus.words.text import Text

SHOWN = 50


@dataclass(frozen=True)
class Colleagueship:
    """Somebody who works at the firm."""

    account: User
    key: str

    @property
    def role(self) -> Text:
        """What this person does there."""
        return NAMES_OF_ROLES[self.key]

    @property
    def is_lawyer(self) -> bool:
        """Whether clients can appoint this person."""
        return self.key in LAWYERS


@dataclass(frozen=True)
class EnquirySeen:
    """Who was shown which enquiry, and when."""

    at: datetime
    by: str
    enquiry: int
    name: str


@dataclass(frozen=True)
class LeftBehind:
    """What a colleague who goes leaves to others: open matters to work on, and consultations that are booked."""

    matters: int
    booked: int


def left_behind(account: User) -> LeftBehind:
    """What others take over from a colleague."""
    return LeftBehind(
        Matter.objects.filter(paralegal=account.pk, status="open").count(),
        Booking.objects.filter(account=account.pk, status="booked", starts_at__gt=now()).count(),
    )


def team_of(user: User) -> list[Colleagueship]:
    """Everybody who works at somebody's firm now, by name."""
    there = User.objects.filter(
        firm=user.firm_id, role=Role.REPRESENTATIVE.value, is_active=True
    ).order_by("name", "pk")
    return [Colleagueship(one, key) for one in there if (key := role_of(one))]


def offers_of(user: User) -> list[Offer]:
    """The places that somebody's firm offers."""
    return list(Offer.objects.filter(firm=firm_of(user), status="offered"))


def seen_lately(user: User) -> Iterator[EnquirySeen]:
    """Who was shown the enquiries that somebody sees, the last first; one that was destroyed is not among them."""
    looks = FirmEvent.objects.filter(firm=firm_of(user), noun="enquiry", verb="look")
    events = list(looks.order_by("-at", "-id")[:SHOWN])
    names = dict(User.objects.filter(pk__in={one.by for one in events}).values_list("pk", "name"))
    shown = enquiries(user).filter(pk__in={int(one.about) for one in events})
    asked = dict(shown.values_list("pk", "name"))
    for one in events:
        if (key := int(one.about)) in asked:
            yield EnquirySeen(one.at, names.get(one.by or 0, ""), key, asked[key])
