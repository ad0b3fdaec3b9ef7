"""The deadlines of one colleague's matters as a calendar reads them (iCalendar, RFC 5545): initials and numbers, no names."""

from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db.models import Q

from impplus.practice import access
from impplus.practice.deadline import RUNNING
from impplus.practice.models import Deadline, Feed
from impplus.practice.routing import keeps_for_firms
from impplus.records.models import User
from impplus.rules.lifecycle import status_of
from impplus.rules.terms import AFTER_CLOSING, TERMS
from impplus.words.names import initials

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//IMP+//Deadlines//EN"
LONGEST_SECRET = 100
MOST = 2000


def feed_at(secret: str) -> Feed | None:
    """The feed that an address leads to; None for one that is wrong or was revoked."""
    if not keeps_for_firms() or len(secret) > LONGEST_SECRET:
        return None
    digest = sha256(secret.encode()).hexdigest()
    return Feed.objects.filter(digest=digest, status="active").first()


def calendar_of(feed: Feed, *, now: datetime) -> bytes | None:
    """The file of a feed: what runs in the open matters, and on in the closed ones, that its owner answers for or works on, or has while a colleague is away; None where the owner has left."""
    from icalendar import Calendar

    owner = User.objects.filter(pk=feed.account, is_active=True).first()
    if owner is None or not access.works_on_matters(owner):
        return None
    own = access.matters(owner).filter(access.worked_on_by(owner))
    runs_on = Q(matter__status="open") | Q(kind__in=AFTER_CLOSING)
    running = Deadline.objects.filter(runs_on, matter__in=own, status__in=RUNNING)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for one in running.select_related("matter").order_by("due_on", "pk")[:MOST]:
        calendar.add_component(_event(one, feed, now))
    return bytes(calendar.to_ical())


def _event(one: Deadline, feed: Feed, now: datetime) -> "Event":
    """A whole day, under a name that says nothing of the client but initials and the firm's number."""
    from icalendar import Event

    event, language = Event(), feed.language
    event.add("uid", f"deadline-{one.pk}-{feed.pk}@impplus")
    event.add("dtstamp", now)
    event.add("dtstart", one.due_on)
    said = TERMS[one.kind].name.say(language)
    state = status_of("deadline", one.status).name.say(language)
    event.add("summary", f"{initials(one.matter.name)} {one.matter.number} – {said} ({state})")
    event.add("transp", "TRANSPARENT")
    return event
