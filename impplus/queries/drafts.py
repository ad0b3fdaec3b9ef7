"""Drafts: the last day on which one can be submitted, what ends on it, and when what can no longer be submitted is destroyed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from django.conf import settings
from django.db.models import F, Max, Q

from impplus.queries.places import PlacesLeft, places_left
from impplus.records.models import Application
from impplus.rules.programme import Programme

_INSTANT = timedelta(microseconds=1)
ENDING, ENDING_SOON = "draft-ending", "draft-ending-soon"
# What a draft waits for before it is destroyed: money that goes back, a letter that is being made, an announcement
# that did not leave yet, and a file that was received and is being checked.
_SAID = (ENDING, ENDING_SOON, f"own-{ENDING}", f"own-{ENDING_SOON}")
_UNSENT = Q(notices__notice__in=_SAID, notices__status="owed")
_CHECKED_LATER = Q(
    uploads__document=None, uploads__refused="", uploads__received=F("uploads__size")
)
_HELD = Q(payments__status__in=["paid", "refund-owed"]) | Q(letters__status="owed")
_HELD |= _UNSENT | _CHECKED_LATER


@dataclass(frozen=True)
class LastDay:
    """The programme's last day for a draft; `ends` is the letter of invitation or the intake."""

    day: date
    ends: Literal["letter", "intake"]


def last_day(application: Application, intake: PlacesLeft) -> LastDay:
    """Until when a draft can be submitted in an intake: as long as its letter holds and the intake is open."""
    closes = _closes(intake)
    letter = application.invitation.expires_on
    return LastDay(letter, "letter") if letter and letter <= closes else LastDay(closes, "intake")


def _closes(intake: PlacesLeft) -> date:
    return intake.programme.day_of(intake.closes_at - _INSTANT)


def kept_until(application: Application, intake: PlacesLeft | None = None) -> date:
    """The last day on which a draft is kept: some days after it can never be submitted again, or was last saved.

    `intake` is one that was read already.
    """
    programme = application.programme
    saved = programme.day_of(application.changed_at)
    ends = application.invitation.expires_on
    if ends is None:
        known = intake if intake and intake.year == saved.year else None
        ends = _closes(known or places_left(programme, saved.year))
    kept = timedelta(days=programme.settings.number("draft-kept-days", saved))
    least = timedelta(days=programme.settings.number("draft-last-notice-days", saved))
    return max(ends + kept, saved + least)


def is_kept_for_firm(draft: Application) -> bool:
    """Whether a draft is the file of a client whom the firm of this installation represents: it ends with the appointment, not with the letter."""
    return settings.PREPARES_ONLY and draft.mandates.filter(status="active").exists()


@dataclass(frozen=True)
class Announcement:
    """That a draft is destroyed after a day, which has to be said."""

    application: Application
    notice: str
    last: date


@dataclass(frozen=True)
class DraftsDue:
    """What is due of drafts on a day: announcements, and the keys of those whose last day, which was announced, has gone by."""

    announcements: tuple[Announcement, ...]
    ended: tuple[int, ...]


def due_on(programme: Programme, on: date) -> DraftsDue:
    """What is due on a day; every draft is read once."""
    announcements, over = list[Announcement](), list[int]()
    for draft, announced, repeated, said_at in _drafts(programme):
        if _is_over(draft, announced, on):
            over.append(draft.pk)
        elif one := _announcement(draft, announced, repeated, said_at, on):
            announcements.append(one)
    return DraftsDue(tuple(announcements), tuple(over))


def _announcement(
    draft: Application,
    announced: date | None,
    repeated: date | None,
    said_at: datetime | None,
    on: date,
) -> Announcement | None:
    """That the destruction of a draft is to be announced on a day, for the first or for the second time.

    One that should have been announced earlier is kept for as long as the second announcement is before, and needs none.
    """
    programme, until = draft.programme, kept_until(draft)
    first = timedelta(days=programme.settings.number("draft-notice-days", on))
    again = timedelta(days=programme.settings.number("draft-last-notice-days", on))
    said_on = programme.day_of(said_at) if said_at else on
    if announced is None or announced < until:
        due = on >= until - first
        return Announcement(draft, ENDING, max(until, on + again)) if due else None
    if said_on < announced - again <= on <= announced and repeated != announced:
        return Announcement(draft, ENDING_SOON, announced)
    return None


def is_ended(draft: Application, on: date) -> bool:
    """The same of one draft as it stands now, once nothing holds it."""
    held = Application.objects.filter(_HELD, pk=draft.pk).exists()
    return not (held or is_kept_for_firm(draft)) and _is_over(draft, _announced(draft), on)


def announced_end(draft: Application) -> date | None:
    """The day after which a draft is destroyed, where that was announced and still holds."""
    announced = None if is_kept_for_firm(draft) else _announced(draft)
    return announced if announced and announced >= kept_until(draft) else None


def _announced(draft: Application) -> date | None:
    """The last day that was said of a draft."""
    last: date | None = draft.notices.filter(notice=ENDING).aggregate(last=Max("deadline"))["last"]
    return last


def _is_over(draft: Application, announced: date | None, on: date) -> bool:
    return announced is not None and kept_until(draft) <= announced < on


type Announced = tuple[Application, date | None, date | None, datetime | None]


def _drafts(programme: Programme) -> Iterator[Announced]:
    """Every draft that may end, with the last day that was announced to its readers, the one that was announced again, and when the first was."""
    drafts = Application.objects.filter(programme=programme, status="draft")
    if settings.PREPARES_ONLY:
        drafts = drafts.exclude(mandates__status="active")  # as `is_kept_for_firm`
    read = drafts.select_related("applicant", "invitation").annotate(
        announced=_said(ENDING), repeated=_said(ENDING_SOON), said_at=_said(ENDING, "owed_at")
    )
    return ((one, one.announced, one.repeated, one.said_at) for one in read.iterator())


def _said(notice: str, what: str = "deadline") -> Max:
    """The last day that a notice named, or the instant at which it was last owed."""
    return Max(f"notices__{what}", filter=Q(notices__notice=notice))
