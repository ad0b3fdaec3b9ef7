"""What the law says of members of the family, beyond the worked examples."""

from dataclasses import replace
from datetime import date

import pytest

from impplus.programmes import IMP_PLUS
from impplus.rules import validity
from impplus.rules.case import Member
from impplus.rules.eligibility import assess, eligible
from impplus.rules.family import assess_family
from tests.rules.cases import CHILD, ON, SPOUSE, alice

GROWN = replace(CHILD, born=date(2003, 1, 1), dependent_for_health=False)


def found(*family: Member) -> dict[tuple[str, str], bool | None]:
    findings = assess_family(IMP_PLUS, alice(*family), on=ON)
    return {(finding.person, finding.key): finding.met for finding in findings}


def test_each_member_is_asked_what_concerns_that_member() -> None:
    assert found(SPOUSE, CHILD) == {
        ("partner", "partner-of-age"): True,
        ("partner", "family-work-permit"): True,
        ("partner", "status-of-member"): True,
        ("partner", "applies-together"): True,
        ("child-1", "dependent-child"): True,
        ("child-1", "family-work-permit"): True,
        ("child-1", "status-of-member"): True,
        ("child-1", "needs-study-permit"): True,
        ("child-1", "applies-together"): True,
    }


def test_a_member_who_asks_for_nothing_is_only_declared() -> None:
    assert found(replace(GROWN, applies_for="nothing")) == {}


def test_a_grown_child_gets_no_permit_and_changes_nothing_for_alice() -> None:
    case = alice(SPOUSE, GROWN)
    assert found(SPOUSE, GROWN)["child-1", "dependent-child"] is False
    granted = [permit.person for permit in validity.permits(IMP_PLUS, case, on=ON)]
    assert granted == ["principal", "partner"]
    assert eligible(assess(IMP_PLUS.in_force(ON).conditions, case, on=ON)) is True


@pytest.mark.parametrize("member", [replace(SPOUSE, together=False), replace(CHILD, born=None)])
def test_what_only_warns_or_is_not_known_bars_nobody(member: Member) -> None:
    later = replace(member, together=True)
    granted = [permit.person for permit in validity.permits(IMP_PLUS, alice(later), on=ON)]
    assert len(granted) == 2


def test_the_ages_in_the_sentences_are_those_of_the_settings() -> None:
    rows = tuple(
        replace(row, value=25) if row.key == "dependent-child-age" else row
        for row in IMP_PLUS.settings.rows
    )
    law = IMP_PLUS.in_force(ON).family
    (now,) = (one.texts["met"].en for one in law if one.key == "dependent-child")
    assert (
        now == "This person is a dependent child: under 22, and not a spouse or common-law partner."
    )
    settings = type(IMP_PLUS.settings)(rows)
    family = tuple(replace(one, settings=settings) for one in IMP_PLUS.family)
    changed = replace(IMP_PLUS, family=family, settings=settings)
    (told,) = (
        finding
        for finding in assess_family(changed, alice(GROWN), on=ON)
        if finding.key == "dependent-child"
    )
    assert (told.met, told.text.fr) == (
        None,
        "On ne sait pas si l’enfant a une épouse, un époux, une conjointe ou un conjoint de fait.",
    )
