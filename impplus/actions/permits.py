"""Permits: one signed document a person, as the rules date and limit it; and how it ends or is replaced."""

from collections.abc import Container, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from impplus.actions import codes, moves, signed_codes
from impplus.queries import clock
from impplus.queries.access import must_see
from impplus.queries.answers import given_by
from impplus.queries.bills import private_in
from impplus.queries.clock import today
from impplus.queries.facts import keeps_private
from impplus.queries.file import File
from impplus.queries.lacks import undated
from impplus.queries.letters.issued import stay_of
from impplus.queries.outcomes import approved_people
from impplus.queries.refusals import NotUnderstood, WrongMoment
from impplus.records.clock import Now
from impplus.records.models import Letter, Permit, Suspension, User
from impplus.rules import validity
from impplus.rules.dated import newest_rows
from impplus.rules.law import Ground
from impplus.rules.validity import PermitDue
from impplus.words import days
from impplus.words.text import Text, as_kept, is_refused


def due(
    file: File, granted_on: date, approved: Container[str] | None = None
) -> tuple[PermitDue, ...]:
    """The permits that an approval on a day would issue, of those who are approved where that is known (reads only)."""
    case = replace(file.case, decided_on=granted_on)
    return validity.permits(
        file.programme, case, on=file.on, granted_on=granted_on, approved=approved
    )


def issue(file: File, *, granted_on: date, by: User) -> list[Permit]:
    """Issue the permit of each person whom the decision approves; call it inside the approving transaction.

    Raises NotUnderstood for the first person whose permit would have no last day, or one in the past.
    """
    issued = []
    people = {one.pk for one in approved_people(file.application)}
    approved = {name for name, person in file.people.items() if person.pk in people}
    for one in due(file, granted_on, approved):
        person = file.people[one.person]
        if one.until is None or one.limited_by is None or one.until < one.valid_from:
            raise NotUnderstood(undated(person))
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
        **_of_record(permit),
    }


def _of_record(permit: Permit) -> dict[str, object]:
    return {
        "permit_number": permit.number,
        "code": permit.code,
        "valid_from": {"day": permit.valid_from.isoformat()},
        "valid_until": {"day": permit.valid_until.isoformat()},
        "limited_by": permit.limited_by,
        "province": permit.province,
        "conditions": permit.conditions,
    }


def cancel(permit: Permit, *, ground: str, reasons: str = "", by: User | None) -> None:
    """End a permit for a ground of the law; None is the law itself, such as a death made known."""
    on, found = _grounded(permit, "cancel", ground, by)
    with transaction.atomic():
        moves.move(
            permit,
            "cancel",
            by=by,
            facts=_facts(permit, found, reasons),
            detail=_detail(found, on),
            columns={"ground": ground},
        )
        _end_suspension(permit)
        signed_codes.changed()


def suspend(
    permit: Permit, *, ground: str, until: date | None = None, reasons: str = "", by: User
) -> Suspension:
    """Take away a permit's rights until a day, or until it is resumed."""
    on, found = _grounded(permit, "suspend", ground, by)
    if until is not None and not on <= until <= permit.valid_until:
        raise NotUnderstood(_OUTSIDE)
    facts = _facts(permit, found, reasons) | (
        {"until": {"day": until.isoformat()}} if until else {}
    )
    with transaction.atomic():
        moves.move(permit, "suspend", by=by, facts=facts, detail=_detail(found, on))
        signed_codes.changed()
        return Suspension.objects.create(
            permit=permit, ground=ground, until=until, reasons=reasons.strip(), officer=by
        )


def resume(permit: Permit, *, by: User | None) -> None:
    """End the suspension of a permit, so that it is in force again, unless it has expired meanwhile."""
    if by:
        must_see(permit.application, by)
    last = permit.valid_until
    ends = "expired" if last < today(permit.application.programme) else "until"
    facts = _facts(permit, None, "") | {ends: {"day": last.isoformat()}}
    with transaction.atomic():
        moves.move(permit, "resume", by=by, facts=facts)
        _end_suspension(permit)
        signed_codes.changed()


def resume_ended() -> None:
    """End each suspension whose last day has passed while its permit still holds, and tell the holder."""
    tomorrow = (clock.now() + timedelta(days=1)).date()  # no programme's day is later
    ended = Suspension.objects.filter(ended_at__isnull=True, until__lt=tomorrow)
    for one in ended.select_related("permit__application"):
        on = today(one.permit.application.programme)
        if one.until and one.until < on <= one.permit.valid_until:
            with suppress(WrongMoment):  # an officer was first
                resume(one.permit, by=None)


def replace_with(
    permit: Permit,
    *,
    ground: str,
    valid_until: date | None = None,
    conditions: Sequence[Text] | None = None,
    by: User,
) -> Permit:
    """Issue another permit in a permit's place, corrected or varied; never a longer one (IRPA 87.302(1.1))."""
    on, found = _grounded(permit, "replace", ground, by)
    until = permit.valid_until if valid_until is None else valid_until
    if not max(on, permit.valid_from) <= until <= permit.valid_until:
        raise NotUnderstood(_OUTSIDE)
    with transaction.atomic():
        moves.move(permit, "replace", by=by, detail=_detail(found, on), columns={"ground": ground})
        signed_codes.changed()
        issued = Permit(
            application=permit.application,
            person=permit.person,
            number=codes.number("P"),
            code=codes.code(),
            kind=permit.kind,
            valid_from=permit.valid_from,
            valid_until=until,
            limited_by=permit.limited_by,
            province=permit.province,
            conditions=permit.conditions if conditions is None else [*map(asdict, conditions)],
            replaces=permit,
        )
        facts = Letter.objects.get(permit=permit, kind="permit").facts
        facts |= {"passport": permit.person.passport_number}  # which may have been renewed since
        moves.move(issued, "issue", by=by, facts=facts | _of_record(issued))
    return issued


_OUTSIDE = Text(
    en="Give a day from today to the last day of the permit.",
    fr="Inscrivez une date à compter d’aujourd’hui et jusqu’au dernier jour du permis.",
)
_UNSEEN = Text(
    en="The reasons contain a character that cannot be seen (a control character). Type them again.",
    fr="Les motifs contiennent un caractère invisible (un caractère de commande). Inscrivez-les de nouveau.",
)
_NO_GROUND = Text(
    en="The law in force today names no such ground for this kind of permit.",
    fr="Le droit en vigueur aujourd’hui ne prévoit pas ce motif pour ce type de permis.",
)


def _grounded(permit: Permit, verb: str, key: str, by: User | None) -> tuple[date, Ground]:
    """Today, and the ground in force for this move of such a permit; NotUnderstood where none is."""
    if by:
        must_see(permit.application, by)
    programme = permit.application.programme
    on = today(programme)
    for row in newest_rows(programme.permit.grounds, on):
        if row.key == key and verb in row.verbs and permit.kind in row.kinds:
            return on, row
    raise NotUnderstood(_NO_GROUND)


def _detail(ground: Ground, on: date) -> dict[str, str]:
    return {"ground": ground.key, "cite": ground.source.cite, "on": on.isoformat()}


def _facts(permit: Permit, ground: Ground | None, reasons: str) -> dict[str, object]:
    """What the letter about a permit says; NotUnderstood where the reasons hold what cannot be seen."""
    if is_refused(as_kept(reasons)):
        raise NotUnderstood(_UNSEEN)
    said: dict[str, object] = {"permit_number": permit.number, "holder": permit.person.name}
    if ground:
        said |= {"ground": asdict(ground.text), "cite": ground.source.cite}
    return said | {"reasons": as_kept(reasons), "language": permit.application.language}


def _end_suspension(permit: Permit) -> None:
    permit.suspensions.filter(ended_at__isnull=True).update(ended_at=Now())
