"""The conditions about members of the family, each one function; their texts stand in family.toml.

They never change whether the principal applicant is eligible. One that bars keeps the member from a
permit where it is definitely not met; the others only warn.
"""

from datetime import date

from impplus.rules.case import Case, Member, asks
from impplus.rules.dated import age
from impplus.rules.eligibility import MemberJudge, Rule, Ruling, rule, ruled
from impplus.rules.settings import Settings

from .conditions import adult, in_canada, restoring

BEGAN = date(2022, 5, 24)
ASKED = date(
    2026, 11, 27
)  # since then each member of the family is asked about work and a medical exam
PARTNERS = ("spouse", "common-law")
CHILDREN = ("child",)
EVERYONE = (*PARTNERS, *CHILDREN)


@rule(key="partner-of-age", since=BEGAN, cite="irpr-5", relations=PARTNERS, bars=True)
def partner_is_of_age(case: Case, member: Member, on: date, settings: Settings) -> Ruling:
    if member.born is None:
        return ruled(None, born=None)
    return ruled(age(member.born, on) >= settings.number("partner-age", on), born=member.born)


@rule(key="dependent-child", since=BEGAN, cite="irpr-2", relations=CHILDREN, bars=True)
def child_is_dependent(case: Case, member: Member, on: date, settings: Settings) -> Ruling:
    """Young and not a spouse or partner, or older and dependent since before for a condition.

    Whoever is too young to count as a spouse or partner (IRPR 5) is not asked about it.
    """
    if member.born is None:
        return ruled(None, born=None)
    years = age(member.born, on)
    if years >= settings.number("dependent-child-age", on):
        dependent = member.dependent_for_health
        wording = {True: "met_for_health", False: "not_met_grown", None: "not_known_health"}
        return ruled(dependent, wording[dependent], born=member.born, for_health=dependent)
    if years < settings.number("partner-age", on):
        return ruled(True, born=member.born)
    met = None if member.married is None else not member.married
    wording = {True: "", False: "not_met_married", None: "not_known_married"}
    return ruled(met, wording[met], born=member.born, married=member.married)


@rule(key="family-work-permit", since=BEGAN, cite="family-permit", relations=EVERYONE, bars=True)
def may_get_a_work_permit(case: Case, member: Member, on: date, settings: Settings) -> Ruling:
    """The member's permit rests on the principal's wait for permanent residence, or selection.

    It is judged on the day of the decision, so what was filed since the application counts.
    """
    day = max(on, case.decided_on or on)
    if member.applies_for != "work-permit":
        met = None if member.applies_for is None else True
        return ruled(met, "" if met is None else "met_not_asked", applies_for=member.applies_for)
    if member.relation == "child" and not settings.yes("children-may-work", day):
        return ruled(False, "not_met_child", applies_for="work-permit")
    residence = case.principal.permanent_residence
    asked = {"applies_for": "work-permit"}
    if residence is None:
        return ruled(None, applied=None, **asked)
    if residence.applied is False:
        met = settings.yes("family-work-permit-before-permanent-residence", day)
        wording = "met_selected" if met else "not_met_not_filed"
        return ruled(met, wording, applied=False, **asked)
    met = None if residence.decision is None else residence.decision == "pending"
    return ruled(met, applied=residence.applied, decision=residence.decision, **asked)


@rule(key="status-of-member", since=BEGAN, cite="irpr-182", relations=EVERYONE, bars=True)
def member_has_status(case: Case, member: Member, on: date, settings: Settings) -> Ruling:
    """Whoever is in Canada holds a status, or asks in time for its restoration."""
    stay = member.in_canada
    if stay is None:
        return ruled(True, "met_abroad", status=None)
    facts = {"status": stay.status, "until": stay.until, "lost_on": stay.lost_on}
    if stay.lost_on is not None:
        met = restoring(case, member, on, settings)
        return ruled(met, "met_restoring" if met else "", **facts)
    if stay.until is not None and stay.until < on:
        late = (on - stay.until).days > settings.number("restoration-days", on)
        return ruled(False if late else None, **facts)
    met = None if stay.status == "none" or stay.until is None else True
    return ruled(met, **facts)


@rule(key="needs-study-permit", since=BEGAN, cite="irpa-30", relations=CHILDREN, bars=False)
def child_needs_a_study_permit(case: Case, member: Member, on: date, settings: Settings) -> Ruling:
    """A minor child in Canada goes to school, up to secondary, without a study permit."""
    if member.applies_for != "study-permit":
        met = None if member.applies_for is None else True
        return ruled(met, "" if met is None else "met_not_asked", applies_for=member.applies_for)
    facts = {
        "applies_for": "study-permit",
        "born": member.born,
        "studies": member.studies,
        "status": member.in_canada.status if member.in_canada else None,
    }
    grown = adult(case, member, on, settings)
    if grown or member.studies == "post-secondary" or not in_canada(case, member, on, settings):
        return ruled(True, **facts)
    if grown is None or member.studies is None:
        return ruled(None, **facts)
    return ruled(False, **facts)


@rule(key="medical-exam", since=ASKED, cite="irpr-30", relations=EVERYONE, bars=False)
def member_has_a_medical_exam(case: Case, member: Member, on: date, settings: Settings) -> Ruling:
    """Whoever wants to be free to work in health care, child care or schools has a medical exam."""
    if member.applies_for != "work-permit":
        met = None if member.applies_for is None else True
        return ruled(met, "" if met is None else "met_not_asked", applies_for=member.applies_for)
    wants, done = member.health_or_child_care, member.medical_exam
    facts = {"applies_for": "work-permit", "wants": wants, "exam": done}
    if done:
        return ruled(True, **facts)
    if wants is None:
        return ruled(None, **facts)
    return ruled(done if wants else True, "" if wants else "met_not_wanted", **facts)


@rule(key="applies-together", since=BEGAN, cite="public-page", relations=EVERYONE, bars=False)
def applies_at_the_same_time(case: Case, member: Member, on: date, settings: Settings) -> Ruling:
    """Whoever applies later pays biometrics anew, and waits for the principal's approval."""
    if asks(member) is None:
        return ruled(None, applies_for=None)
    met = member.together is not False
    return ruled(met, applies_for=member.applies_for, together=member.together)


CONDITIONS: tuple[Rule[MemberJudge], ...] = (
    partner_is_of_age,
    child_is_dependent,
    may_get_a_work_permit,
    member_has_status,
    child_needs_a_study_permit,
    member_has_a_medical_exam,
    applies_at_the_same_time,
)
