"""The enquiries of a firm, found by words, address, telephone, day and state; and what happened to one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from impplus.practice import access, enquiry as columns
from impplus.practice.models import Enquiry, FirmEvent
from impplus.programmes import SERVED
from impplus.records.models import User
from impplus.records.searched import Finds
from impplus.rules.lifecycle import move_of
from impplus.words import searched
from impplus.words.text import Text

LEAST_DIGITS = 5


@dataclass(frozen=True)
class EnquiryStep:
    """One line of what happened: when, what in words, who, and a reason where one was given."""

    at: datetime
    said: Text
    by: str
    reason: str


def found(
    user: User, *, typed: str = "", on: date | None = None, status: str = ""
) -> QuerySet[Enquiry]:
    """The enquiries that somebody sees, the newest first: of which every typed word begins a word of name, address, telephone or message."""
    rows = access.enquiries(user).order_by("-requested_at", "-pk")
    if status:
        rows = rows.filter(status=status)
    if on:
        rows = rows.filter(requested_at__range=_day(on))
    return rows.filter(_about(typed)) if typed.strip() else rows


def _about(typed: str) -> Q:
    """Words, an address, or digits of a telephone number."""
    digits = "".join(one for one in typed if one.isdigit())
    asked = searched.asked(typed)
    about = Q(Finds(columns.SEARCHED, asked)) if asked else Q(pk=None)
    if "@" in typed:
        about |= Q(email__iexact=typed.strip())
    if len(digits) >= LEAST_DIGITS and not any(map(str.isalpha, typed)):
        about |= Q(phone__contains=digits.lstrip("0"))
    return about


def _day(on: date) -> tuple[datetime, datetime]:
    """The first and the last instant of a day of the programme's place."""
    zone = ZoneInfo(SERVED.time_zone)
    first = datetime.combine(on, datetime.min.time(), zone)
    return first, datetime.combine(on, datetime.max.time(), zone)


def history(enquiry: Enquiry) -> Iterator[EnquiryStep]:
    """What happened to an enquiry, the oldest first; who looked is told once for each person and day."""
    events = list(FirmEvent.objects.filter(noun="enquiry", about=str(enquiry.pk)))
    names = dict(User.objects.filter(pk__in={one.by for one in events}).values_list("pk", "name"))
    told = set()
    for event in events:
        key = (event.verb, event.by, SERVED.day_of(event.at)) if event.verb == "look" else event.pk
        if key in told:
            continue
        told.add(key)
        said = move_of("enquiry", event.verb).sentence
        yield EnquiryStep(
            event.at, said, names.get(event.by or 0, ""), event.detail.get("reason", "")
        )


def near(user: User, enquiry: Enquiry) -> tuple[int | None, int | None]:
    """The keys of the enquiries that came just after and just before one: what j and k lead to."""
    rows = access.enquiries(user)
    at, pk = enquiry.requested_at, enquiry.pk
    later = rows.filter(Q(requested_at__gt=at) | Q(requested_at=at, pk__gt=pk))
    earlier = rows.filter(Q(requested_at__lt=at) | Q(requested_at=at, pk__lt=pk))
    after = later.order_by("requested_at", "pk").values_list("pk", flat=True).first()
    before = earlier.order_by("-requested_at", "-pk").values_list("pk", flat=True).first()
    return before, after
