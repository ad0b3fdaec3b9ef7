"""The letters of invitation that a programme issued, and what became of each."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from impplus.records.models import Application, Event, Invitation
from impplus.rules.programme import Programme
from impplus.rules.verbs import Verb

SOON = timedelta(days=30)
STATES: Mapping[str, Callable[[date], Q]] = {
    "unused": lambda on: Q(status="issued") & ~Q(expires_on__lt=on),
    "unopened": lambda on: Q(status="issued", opened_at=None) & ~Q(expires_on__lt=on),
    "expiring": lambda on: Q(status="issued", expires_on__range=(on, on + SOON)),
    "expired": lambda on: Q(status="issued", expires_on__lt=on),
    "used": lambda _: Q(status="used"),
    "revoked": lambda _: Q(status="revoked"),
}


def letters_of(programme: Programme, state: str, on: date) -> QuerySet[Invitation]:
    """The letters that are in a state (a key of STATES, else in any) on a day, each with its candidate and its files.

    `files` are the applications that were started with it, the newest first.
    """
    letters = Invitation.objects.filter(round__programme=programme)
    if state in STATES:
        letters = letters.filter(STATES[state](on))
    files = Application.objects.order_by("-started_at", "-pk")
    of_each = Prefetch("applications", files, to_attr="files")
    return letters.select_related("candidate", "round").prefetch_related(of_each)


def event_of(letter: Invitation, verb: Verb) -> Event | None:
    """The last event of a verb about a letter: when, by whom and why."""
    found = Event.objects.filter(noun="invitation", about=str(letter.pk), verb=verb)
    return found.select_related("by").order_by("-pk").first()
