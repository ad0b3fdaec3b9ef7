"""What a permit says beside its days."""

from dataclasses import replace
from datetime import date

import pytest

from impplus.programmes import IMP_PLUS
from impplus.rules import validity
from impplus.rules.settings import Settings
from tests.rules.cases import CHILD, ON, SPOUSE, alice

NO_HEALTH_CARE = (
    "Not authorized to work in health care, in child care, or in primary or secondary teaching."
)
QUEBEC_ONLY = "May work only in the province of Quebec."


def printed(permit: validity.PermitDue) -> set[str]:
    return {text.en for text in permit.conditions}


@pytest.mark.parametrize(("exam", "restricted"), [(False, True), (None, True), (True, False)])
def test_without_an_exam_a_permit_does_not_open_health_care(
    exam: bool | None, restricted: bool
) -> None:
    (permit,) = validity.permits(IMP_PLUS, alice(medical_exam=exam), on=ON)
    assert (NO_HEALTH_CARE in printed(permit)) is restricted


def test_only_the_principal_is_bound_to_quebec() -> None:
    principal, partner, child = validity.permits(IMP_PLUS, alice(SPOUSE, CHILD), on=ON)
    assert [permit.province for permit in (principal, partner, child)] == ["QC", None, None]
    assert [QUEBEC_ONLY in printed(permit) for permit in (principal, partner, child)] == [
        True,
        False,
        False,
    ]


def test_a_setting_binds_the_partner_to_quebec_too() -> None:
    rows = tuple(
        replace(row, value=True) if row.key == "partner-permit-quebec-only" else row
        for row in IMP_PLUS.settings.rows
    )
    switched = replace(IMP_PLUS, settings=Settings(rows))
    permits = validity.permits(switched, alice(SPOUSE, CHILD), on=ON)
    assert [permit.province for permit in permits] == ["QC", "QC", None]
    assert QUEBEC_ONLY in printed(permits[1])


def test_the_day_of_the_grant_is_said_or_else_the_case_s_or_else_that_of_receipt() -> None:
    decided = replace(alice(), decided_on=date(2026, 6, 15))
    starts = [
        validity.permits(IMP_PLUS, decided, on=ON, granted_on=date(2026, 7, 1)),
        validity.permits(IMP_PLUS, decided, on=ON),
        validity.permits(IMP_PLUS, alice(), on=ON),
    ]
    assert [permit.valid_from for (permit,) in starts] == [date(2026, 7, 1), date(2026, 6, 15), ON]


def test_without_the_passport_s_last_day_a_permit_has_none() -> None:
    (permit,) = validity.permits(IMP_PLUS, alice(passport_expires=None), on=ON)
    assert (permit.until, permit.limited_by) == (None, None)


def test_before_the_programme_there_are_no_permits() -> None:
    assert validity.permits(IMP_PLUS, alice(on=date(2022, 1, 1)), on=date(2022, 1, 1)) == ()
