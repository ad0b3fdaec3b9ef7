"""What the page of a refused or returned application says of the way on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from impplus.queries.clock import today
from impplus.records.models import Application, Decision, Letter
from impplus.rules.programme import Programme


@dataclass(frozen=True)
class Court:
    """The days to apply to the Federal Court, by where the matter arose, and the fewest there are.

    `told` is the day on which the letter went out, `last` the last day counted from it; None before.
    """

    in_canada: bool
    days: int
    least: int
    told: date | None
    last: date | None


def court(programme: Programme, decision: Decision, letters: Iterable[Letter]) -> Court | None:
    """The time to apply to the Federal Court; None where the programme sets none, or nothing is refused."""
    numbers = programme.settings.numbers(decision.decided_on)
    if decision.outcome != "refused" or "review-days-in-canada" not in numbers:
        return None
    office = programme.in_force(decision.decided_on).offices[decision.office]
    here, abroad = numbers["review-days-in-canada"], numbers["review-days-outside-canada"]
    days = here if office.in_canada else abroad
    sent = next((one.sent_at for one in letters if one.kind == "refusal" and one.sent_at), None)
    told = programme.day_of(sent) if sent else None
    last = told + timedelta(days=int(days)) if told else None
    return Court(office.in_canada, int(days), int(here), told, last)


def letter_is_good_again(application: Application) -> bool:
    """Whether an application was returned and its letter of invitation can be used for another one today."""
    letter = application.invitation
    if application.status != "returned" or letter.status != "issued":
        return False
    return letter.expires_on is None or today(application.programme) <= letter.expires_on
