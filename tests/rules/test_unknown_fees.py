"""Fees of which something is not known: what is said instead of an amount, and from where."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from impplus.programmes import IMP_PLUS
from impplus.rules import fees
from impplus.rules.case import Case, InCanada, Member, Residence
from impplus.words.text import Text
from tests.rules.cases import ON, SPOUSE, alice
from tests.rules.ending import AFTER, ENDING, NEXT

ONTARIO = Residence("CAN", "ON")
LOST = InCanada("none", lost_on=date(2026, 11, 20))
NO_AMOUNT = Text(
    en="The amount of this fee on this day is not known. None is guessed.",
    fr="Le montant de ces frais à cette date n’est pas connu. Aucun montant n’est supposé.",
)
WHETHER_DUE = Text(
    en="It is not known whether this fee is due, because an answer is missing.",
    fr="On ne sait pas si ces frais sont exigibles, car il manque une réponse.",
)
WHETHER_APPLIES = Text(
    en="It is not known whether this person applies for a permit.",
    fr="On ne sait pas si cette personne demande un permis.",
)
BEFORE = date(2018, 7, 30)


def unknown(case: Case) -> list[tuple[str, str, Text, str | None]]:
    bill = fees.due(ENDING, case, on=case.on)
    return [
        (fee.key, fee.person, fee.why, fee.source.cite if fee.source else None)
        for fee in bill.unknown
    ]


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (
            alice(on=AFTER, lives_in=ONTARIO, in_canada=LOST),
            [("restoration", "principal", NO_AMOUNT, "IRPR / RIPR 306")],
        ),
        (
            alice(lives_in=ONTARIO, in_canada=InCanada("none")),
            [("restoration", "principal", WHETHER_DUE, "IRPR / RIPR 306")],
        ),
        (alice(nationality=None), [("biometrics", "principal", WHETHER_DUE, "IRPR / RIPR 315.1")]),
        (
            alice(Member("spouse", nationality="USA")),
            [("application", "partner", WHETHER_APPLIES, None)],
        ),
        (
            alice(replace(SPOUSE, nationality=None)),
            [("biometrics", "family", WHETHER_DUE, "IRPR / RIPR 315.1")],
        ),
    ],
)
def test_a_fee_that_cannot_be_said_says_why(case: Case, said: list[Any]) -> None:
    assert unknown(case) == said


def test_biometrics_without_an_amount_are_not_guessed() -> None:
    rows = tuple(replace(fee, until=date(2026, 3, 1)) for fee in IMP_PLUS.fees)
    ended = replace(IMP_PLUS, fees=rows)
    bill = fees.due(ended, alice(), on=ON)
    assert bill.lines == ()
    assert [(fee.key, fee.why, fee.source and fee.source.cite) for fee in bill.unknown] == [
        ("work-permit", NO_AMOUNT, "IRPR / RIPR 299"),
        ("open-work-permit-holder", NO_AMOUNT, "IRPR / RIPR 303.2"),
        ("biometrics", NO_AMOUNT, "IRPR / RIPR 315.1"),
    ]


def test_the_bill_does_not_depend_on_the_order_of_the_rows() -> None:
    turned = replace(IMP_PLUS, fees=tuple(reversed(IMP_PLUS.fees)))
    case = alice(SPOUSE, lives_in=ONTARIO, in_canada=InCanada("none", lost_on=ON))
    one, other = (fees.due(programme, case, on=ON) for programme in (IMP_PLUS, turned))
    assert sorted(map(repr, one.lines)) == sorted(map(repr, other.lines))
    assert (one.total, other.total) == (Decimal("926.25"), Decimal("926.25"))


def test_an_empty_bill_has_cents_too() -> None:
    assert str(fees.due(IMP_PLUS, alice(on=BEFORE), on=date(2001, 1, 1)).total) == "0.00"
    back = fees.refunds(IMP_PLUS, alice(), "approved", on=ON)
    assert back is not None
    assert str(back.total) == "0.00"


@pytest.mark.parametrize(
    ("on", "text"),
    [
        (
            date(2026, 11, 1),
            Text(
                en="Restoration of status: the amount of $246.25 holds until November\u00a030,\u00a02026. "
                f"The next one is not known yet. {NEXT.en}",
                fr="Rétablissement du statut\u00a0: le montant de 246,25\u00a0$ est en vigueur jusqu’au "
                f"30\u00a0novembre\u00a02026. Le suivant n’est pas encore connu. {NEXT.fr}",
            ),
        ),
        (
            AFTER,
            Text(
                en="Restoration of status: the amount of $246.25 ended on November\u00a030,\u00a02026. "
                f"The next one is not known; none is guessed. {NEXT.en}",
                fr="Rétablissement du statut\u00a0: le montant de 246,25\u00a0$ a pris fin le "
                f"30\u00a0novembre\u00a02026. Le suivant n’est pas connu; aucun n’est supposé. {NEXT.fr}",
            ),
        ),
    ],
)
def test_the_end_of_an_amount_is_told_in_whole_sentences(on: date, text: Text) -> None:
    assert fees.warnings(ENDING, on=on) == (text,)


def test_long_before_the_end_nothing_is_told() -> None:
    assert fees.warnings(ENDING, on=date(2026, 9, 30)) == ()
