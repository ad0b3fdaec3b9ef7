"""The reason beside each answer about biometrics."""

from datetime import date

import pytest

from impplus.programmes import IMP_PLUS
from impplus.rules import biometrics
from impplus.rules.case import Biometrics
from tests.rules.cases import ON, alice


@pytest.mark.parametrize(
    ("facts", "cite"),
    [
        ({}, "IRPR / RIPR 12.1"),
        ({"born": date(2015, 1, 1)}, "IRPR / RIPR 12.2"),
        ({"nationality": "USA"}, "IRPR / RIPR 12.2"),
        ({"biometrics": Biometrics(date(2020, 1, 1), "temporary")}, "IRPR / RIPR 12.7"),
        ({"biometrics": Biometrics(date(2020, 1, 1), "permanent", True)}, "IRPR / RIPR 12.7"),
        ({"born": None}, "IRPR / RIPR 12.1"),
    ],
)
def test_each_answer_cites_its_source(facts: dict[str, object], cite: str) -> None:
    (need,) = biometrics.needed(IMP_PLUS, alice(**facts), on=ON)
    assert need.source.cite == cite


def test_before_the_rule_nobody_gives_biometrics() -> None:
    before = date(2018, 7, 30)
    assert biometrics.needed(IMP_PLUS, alice(on=before), on=before) == ()
    given = alice(biometrics=Biometrics(date(2017, 1, 1), "temporary")).principal
    assert biometrics.last_day(IMP_PLUS, given, before, refused=False) == (None, True)
