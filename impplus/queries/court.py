"""Until when the Federal Court can be asked about a refusal, by where the matter arose (IRPA 72(2)(b))."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from impplus.queries.outcomes import STANDING
from impplus.records.application import MAY_BE_APPROVED
from impplus.records.models import Application, Decision, Letter, PersonOutcome
from impplus.rules.programme import Programme

_DECIDED = (*MAY_BE_APPROVED, "refused")
# The kinds of letter in which a decision is told, by its outcome.
_LETTERS = {"refused": ("refusal",), "approved": ("approval", "part-approval")}


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
    kinds = ("members-decided",) if decision.part_of_id else _LETTERS[decision.outcome]
    office = programme.in_force(decision.decided_on).offices[decision.office]
    here, abroad = numbers["review-days-in-canada"], numbers["review-days-outside-canada"]
    days = here if office.in_canada else abroad
    # A decision that was set aside had a letter, too.
    all_sent = (one.sent_at for one in letters if one.kind in kinds and one.sent_at)
    sent = next((one for one in all_sent if one >= decision.decided_at), None)
    told = programme.day_of(sent) if sent else None
    last = told + timedelta(days=int(days)) if told else None
    return Court(office.in_canada, int(days), int(here), told, last)


def last_days(applications: Iterable[Application]) -> dict[int, date]:
    """Of those in which somebody is refused, by key: the last day to ask the Federal Court, once the letter went out."""
    return {key: one.last for key, one in courts(applications).items() if one.last}


def courts(applications: Iterable[Application]) -> dict[int, Court]:
    """Of those in which somebody is refused, by key: the time to apply to the Federal Court, the longer where it was decided in parts."""
    files = {one.pk: one for one in applications if one.status in _DECIDED}
    refused = PersonOutcome.objects.filter(
        STANDING, person__application__in=files, outcome="refused"
    )
    found_in = refused.values_list("decision", "person__application").distinct()
    of = dict(found_in.order_by())
    told = Letter.objects.filter(application__in=set(of.values()), kind__in=_TOLD)
    sent, found = list(told.defer("facts")), dict[int, Court]()
    for one in Decision.objects.filter(pk__in=of):
        key = of[one.pk]
        theirs = (letter for letter in sent if letter.application_id == key)
        said = court(files[key].programme, one, theirs, of_some=True)
        if said and (key not in found or _last(said) >= _last(found[key])):
            found[key] = said
    return found


def _last(one: Court) -> date:
    return one.last or date.max  # of a letter that is still to go out the time has not begun


_TOLD = (*_LETTERS["refused"], *_LETTERS["approved"], "members-decided")
