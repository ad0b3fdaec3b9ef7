"""The bills of invented families, the most for biometrics, and what goes back on each outcome."""

from datetime import date
from decimal import Decimal

from impplus.programmes import IMP_PLUS
from impplus.telling.fee_tables import biometrics_together, families, refund_matrix, worked
from tests.rules.cases import ON
from tests.rules.ending import AFTER, ENDING

YES, NO, UNLESS = "yes", "no", "for those who have not given them"


def test_seven_families_owe_what_the_rules_say() -> None:
    assert [(one.title.en, one.bill.total) for one in worked(IMP_PLUS, ON)] == [
        ("One person who applies alone, from abroad", Decimal("340.00")),
        ("A couple, both applying for a work permit", Decimal("680.00")),
        ("The same couple with a child of 10 who will study", Decimal("830.00")),
        ("The same couple with a child of 15 who will study", Decimal("830.00")),
        ("One parent with a child of 15 who will study", Decimal("575.00")),
        ("A national of the United States alone", Decimal("255.00")),
        (
            "One person in Canada whose status, lost 30 days ago, is to be restored",
            Decimal("586.25"),
        ),
    ]
    assert all(one.bill.complete for one in worked(IMP_PLUS, ON))


def test_each_line_names_who_it_is_for() -> None:
    _alone, _couple, with_child, *_others = worked(IMP_PLUS, ON)
    assert [(who.en, line.key) for who, line in with_child.lines] == [
        ("principal applicant", "work-permit"),
        ("principal applicant", "open-work-permit-holder"),
        ("spouse or common-law partner", "work-permit"),
        ("spouse or common-law partner", "open-work-permit-holder"),
        ("dependent child", "study-permit"),
        ("whole family", "biometrics"),
    ]


def test_an_amount_that_has_ended_leaves_one_family_without_a_total() -> None:
    bills = [one.bill for one in worked(ENDING, AFTER)]
    assert [bill.complete for bill in bills] == [True] * 6 + [False]
    assert [fee.key for fee in bills[-1].unknown] == ["restoration"]


def test_a_family_may_be_born_on_the_day_that_few_years_have() -> None:
    assert [case.on for _title, case in families(date(2028, 2, 29))] == [date(2028, 2, 29)] * 7


def test_together_biometrics_cost_at_most_the_maximum() -> None:
    assert [(one.people, one.together, one.apart) for one in biometrics_together(IMP_PLUS, ON)] == [
        (1, Decimal("85.00"), Decimal("85.00")),
        (2, Decimal("170.00"), Decimal("170.00")),
        (3, Decimal("170.00"), Decimal("255.00")),
        (4, Decimal("170.00"), Decimal("340.00")),
    ]
    assert biometrics_together(IMP_PLUS, date(2018, 7, 30)) == ()


def test_the_matrix_says_of_each_fee_whether_it_goes_back() -> None:
    names, rows = refund_matrix(IMP_PLUS, ON)
    assert [name.en for name in names] == [
        "Processing fee for a work permit",
        "Open work permit holder fee",
        "Processing fee for a study permit",
        "Restoration of status",
        "Biometrics (fingerprints and photo)",
    ]
    assert {row.refund.key: [cell.en for cell in (*row.cells, row.counts)] for row in rows} == {
        "over-cap": [YES, YES, YES, YES, UNLESS, NO],
        "not-submitted": [YES, YES, YES, YES, UNLESS, NO],
        "returned": [YES, YES, YES, YES, UNLESS, NO],
        "withdrawn-before-processing": [YES, YES, YES, YES, UNLESS, YES],
        "withdrawn": [NO, YES, NO, NO, NO, YES],
        "refused": [NO, YES, NO, NO, NO, YES],
        "terminated": [YES, YES, YES, YES, UNLESS, YES],
        "approved": [NO, NO, NO, NO, NO, YES],
        "late": [NO, NO, NO, "a part, not known how much", NO, YES],
    }
