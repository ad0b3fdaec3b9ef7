"""What the medical examination means, by what Alice wants and has done."""

from dataclasses import replace

import pytest

from impplus.programmes import IMP_PLUS
from impplus.rules import medical
from tests.rules.cases import ON, alice


@pytest.mark.parametrize(
    ("wants", "done", "needed", "begins"),
    [
        (True, True, True, "Needed: work"),
        (True, None, True, "Needed: work"),
        (True, False, True, "Needed, but none is planned"),
        (False, False, False, "Exam optional"),
        (False, True, False, "Exam optional"),
        (None, None, None, "Not known"),
    ],
)
def test_the_exam_opens_health_care_child_care_and_schools(
    wants: bool | None, done: bool | None, needed: bool | None, begins: str
) -> None:
    case = alice(health_or_child_care=wants, medical_exam=done)
    need = medical.needed(IMP_PLUS, case, on=ON)
    assert need is not None
    assert (need.person, need.needed, need.source.cite) == ("principal", needed, "IRPR / RIPR 30")
    assert need.why.en.startswith(begins)


def test_a_programme_may_say_nothing_of_it() -> None:
    assert medical.needed(replace(IMP_PLUS, medical=()), alice(), on=ON) is None
