"""Permits: one signed document a person, as the rules date and limit it; a letter of introduction comes before it abroad."""

from collections.abc import Container, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from impplus.actions import codes, introductions, moves
from impplus.queries.answers import given_by
from impplus.queries.bills import private_in
from impplus.queries.facts import keeps_private
from impplus.queries.file import File
from impplus.queries.introductions import is_in_canada
from impplus.queries.lacks import undated
from impplus.queries.letters.issued import stay_of
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Introduction, Permit, Person, User
from impplus.rules import validity
from impplus.rules.validity import PermitDue
from impplus.words import days

type Paper = Permit | Introduction


def due(
    file: File,
    granted_on: date,
    approved: Container[str] | None = None,
    *,
    decided_on: date | None = None,
) -> tuple[PermitDue, ...]:
    """The permits that an approval on a day would issue (reads only), decided that day unless told otherwise; of those who are approved where that is known."""
    case = replace(file.case, decided_on=decided_on or granted_on)
    return validity.permits(
        file.programme, case, on=file.on, granted_on=granted_on, approved=approved
    )


def issue(file: File, approved: Container[str], *, granted_on: date, by: User) -> list[Paper]:
    """Issue the paper of each person whom the decision approves, by name; call it inside the approving transaction.

    Whoever is in Canada gets the permit, and whoever is abroad a letter of introduction, with which the permit is made at
    the port of entry. Raises NotUnderstood for the first person whose permit would have no last day, or one in the past.
    """
    issued: list[Paper] = []
    for one in due(file, granted_on, approved):
        person = file.people[one.person]
        if is_in_canada(person):
            issued.append(issue_one(file, person, one, by=by))
        else:
            must_be_dated(person, one)
            issued.append(introductions.issue(file, person, one, by=by))
    return issued


def issue_one(file: File, person: Person, one: PermitDue, *, by: User) -> Permit:
    """Issue the permit of one person, within a transaction; NotUnderstood where it would have no last day, or one in the past."""
    must_be_dated(person, one)
    permit = Permit(
        application=file.application,
        person=person,
        number=codes.number("P"),
        code=codes.code(),
        **columns_of(one),
    )
    moves.move(permit, "issue", by=by, facts=facts_of(permit, one))
    return permit


def must_be_dated(person: Person, one: PermitDue) -> None:
    """Raise NotUnderstood where a permit would have no last day, or one in the past."""
    if one.until is None or one.limited_by is None or one.until < one.valid_from:
        raise NotUnderstood(undated(person))


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


def _stay(permit: Permit) -> dict[str, object]:
    """What the letter says of a holder who is in Canada."""
    stay = stay_of(permit)
    return asdict(stay) | {"since": stay.since.isoformat()}


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


def facts_of(permit: Permit, one: PermitDue) -> dict[str, object]:
    """What a permit's document is made from."""
    person = permit.person
    given = given_by(person)
    studies = given.get("applies_for") == "study-permit"
    return {
        "name": person.name,
        **({"institution": given.get("institution") or ""} if studies else {}),
        "kind": asdict(one.name),
        "employer": asdict(one.employer) if one.employer else None,
        "born": {"day": days.written(given["born"])} if given.get("born") else "",
        "nationality": {"country": person.nationality},
        "passport": person.passport_number,
        **of_record(permit),
    }


def of_record(permit: Permit) -> dict[str, object]:
    """What of a permit's document stands in its record."""
    return {
        "permit_number": permit.number,
        "code": permit.code,
        "valid_from": {"day": permit.valid_from.isoformat()},
        "valid_until": {"day": permit.valid_until.isoformat()},
        "limited_by": permit.limited_by,
        "province": permit.province,
        "conditions": permit.conditions,
    }
