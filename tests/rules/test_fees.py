"""Fees beyond the worked examples: warnings, and days outside the law."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from impplus.programmes import IMP_PLUS
from impplus.rules import fees
from impplus.rules.case import Biometrics, Case, InCanada, Member
from tests.rules.cases import CHILD, ON, SPOUSE, alice
from tests.rules.ending import ENDING, NEXT


@pytest.mark.parametrize(
    ("on", "within", "keys"),
    [
        (date(2026, 9, 1), 90, ["restoration"]),
        (date(2026, 8, 31), 90, []),
        (date(2025, 11, 29), 90, []),
        (date(2027, 1, 1), 90, []),
    ],
)
def test_a_fee_that_ends_without_a_successor_is_warned_of(
    on: date, within: int, keys: list[str]
) -> None:
    ending = fees.ending(ENDING, on=on, within=timedelta(within))
    assert [fee.key for fee in ending] == keys


def test_each_line_names_its_person_text_and_source() -> None:
    line = fees.due(IMP_PLUS, alice(), on=ON).lines[0]
    assert (line.key, line.person, line.source.cite) == (
        "work-permit",
        "principal",
        "IRPR / RIPR 299",
    )
    assert line.text.fr == "Frais de traitement d’un permis de travail"


def test_before_any_fee_is_known_nothing_is_invented() -> None:
    bill = fees.due(IMP_PLUS, alice(SPOUSE, on=date(2001, 1, 1)), on=date(2001, 1, 1))
    assert bill.lines == ()
    assert not bill.complete
    assert fees.refunds(IMP_PLUS, alice(), "refused", on=date(2001, 1, 1)) is None


def test_a_fee_without_a_family_maximum_is_counted_for_each() -> None:
    rows = tuple(
        replace(fee, family_maximum=None) if fee.key == "biometrics" else fee
        for fee in IMP_PLUS.fees
    )
    teenager = replace(CHILD, born=date(2010, 6, 1))
    bill = fees.due(replace(IMP_PLUS, fees=rows), alice(SPOUSE, teenager), on=ON)
    assert [str(line.amount) for line in bill.lines if line.key == "biometrics"] == ["255.00"]


def test_biometrics_given_since_are_kept_and_the_rest_goes_back() -> None:
    """Alice, her spouse and a teenager owe 170 together; each who gives since keeps 85 of it here."""
    since = Biometrics(ON + timedelta(days=9), "temporary")
    teenager = replace(CHILD, born=date(2010, 6, 1))

    def back(*family: Member) -> list[str]:
        told = fees.refunds(IMP_PLUS, alice(*family), "over-cap", on=ON)
        assert told is not None
        return [str(line.amount) for line in told.lines if line.key == "biometrics"]

    gave = replace(teenager, biometrics=since)
    assert back(SPOUSE, teenager) == ["170.00"]
    assert back(SPOUSE, gave) == ["85.00"]
    assert back(replace(SPOUSE, biometrics=since), gave) == []


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 9, 30), []),
        (
            date(2026, 10, 1),
            [
                (
                    "Restoration of status: the amount of $246.25 holds until November 30, 2026."
                    f" The next one is not known yet. {NEXT.en}"
                )
            ],
        ),
        (
            date(2026, 12, 1),
            [
                (
                    "Restoration of status: the amount of $246.25 ended on November 30, 2026."
                    f" The next one is not known; none is guessed. {NEXT.en}"
                )
            ],
        ),
    ],
)
def test_the_end_of_an_amount_is_told_before_it_comes_and_after(on: date, said: list[str]) -> None:
    assert [text.en.replace("\u00a0", " ") for text in fees.warnings(ENDING, on=on)] == said


def test_only_those_who_owe_a_fee_are_warned_of_its_end() -> None:
    on = date(2026, 11, 23)
    lost = InCanada("none", lost_on=date(2026, 11, 1))
    restoring = replace(alice(on=on).principal, in_canada=lost)
    for principal, warned in ((alice(on=on).principal, 0), (restoring, 1)):
        bill = fees.due(ENDING, Case(on=on, principal=principal), on=on)
        assert len(fees.warnings_for(ENDING, bill, on=on)) == warned


def test_a_programme_may_charge_nothing_for_biometrics() -> None:
    rows = tuple(fee for fee in IMP_PLUS.fees if fee.key != "biometrics")
    bill = fees.due(replace(IMP_PLUS, fees=rows), alice(SPOUSE), on=ON)
    assert {line.key for line in bill.lines} == {"work-permit", "open-work-permit-holder"}
