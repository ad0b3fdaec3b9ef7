"""The pages that a law keeps at hand, and what the same answers make of them."""

from datetime import date

import pytest

from impplus.rules.form import Answers, Unanswered, missing, pages
from impplus.rules.steps import Steps, hash_of, pages_asked
from impplus.words.days import PartDay
from tests.rules.test_form import ABROAD, CANADA, HOME, IN_CANADA, PLANS, STEPS, field, step


def test_an_application_holds_the_pages_about_a_person_and_not_those_of_the_self_check() -> None:
    member = step("studies", field("level"), about="member")
    check = step("plan", field("plan"), part="self-check")
    steps = Steps((*STEPS, member, check))
    assert steps.about("principal") == STEPS
    assert steps.about("spouse") == steps.about("child") == (member,)


def test_whoever_asks_for_some_of_the_pages_gets_the_same_ones() -> None:
    steps = Steps((*STEPS, step("studies", field("level"), part="questionnaire")))
    assert steps.about("principal") is steps.about("principal")
    assert steps.of_part("form") is steps.of_part("form") == STEPS
    assert steps.named("plans", "home") is steps.named("plans", "home") == (HOME, PLANS)
    assert steps.named("home") == (HOME,)


@pytest.mark.parametrize("answers", [{}, ABROAD, IN_CANADA, IN_CANADA | {"province": "ON"}])
def test_answers_come_to_the_pages_that_they_make_necessary_and_what_these_lack(
    answers: Answers,
) -> None:
    found = pages_asked(Steps(STEPS), answers)
    assert found.needed == tuple(pages(STEPS, answers))
    assert found.missing == tuple(missing(found.needed, answers))


def test_a_page_is_undecided_while_the_answer_is_missing_that_asks_for_it() -> None:
    abroad = step("abroad", field("consulate"), when={"country": ("MAR",), "province": ("ON",)})
    steps = Steps((*STEPS, abroad))
    assert pages_asked(steps, {}).undecided == (CANADA, abroad)
    assert pages_asked(steps, {"country": ""}).undecided == (CANADA, abroad)
    assert pages_asked(steps, ABROAD).undecided == (abroad,)
    assert pages_asked(steps, IN_CANADA).undecided == ()


def test_the_same_answers_are_worked_out_once_and_others_anew() -> None:
    steps = Steps(STEPS)
    first = pages_asked(steps, dict(IN_CANADA))
    assert pages_asked(steps, dict(IN_CANADA)) is first
    assert Unanswered(CANADA, CANADA.fields[0]) in first.missing
    answered = pages_asked(steps, IN_CANADA | {"province": "ON"})
    assert Unanswered(CANADA, CANADA.fields[0]) not in answered.missing


def test_other_pages_are_worked_out_anew_for_the_same_answers() -> None:
    assert pages_asked(Steps(STEPS), ABROAD).needed != pages_asked(Steps((PLANS,)), ABROAD).needed


def test_a_day_is_another_answer_than_the_text_that_writes_it_and_than_its_month() -> None:
    said = (date(1990, 5, 1), "1990-05-01", PartDay(1990, 5), PartDay(1990), None, False, "")
    assert len({hash_of({"born": one}) for one in said}) == len(said)
    rows = [{"from": "2020-01"}], [{"from": "2020-02"}], [{"from": "2020-01"}, {}]
    assert len({hash_of({"jobs": one}) for one in rows}) == len(rows)
