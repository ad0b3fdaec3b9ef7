"""The papers of an approval: the permits that are due, each as a record of its own or the letter of introduction to it, and what is said of them."""

from collections.abc import Container, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from impplus.queries.answers import given_by
from impplus.queries.bills import private_in
from impplus.queries.facts import keeps_private
from impplus.queries.file import File
from impplus.queries.introductions import is_in_canada
from impplus.records.models import Introduction, Permit, Person
from impplus.rules import validity
from impplus.rules.entry import entry_paper, last_day_to_arrive
from impplus.rules.validity import PermitDue
from impplus.words.entering import Right, Stay

type Paper = Permit | Introduction
_WITH_A_PERMIT = ("worker", "student")  # the statuses in Canada that a permit gives


def due(
    file: File,
    granted_on: date,
    approved: Container[str] | None = None,
    *,
    decided_on: date | None = None,
) -> tuple[PermitDue, ...]:
    """The permits that an approval on a day would issue, decided that day unless told otherwise; of those who are approved where that is known."""
    case = replace(file.case, decided_on=decided_on or granted_on)
    return validity.permits(
        file.programme, case, on=file.on, granted_on=granted_on, approved=approved
    )


def paper_of(file: File, person: Person, one: PermitDue) -> Paper:
    """The paper that a permit which is due makes, not kept yet and without a number: to whoever is abroad the letter of introduction.

    `one` begins on the day of issue, and has a last day.
    """
    if is_in_canada(person):
        return Permit(application=file.application, person=person, **columns_of(one))
    programme, on = file.programme, one.valid_from
    if one.until is None or one.limited_by is None:
        raise ValueError(f"the permit to come of person {person.pk} has no last day")
    expires_on, limited_by = last_day_to_arrive(programme, on, one.until, one.limited_by)
    return Introduction(
        application=file.application,
        person=person,
        kind=one.kind,
        entry=entry_paper(programme, person.nationality, on),
        issued_on=on,
        expires_on=expires_on,
        limited_by=limited_by,
    )


def columns_of(one: PermitDue) -> dict[str, Any]:
    """What a permit's record keeps of what the rules said."""
    return {
        "kind": one.kind,
        "valid_from": one.valid_from,
        "valid_until": one.until,
        "limited_by": one.limited_by,
        "province": one.province or "",
        "conditions": [asdict(text) for text in one.conditions],
    }


def told_of(issued: Sequence[Paper], file: File) -> dict[str, object]:
    """What the letter of an approval says of the papers issued: each of those who keep no answers private."""
    private = private_in(file.people)
    shown = [one for one in issued if not keeps_private(one.person)]
    kinds = {rule.key: rule.name for rule in file.programme.permit.kinds}
    return {
        "issued_permits": [
            {
                "name": one.person.name,
                "kind": asdict(kinds[one.kind]),
                "until": {"day": last_day_of(one).isoformat()},
                "stay": _stay(one) if isinstance(one, Permit) else None,
                "entry": "" if isinstance(one, Permit) else one.entry,
            }
            for one in shown
        ],
        "permits": _number_of(shown, Permit),
        "introductions": _number_of(shown, Introduction),
        "private" if private else "everybody": "1",
        **({"until": {"day": last_day_of(issued[0]).isoformat()}} if issued else {}),
    }


def _number_of(papers: Sequence[Paper], kind: type[Paper]) -> str:
    """How many are of a kind; empty for none, so that a letter says nothing of it."""
    return str(sum(isinstance(one, kind) for one in papers) or "")


def last_day_of(paper: Paper) -> date:
    """The last day of a permit, or the last to arrive with a letter of introduction."""
    return paper.valid_until if isinstance(paper, Permit) else paper.expires_on


def stay_of(permit: Permit) -> Stay:
    """What a permit gives its holder, who is in Canada: there it was issued, or made at the border."""
    given = given_by(permit.person)
    here = given.get("in_canada")
    earlier = bool(here) and given.get("in_canada_status") in _WITH_A_PERMIT
    studies = given.get("applies_for") == "study-permit"
    right: Right = "study" if studies else "quebec" if permit.province else "work"
    return Stay(permit.valid_from, right, earlier)


def _stay(permit: Permit) -> dict[str, object]:
    """What the letter says of a holder who is in Canada."""
    stay = stay_of(permit)
    return asdict(stay) | {"since": stay.since.isoformat()}
