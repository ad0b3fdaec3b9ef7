"""What the medical examination means for the principal applicant's permit."""

from collections.abc import Mapping
from datetime import date

from impplus.rules.case import Case
from impplus.rules.eligibility import Need
from impplus.rules.law import MedicalReason
from impplus.rules.programme import Programme


def needed(programme: Programme, case: Case, *, on: date) -> Need | None:
    """Needed where the principal wants to be free to work in health care, child care or schools.

    IRPR 30. An officer may ask for one on other grounds, which no fact of a case settles.
    """
    rule = programme.in_force(on).medical
    if rule is None:
        return None
    wants, done = case.principal.health_or_child_care, case.principal.medical_exam
    reasons: Mapping[bool | None, MedicalReason] = {
        True: "wanted",
        False: "not-wanted",
        None: "not-known",
    }
    reason = reasons[wants]
    if wants and done is False:
        reason = "wanted-without-exam"
    return Need("principal", wants, *rule.why(reason))
