"""Yes-or-no questions about one person, to which the `when` of a TOML row refers by name."""

from collections.abc import Mapping
from datetime import date

from impplus.rules.case import Case, Member, Person, Principal
from impplus.rules.dated import age
from impplus.rules.law import When
from impplus.rules.settings import Settings


def always(case: Case, person: Person, on: date, settings: Settings) -> bool:
    return True


def works(case: Case, person: Person, on: date, settings: Settings) -> bool:
    return isinstance(person, Principal) or person.applies_for == "work-permit"


def studies(case: Case, person: Person, on: date, settings: Settings) -> bool:
    return isinstance(person, Member) and person.applies_for == "study-permit"


def restoring(case: Case, person: Person, on: date, settings: Settings) -> bool | None:
    """Whether lost status is to be restored: asked in time, counted from the day after the loss.

    Not known where a status has just ended, or may have, and nothing is said of a restoration.
    """
    stay = person.in_canada
    if stay is None:
        return False
    days = settings.number("restoration-days", on)
    if stay.lost_on is not None:
        return 0 <= (on - stay.lost_on).days <= days
    if stay.status == "none":
        return None
    if stay.status == "visitor":
        return False
    return None if stay.until is None or 0 < (on - stay.until).days <= days else False


def outside_canada(case: Case, person: Person, on: date, settings: Settings) -> bool | None:
    if person.in_canada is not None:
        return False
    if isinstance(person, Member):
        return True
    return None if person.lives_in is None else person.lives_in.country != "CAN"


def in_canada(case: Case, person: Person, on: date, settings: Settings) -> bool | None:
    outside = outside_canada(case, person, on, settings)
    return None if outside is None else not outside


def adult(case: Case, person: Person, on: date, settings: Settings) -> bool | None:
    if person.born is None:
        return None
    return age(person.born, on) >= settings.number("adult-age", on)


def pr_filed(case: Case, person: Person, on: date, settings: Settings) -> bool | None:
    residence = case.principal.permanent_residence
    return None if residence is None else residence.applied is not False


def married(case: Case, person: Person, on: date, settings: Settings) -> bool:
    return _with_partner(case, person, "spouse")


def common_law(case: Case, person: Person, on: date, settings: Settings) -> bool:
    return _with_partner(case, person, "common-law")


def _with_partner(case: Case, person: Person, relation: str) -> bool:
    """Whether a person is the partner of that kind, or the principal with whom such a one applies."""
    if isinstance(person, Member):
        return person.relation == relation
    return any(
        isinstance(member, Member) and member.relation == relation
        for _, member in case.applicants()
    )


def other_parent(case: Case, person: Person, on: date, settings: Settings) -> bool | None:
    """Whether a minor child may have a parent who does not come along."""
    grown = adult(case, person, on, settings)
    if not isinstance(person, Member) or person.relation != "child" or grown:
        return False
    with_both = any(
        isinstance(member, Member) and member.relation != "child" for _, member in case.applicants()
    )
    if with_both and person.other_parent_consents is None:
        return False
    return None if grown is None else True


def medical_proof(case: Case, person: Person, on: date, settings: Settings) -> bool | None:
    if not works(case, person, on, settings):
        return False
    asked = (person.medical_exam, person.health_or_child_care)
    return True if True in asked else None if None in asked else False


def no_medical_exam(case: Case, person: Person, on: date, settings: Settings) -> bool:
    """Whether no exam is known of; without one a permit does not open health care and teaching."""
    return not person.medical_exam


def represented(case: Case, person: Person, on: date, settings: Settings) -> bool | None:
    """Whether a person signs the use of a representative: the principal, and every other adult."""
    if not case.represented:
        return case.represented
    return True if isinstance(person, Principal) else adult(case, person, on, settings)


def post_secondary(case: Case, person: Person, on: date, settings: Settings) -> bool | None:
    if not studies(case, person, on, settings) or not isinstance(person, Member):
        return False
    return None if person.studies is None else person.studies == "post-secondary"


def quebec_acceptance(case: Case, person: Person, on: date, settings: Settings) -> bool | None:
    """Whether Quebec's acceptance is asked for studies: from abroad, and after secondary school."""
    if not studies(case, person, on, settings):
        return False
    return outside_canada(case, person, on, settings) or post_secondary(case, person, on, settings)


def quebec_only(case: Case, person: Person, on: date, settings: Settings) -> bool:
    """Whether the permit is good in Quebec only: the principal's always, a partner's by setting."""
    if isinstance(person, Principal):
        return True
    return works(case, person, on, settings) and settings.yes("partner-permit-quebec-only", on)


WHEN: Mapping[str, When] = {
    "always": always,
    "works": works,
    "studies": studies,
    "restoring": restoring,
    "outside-canada": outside_canada,
    "in-canada": in_canada,
    "adult": adult,
    "pr-filed": pr_filed,
    "married": married,
    "common-law": common_law,
    "other-parent": other_parent,
    "medical-proof": medical_proof,
    "no-medical-exam": no_medical_exam,
    "represented": represented,
    "post-secondary": post_secondary,
    "quebec-acceptance": quebec_acceptance,
    "quebec-only": quebec_only,
}
