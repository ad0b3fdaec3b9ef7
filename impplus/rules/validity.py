"""First and last day of each permit, which limit decided the last, and what is printed on it."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from impplus.rules import biometrics
from impplus.rules.case import Case, Person, Principal
from impplus.rules.dated import last_day
from impplus.rules.family import barred
from impplus.rules.law import PermitRule
from impplus.rules.programme import Programme
from impplus.words.text import Source, Text


@dataclass(frozen=True, slots=True)
class PermitDue:
    """The permit that one person would get.

    `until` is None where the fact that decides it is not known. An `until` before `valid_from`
    means that no permit can be issued until the document that limits it is renewed.
    """

    person: str
    kind: str
    name: Text
    valid_from: date
    until: date | None
    limited_by: str | None
    province: str | None
    employer: Text | None
    conditions: tuple[Text, ...]
    source: Source


def permits(
    programme: Programme,
    case: Case,
    *,
    on: date,
    granted_on: date | None = None,
    approved: Container[str] | None = None,
) -> tuple[PermitDue, ...]:
    """The permits of everyone who applies here, granted on a day (else the case's, else `on`).

    They are of those who are `approved`, by name; where nobody has decided yet (None), of everybody but a member of the
    family whom a condition bars.
    """
    start = granted_on or case.decided_on or on
    return tuple(
        _permit(programme, case, name, person, rule, on, start)
        for name, person in case.applicants()
        if (rule := kind_for(programme, person, on=start))
        and (
            name in approved if approved is not None else not barred(programme, case, person, on=on)
        )
    )


def kind_for(programme: Programme, person: Person, *, on: date) -> PermitRule | None:
    """The kind of permit that answers what a person asks for, if there is one on a day."""
    asked = "principal" if isinstance(person, Principal) else person.applies_for
    kinds = programme.in_force(on).kinds.values()
    return next((rule for rule in kinds if asked in rule.asked_by), None)


def _permit(
    programme: Programme,
    case: Case,
    name: str,
    person: Person,
    rule: PermitRule,
    on: date,
    start: date,
) -> PermitDue:
    refused = biometrics.residence_refused(case)
    until, limited_by = _last_day(programme, person, rule, on, start, refused)
    printed = tuple(
        row.text
        for row in programme.in_force(start).permit_conditions
        if rule.key in row.kinds and programme.holds(row.when, case, person, start)
    )
    bound = programme.holds(rule.province_when, case, person, start)
    province = rule.province if bound else None
    return PermitDue(
        person=name,
        kind=rule.key,
        name=rule.name,
        valid_from=start,
        until=until,
        limited_by=limited_by,
        province=province,
        employer=rule.employer,
        conditions=printed,
        source=rule.source,
    )


def _last_day(
    programme: Programme, person: Person, rule: PermitRule, on: date, start: date, refused: bool
) -> tuple[date | None, str | None]:
    """The earliest of the limits, and its name; where two fall together the first named here.

    Neither is known where the passport's last day is not, or where it is not known whether an
    earlier limit counts: a passport without a nationality, biometrics that may have to be given anew.
    """
    limits = [(last_day(start, rule.years), "duration", True)]
    if person.nationality not in programme.settings.words("no-passport-nationals", start):
        if person.passport_expires is None:
            return None, None
        limits.append((person.passport_expires, "passport", person.nationality is not None))
    enrolled, counts = biometrics.last_day(programme, person, on, refused=refused)
    if enrolled is not None:
        limits.append((enrolled, "biometrics", counts))
    until, limited_by, sure = min(limits, key=lambda limit: limit[0])
    return (until, limited_by) if sure else (None, None)
