"""Permits: one signed document a person, as the rules date and limit it."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from impplus.actions import codes, moves
from impplus.queries.answers import given_by
from impplus.queries.bills import private_in
from impplus.queries.facts import keeps_private
from impplus.queries.file import File
from impplus.queries.letters.issued import stay_of
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Permit, Person, User
from impplus.rules import validity
from impplus.rules.validity import PermitDue
from impplus.words import days
from impplus.words.text import Text


def due(file: File, granted_on: date) -> tuple[PermitDue, ...]:
    """The permits that an approval on a day would issue (reads only)."""
    case = replace(file.case, decided_on=granted_on)
    return validity.permits(file.programme, case, on=file.on, granted_on=granted_on)


def issue(file: File, *, granted_on: date, by: User) -> list[Permit]:
    """Issue the permit of each person who applies; call it inside the approving transaction.

    Raises NotUnderstood for the first person whose permit would have no last day, or one in the past.
    """
    issued = []
    for one in due(file, granted_on):
        person = file.people[one.person]
        if one.until is None or one.limited_by is None or one.until < one.valid_from:
            raise NotUnderstood(_undated(person))
        permit = Permit(
            application=file.application,
            person=person,
            number=codes.number("P"),
            code=codes.code(),
            **columns_of(one),
        )
        moves.move(permit, "issue", by=by, facts=facts_of(permit, one))
        issued.append(permit)
    return issued


def told_of(issued: Sequence[Permit], file: File) -> dict[str, object]:
    """What the letter of an approval says of the permits issued: each of those who keep no answers private."""
    private = private_in(file.people)
    shown = [one for one in issued if not keeps_private(one.person)]
    kinds = {rule.key: rule.name for rule in file.programme.permit.kinds}
    return {
        "issued_permits": [
            {
                "name": one.person.name,
                "kind": asdict(kinds[one.kind]),
                "until": {"day": one.valid_until.isoformat()},
                "stay": _stay(one),
            }
            for one in shown
        ],
        "permits": str(len(shown)),
        "private" if private else "everybody": "1",
        "until": {"day": issued[0].valid_until.isoformat()},
    }


def _stay(permit: Permit) -> dict[str, object] | None:
    """What the letter says of a holder who is in Canada; None of one abroad."""
    stay = stay_of(permit)
    return asdict(stay) | {"since": stay.since.isoformat()} if stay else None


def _undated(person: Person) -> Text:
    return Text(
        en=f"A permit for {person.name} cannot be dated: the passport is not known, or it expires before "
        "the permit would begin. Ask for a passport that is still valid.",
        fr=f"Un permis pour {person.name} ne peut pas être daté\u00a0: le passeport n’est pas connu, ou il expire "
        "avant le début du permis. Demandez un passeport encore valide.",
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
