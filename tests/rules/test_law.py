"""Rows of the law that say something of themselves."""

import pytest

from impplus.programmes import IMP_PLUS
from impplus.rules.eligibility import ConditionResult
from impplus.words.text import Text

(TRUTHFUL,) = (row for row in IMP_PLUS.requirements if row.key == "truthful")


@pytest.mark.parametrize(
    ("met", "text", "remedy"),
    [
        (True, TRUTHFUL.met, None),
        (False, TRUTHFUL.not_met, TRUTHFUL.remedy),
        (None, TRUTHFUL.not_known, TRUTHFUL.remedy),
    ],
)
def test_a_requirement_is_found_in_its_own_words(
    met: bool | None, text: Text, remedy: Text | None
) -> None:
    assert TRUTHFUL.finding(met) == ConditionResult(
        key="truthful",
        met=met,
        title=TRUTHFUL.title,
        text=text,
        source=TRUTHFUL.source,
        facts={},
        remedy=remedy,
        person="principal",
    )


def test_each_requirement_says_when_it_is_judged() -> None:
    def judged(when: str) -> list[str]:
        return [row.key for row in IMP_PLUS.requirements if row.judged == when]

    assert judged("at-submission") == ["online", "complete", "place-left"]
    assert judged("at-decision") == [
        "will-leave",
        "admissible",
        "no-bar",
        "truthful",
        "biometrics-given",
        "medical",
    ]
