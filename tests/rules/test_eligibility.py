"""Conditions and findings, on a tiny invented law."""

from dataclasses import replace
from datetime import date

import pytest

from impplus.rules.case import Case
from impplus.rules.dated import newest_rows
from impplus.rules.eligibility import (
    Condition,
    ConditionResult,
    Judge,
    Rule,
    Ruling,
    assess,
    eligible,
    rule,
    ruled,
)
from impplus.rules.settings import Setting, Settings
from impplus.words.text import Source, Text
from tests.rules.cases import ON, alice

SOURCE = Source("Act 1", Text(en="Act", fr="Loi"), "https://example.org/")
WORDS = ("met", "not_met", "not_met_badly", "not_known", "remedy_not_met", "remedy_not_known")
TEXTS = {word: Text(en=word, fr=f"{word} (fr)") for word in WORDS}


@rule(key="tall", since=date(2020, 1, 1), cite="act")
def is_tall(case: Case, on: date, settings: Settings) -> Ruling:
    return ruled(case.represented, born=case.principal.born, height=None)


@rule(key="tall", since=date(2027, 1, 1), cite="act")
def nobody_is_tall(case: Case, on: date, settings: Settings) -> Ruling:
    return ruled(False, "not_met_badly")


def condition(made: Rule[Judge]) -> Condition[Judge]:
    return Condition(made, Text(en="Tall", fr="Grand"), SOURCE, TEXTS, Settings(()))


def found(met: bool | None) -> ConditionResult:
    return ConditionResult("tall", met, TEXTS["met"], TEXTS["met"], SOURCE, {}, None)


def test_a_condition_that_says_no_more_is_of_the_principal_and_bars_nobody() -> None:
    assert (is_tall.relations, is_tall.bars, is_tall.until) == ((), False, None)


def test_a_finding_says_what_was_found_why_and_what_to_do() -> None:
    (finding,) = assess([condition(is_tall)], alice(), on=ON)
    assert finding == ConditionResult(
        key="tall",
        met=False,
        title=Text(en="Tall", fr="Grand"),
        text=TEXTS["not_met"],
        source=SOURCE,
        facts={"born": "1990-04-02", "height": None},
        remedy=TEXTS["remedy_not_met"],
    )


def test_a_branch_has_words_of_its_own_and_the_usual_remedy() -> None:
    (finding,) = assess([condition(nobody_is_tall)], alice(), on=date(2027, 1, 1))
    assert (finding.text, finding.remedy) == (TEXTS["not_met_badly"], TEXTS["remedy_not_met"])


def test_a_branch_may_have_a_remedy_of_its_own() -> None:
    own = Text(en="Grow.", fr="Grandissez.")
    texts = TEXTS | {"remedy_not_met_badly": own}
    branch = replace(condition(nobody_is_tall), texts=texts)
    (finding,) = assess([branch], alice(), on=date(2027, 1, 1))
    assert finding.remedy == own


def test_the_condition_of_the_day_is_the_one_that_is_asked() -> None:
    both = [condition(is_tall), condition(nobody_is_tall)]
    assert newest_rows(both, date(2019, 12, 31)) == ()
    newest = newest_rows(both, date(2027, 1, 1))
    assert [finding.facts for finding in assess(newest, alice(), on=date(2027, 1, 1))] == [{}]


def test_a_text_names_a_number_of_the_settings_and_says_that_of_the_day() -> None:
    title = Text(en="d", fr="j")
    row = Setting(key="days", title=title, value=90, since=date(2020, 1, 1), source=SOURCE)
    later = replace(row, value=60, since=date(2026, 1, 1))
    words = TEXTS | {"not_met": Text(en="over {days} days", fr="plus de {days} jours")}
    condition = Condition(is_tall, TEXTS["met"], SOURCE, words, Settings((row, later)))
    assert condition.filled(date(2025, 12, 31)).texts["not_met"].en == "over 90 days"
    assert condition.filled(date(2026, 1, 1)).texts["not_met"].fr == "plus de 60 jours"


@pytest.mark.parametrize(
    ("met", "result"),
    [
        ([True, True], True),
        ([True, None], None),
        ([None, False], False),
        ([False, True], False),
        ([], None),
    ],
)
def test_a_definite_no_wins_then_what_is_not_known(
    met: list[bool | None], result: bool | None
) -> None:
    assert eligible(found(one) for one in met) is result
