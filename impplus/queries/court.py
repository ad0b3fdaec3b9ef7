"""Until when the Federal Court can be asked about a refusal, by where the matter arose (IRPA 72(2)(b))."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from impplus.records.models import Application, Decision, Letter, PersonOutcome
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


def court(
    programme: Programme, decision: Decision, letters: Iterable[Letter], *, of_some: bool = False
) -> Court | None:
    """The time to apply to the Federal Court; None where the programme sets none, or nobody is refused.

    `of_some` is whether an approval refuses some members of the family.
    """
    numbers = programme.settings.numbers(decision.decided_on)
    if "review-days-in-canada" not in numbers or not (of_some or decision.outcome == "refused"):
        return None
    kind = "refusal" if decision.outcome == "refused" else "approval"
    office = programme.in_force(decision.decided_on).offices[decision.office]
    here, abroad = numbers["review-days-in-canada"], numbers["review-days-outside-canada"]
    days = here if office.in_canada else abroad
    # A decision that was set aside had a letter, too.
    all_sent = (one.sent_at for one in letters if one.kind == kind and one.sent_at)
    sent = next((one for one in all_sent if one >= decision.decided_at), None)
    told = programme.day_of(sent) if sent else None
    last = told + timedelta(days=int(days)) if told else None
    return Court(office.in_canada, int(days), int(here), told, last)


def last_days(applications: Iterable[Application]) -> dict[int, date]:
    """Of those in which somebody is refused, by key: the last day to ask the Federal Court, once the letter went out."""
    return {key: one.last for key, one in courts(applications).items() if one.last}


def courts(applications: Iterable[Application]) -> dict[int, Court]:
    """Of those in which somebody is refused, by key: the time to apply to the Federal Court."""
    decided = {one.pk: one for one in applications if one.status in ("approved", "refused")}
    made = Decision.objects.filter(application__in=decided)
    some = set(
        PersonOutcome.objects.filter(decision__in=made, outcome="refused").values_list(
            "decision__application", flat=True
        )
    )
    letters = Letter.objects.filter(application__in=some, kind__in=("refusal", "approval"))
    sent = list(letters.defer("facts"))
    found = {}
    for one in made.filter(application__in=some):
        file = decided[one.application_id or 0]
        theirs = (letter for letter in sent if letter.application_id == file.pk)
        if said := court(file.programme, one, theirs, of_some=True):
            found[file.pk] = said
    return found
