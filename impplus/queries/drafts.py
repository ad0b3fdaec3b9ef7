"""Drafts: the last day on which one can be submitted, and what ends on it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from impplus.queries.places import PlacesLeft
from impplus.records.models import Application

_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class LastDay:
    """The programme's last day for a draft; `ends` is the letter of invitation or the intake."""

    day: date
    ends: Literal["letter", "intake"]


def last_day(application: Application, intake: PlacesLeft) -> LastDay:
    """Until when a draft can be submitted in an intake: as long as its letter holds and the intake is open."""
    closes = application.programme.day_of(intake.closes_at - _INSTANT)
    letter = application.invitation.expires_on
    return LastDay(letter, "letter") if letter and letter <= closes else LastDay(closes, "intake")
