"""Fees beyond the worked examples: warnings, and days outside the law."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from impplus.programmes import IMP_PLUS
from impplus.rules import fees
from impplus.rules.case import Biometrics
from tests.rules.cases import CHILD, ON, SPOUSE, alice


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
    ending = fees.ending(IMP_PLUS, on=on, within=timedelta(within))
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


def test_biometrics_given_by_a_child_keep_the_fee_of_the_family() -> None:
    given = replace(CHILD, born=date(2010, 6, 1), biometrics=Biometrics(ON, "permanent", False))
    back = fees.refunds(IMP_PLUS, alice(SPOUSE, given), "over-cap", on=ON)
    assert back is not None
    assert "biometrics" not in {line.key for line in back.lines}
