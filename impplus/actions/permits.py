"""Permits: one signed document a person, as the rules date and limit it; a letter of introduction comes before it abroad."""

from collections.abc import Container
from dataclasses import asdict
from datetime import date

from impplus.actions import codes, introductions, moves
from impplus.queries.answers import given_by
from impplus.queries.due_papers import Paper, columns_of, due, paper_of
from impplus.queries.file import File
from impplus.queries.lacks import HIGHER, undated
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Permit, Person, User
from impplus.rules.validity import PermitDue
from impplus.words import days


def issue(file: File, approved: Container[str], *, granted_on: date, by: User) -> list[Paper]:
    """Issue the paper of each person whom the decision approves, by name; call it inside the approving transaction.

    Whoever is in Canada gets the permit, and whoever is abroad a letter of introduction, with which the permit is made at
    the port of entry. Raises NotUnderstood for the first person whose permit would have no last day, or one in the past.
    """
    issued: list[Paper] = []
    for one in due(file, granted_on, approved):
        person = file.people[one.person]
        must_be_dated(person, one)
        paper = paper_of(file, person, one)
        if isinstance(paper, Permit):
            issued.append(_issued(paper, one, by=by))
        else:
            issued.append(introductions.issue(paper, one, by=by))
    return issued


def issue_one(file: File, person: Person, one: PermitDue, *, by: User) -> Permit:
    """Issue the permit of one person, within a transaction; NotUnderstood where it would have no last day, or one in the past."""
    must_be_dated(person, one)
    permit = Permit(application=file.application, person=person, **columns_of(one))
    return _issued(permit, one, by=by)


def _issued(permit: Permit, one: PermitDue, *, by: User) -> Permit:
    permit.number, permit.code = codes.number("P"), codes.code()
    moves.move(permit, "issue", by=by, facts=facts_of(permit, one))
    return permit


def must_be_dated(person: Person, one: PermitDue) -> None:
    """Raise NotUnderstood where a permit would have no last day, or one in the past."""
    if one.until is None or one.limited_by is None or one.until < one.valid_from:
        raise NotUnderstood(undated(person))


def facts_of(permit: Permit, one: PermitDue) -> dict[str, object]:
    """What a permit's document is made from."""
    person = permit.person
    given = given_by(person)
    studies, named = given.get("applies_for") == "study-permit", given.get("institution") or ""
    # A school before higher studies need not be named: of one that is not, the permit says nothing.
    says = studies and (named or given.get("studies") in (None, HIGHER))
    return {
        "name": person.name,
        **({"institution": named} if says else {}),
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
