"""The form as data: which pages and fields the answers make necessary, and what is still missing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from impplus.programmes import IMP_PLUS
from impplus.rules.form import (
    COLUMNS,
    Column,
    Field,
    Step,
    Unanswered,
    aged,
    asked,
    fields_asked,
    lacks,
    missing,
    next_step,
    pages,
    step_before,
    steps_on,
    with_lists,
)
from impplus.rules.rows import Cell, Choice
from impplus.words.text import Text

BEGAN, CHANGED = date(2022, 5, 24), date(2030, 1, 1)
BEFORE = CHANGED - timedelta(days=1)


def said(words: str) -> Text:
    return Text(en=words, fr=f"{words} (fr)")


def field(key: str, **more: object) -> Field:
    row = {"key": key, "since": BEGAN, "kind": "text", "label": said(key)} | more
    return Field(**row)  # type: ignore[arg-type]


def step(key: str, *fields: Field, about: str = "application", **more: object) -> Step:
    row = {"key": key, "since": BEGAN, "part": "form", "title": said(key)} | more
    return Step(about=about, fields=fields, **row)  # type: ignore[arg-type]


PROVINCE = field("province")
STREET = field("street", optional=True)
SINCE = field("since", when={"province": ("ON", "BC")})
HOME = step("home", field("country"))
CANADA = step("canada", PROVINCE, STREET, SINCE, when={"country": ("CAN",)})
PLANS = step("plans", field("city"))
STEPS = (HOME, CANADA, PLANS)
ABROAD, IN_CANADA = {"country": "MAR"}, {"country": "CAN"}


def test_a_page_is_asked_where_the_answers_call_for_it() -> None:
    assert asked(STEPS, ABROAD) == (HOME, PLANS)
    assert asked(STEPS, IN_CANADA) == STEPS


def test_a_field_is_asked_where_the_answers_call_for_it() -> None:
    assert fields_asked(CANADA, IN_CANADA) == (PROVINCE, STREET)
    assert fields_asked(CANADA, IN_CANADA | {"province": "BC"}) == (PROVINCE, STREET, SINCE)


def test_what_is_missing_is_told_in_the_order_of_the_form_but_for_what_is_optional() -> None:
    assert list(
        missing(pages(STEPS, IN_CANADA | {"province": "ON"}), IN_CANADA | {"province": "ON"})
    ) == [
        Unanswered(CANADA, SINCE),
        Unanswered(PLANS, PLANS.fields[0]),
    ]
    assert list(missing(pages(STEPS, ABROAD | {"city": ""}), ABROAD | {"city": ""})) == [
        Unanswered(PLANS, PLANS.fields[0])
    ]
    assert (
        list(missing(pages(STEPS, ABROAD | {"city": "Québec"}), ABROAD | {"city": "Québec"})) == []
    )
    assert list(missing(pages(STEPS, ABROAD | {"city": False}), ABROAD | {"city": False})) == []


@pytest.mark.parametrize(
    ("answers", "after", "following"),
    [
        (ABROAD, None, HOME),
        (ABROAD, "home", PLANS),
        (IN_CANADA, "home", CANADA),
        (ABROAD, "plans", None),
        (ABROAD, "elsewhere", None),
    ],
)
def test_the_next_page_is_the_next_that_is_asked(
    answers: dict[str, str], after: str | None, following: Step | None
) -> None:
    assert next_step(STEPS, answers, after) == following


@pytest.mark.parametrize(
    ("answers", "key", "before"),
    [
        (ABROAD, "plans", HOME),
        (IN_CANADA, "plans", CANADA),
        (ABROAD, "home", None),
        (ABROAD, "canada", None),
    ],
)
def test_the_page_before_is_the_last_that_was_asked(
    answers: dict[str, str], key: str, before: Step | None
) -> None:
    assert step_before(STEPS, answers, key) == before


def test_a_question_is_asked_from_its_first_day_to_its_last() -> None:
    old, new = field("old", until=BEFORE), field("new", since=CHANGED)
    steps = (step("home", PROVINCE, old, new), step("gone", until=BEFORE))
    before, after = steps_on(steps, BEFORE, {}), steps_on(steps, CHANGED, {})
    assert [(one.key, one.fields) for one in before] == [("home", (PROVINCE, old)), ("gone", ())]
    assert [(one.key, one.fields) for one in after] == [("home", (PROVINCE, new))]
    assert steps_on(steps, BEGAN - timedelta(days=1), {}) == ()


def test_a_question_asked_otherwise_stands_where_the_older_one_stood() -> None:
    newer = field("province", since=CHANGED, label=said("province or territory"))
    steps = (step("home", PROVINCE, STREET, newer),)
    assert [one.fields for one in steps_on(steps, CHANGED, {})] == [(newer, STREET)]


def test_the_form_says_the_numbers_of_its_day() -> None:
    asked_for = field("days", label=said("{most} days"), hint=said("of {most}"))
    steps = (step("home", asked_for, PROVINCE, title=said("Within {most}"), why=said("{most}")),)
    (filled,) = steps_on(steps, BEGAN, {"most": "12"})
    days, same = filled.fields
    assert [filled.title, filled.why, days.label, days.hint] == [
        said("Within 12"),
        said("12"),
        said("12 days"),
        said("of 12"),
    ]
    assert same == PROVINCE


SMALL = Choice(key="S", en="Small", fr="Small (fr)")


def test_a_field_takes_its_choices_from_a_list() -> None:
    size, own = field("size", choices_from="sizes"), field("own", choices=(SMALL,))
    (filled,) = with_lists([step("home", size, own)], {"sizes": (SMALL,)}, {})
    assert [one.choices for one in filled.fields] == [(SMALL,), (SMALL,)]


def test_a_field_takes_its_cells_from_a_list_and_they_their_choices() -> None:
    worn = Cell(key="worn", kind="choice", label=said("worn"), choices_from="sizes")
    clothes = field("clothes", kind="rows", row=said("Piece"), cells_from="clothes")
    (filled,) = with_lists([step("home", clothes)], {"sizes": (SMALL,)}, {"clothes": (worn,)})
    assert [one.choices for one in filled.fields[0].cells] == [(SMALL,)]


def test_rows_lack_what_a_cell_must_say_and_as_many_as_are_asked() -> None:
    cells = (
        Cell(key="what", kind="text", label=said("what")),
        Cell(key="where", kind="text", label=said("where"), optional=True),
    )
    jobs = field("jobs", kind="rows", row=said("Job"), cells=cells, at_least=2)
    whole, part = {"what": "Nurse"}, {"where": "Rabat"}
    given = (None, [], [whole], [whole, part], [whole, whole], [whole, whole | part])
    assert [lacks(jobs, rows) for rows in given] == [True, True, True, True, False, False]
    free = replace(jobs, optional=True, at_least=1)
    assert [lacks(free, rows) for rows in ([], [part], [whole])] == [False, True, False]


def test_a_choice_is_said_in_its_words() -> None:
    small = field("size", kind="choice", choices=(SMALL,))
    assert [small.chosen(key) for key in ("S", "L", None)] == [said("Small"), None, None]


def test_a_column_is_of_the_kind_and_as_long_as_what_is_asked_for_it() -> None:
    typed = {"text", "code"}
    asked = {
        one.key: Column(one.kind, one.max_length if one.kind in typed else COLUMNS[one.key].longest)
        for step in IMP_PLUS.form
        for one in step.fields
        if one.key in COLUMNS
    }
    assert asked == COLUMNS


def test_a_page_none_of_whose_questions_is_asked_is_not_asked() -> None:
    refused, charged = (field(f"{key}_why", when={key: (True,)}) for key in ("refused", "charged"))
    explained = step("explained", refused, charged)
    steps = (HOME, explained, PLANS)
    assert asked(steps, {"refused": False, "charged": None}) == (HOME, PLANS)
    assert asked(steps, {"charged": True}) == steps
    assert fields_asked(explained, {"charged": True}) == (charged,)
    assert next_step(steps, {}, "home") == PLANS


@pytest.mark.parametrize(
    ("born", "over", "under"),
    [
        (date(2008, 1, 1), True, False),  # 22 that day
        (date(2008, 1, 2), False, True),  # tomorrow
        (date(1950, 6, 1), True, False),
        (date(2031, 1, 1), False, True),  # not born yet
        (None, False, False),
        ("2008-01-01", False, False),
    ],
)
def test_a_question_may_depend_on_the_age_on_the_day_of_the_form(
    born: object, over: bool, under: bool
) -> None:
    grown = step("grown", field("work"), when={"born": ("{grown} or over",)})
    small = step("small", field("school", when={"born": ("under {grown}",)}))
    answers: dict[str, object] = {"born": born}
    steps = aged((grown, small), CHANGED, {"grown": "22"})
    found = [one.key for one in asked(steps, answers)]  # type: ignore[arg-type]
    assert found == ["grown"] * over + ["small"] * under


def test_a_page_that_names_no_age_is_the_same_page_on_every_day() -> None:
    plain, grown = step("plain", field("name")), step("grown", when={"born": ("under {grown}",)})
    first, second = (tuple(aged((plain, grown), day, {"grown": "22"})) for day in (BEGAN, CHANGED))
    assert first[0] is second[0] is plain
    assert first[1] != second[1]
