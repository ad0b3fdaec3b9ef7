"""The link of a client: which matter it opens, what is asked there, and when a client who is silent is written to again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Min
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import override

from impplus.practice.models import ClientLink, Mail, Wanted
from impplus.practice.routing import keeps_for_firms
from impplus.programmes import SERVED

CHASED = (3, 7, 14)  # days after the first thing was asked that is not answered yet
CHASE, ASKS, ANSWERED = "client-chase", "client-asked", "client-answered"
_LONGEST = 100


@dataclass(frozen=True)
class Chase:
    """A link whose client is to be written to again, for the third, seventh or fourteenth day since a day."""

    link: ClientLink
    day: int
    since: date


def link_of(link: ClientLink) -> str:
    """The end of its address: a number, and a code that only this site can make."""
    return f"{link.pk}-{_code(link.pk)}"


def address_of(link: ClientLink, language: str) -> str:
    """Its whole address, in a language."""
    with override(language):
        return f"{settings.SITE_URL}{reverse('public:client-link', args=[link_of(link)])}"


def found_by(text: str) -> ClientLink | None:
    """The link that an address leads to, whatever has become of it; None for one that is wrong."""
    number, _, code = text.partition("-")
    sound = number.isascii() and number.isdecimal() and len(number) < 18 and len(text) <= _LONGEST
    if not (keeps_for_firms() and sound and constant_time_compare(code, _code(int(number)))):
        return None
    return ClientLink.objects.select_related("matter").filter(pk=number).first()


def opens(link: ClientLink) -> bool:
    """Whether a link is in use still: neither revoked, nor of a matter that is closed."""
    return link.status == "active" and link.matter.status == "open"


def chases_due(on: date) -> Iterator[Chase]:
    """Each client who still owes something on the third, seventh or fourteenth day, and was not written to for that yet."""
    waiting = Wanted.objects.filter(status="asked", matter__status="open").exclude(matter__email="")
    first = dict(waiting.values_list("matter").annotate(at=Min("asked_at")))
    links = ClientLink.objects.filter(matter__in=first, status="active").select_related("matter")
    told = Mail.objects.filter(kind=CHASE, matter__in=first).values_list("matter", "said")
    said = {(matter, one.get("since"), one.get("day")) for matter, one in told}
    for link in links:
        since = SERVED.day_of(first[link.matter_id])
        day = max((one for one in CHASED if (on - since).days >= one), default=0)
        if day and (link.matter_id, since.isoformat(), day) not in said:
            yield Chase(link, day, since)


def _code(key: int) -> str:
    return salted_hmac("impplus.client-link", str(key), algorithm="sha256").hexdigest()[:40]
