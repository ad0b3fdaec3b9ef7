"""The form as data: which pages and fields the answers make necessary, and what is still missing."""

from pathlib import Path

import pytest

from impplus.rules.form import (
    Field,
    Missing,
    Step,
    asked,
    fields_asked,
    load_steps,
    missing,
    next_step,
    step_before,
    steps_about,
)
from impplus.words.text import Text


def said(words: str) -> Text:
    return Text(en=words, fr=f"{words} (fr)")


def field(key: str, **more: object) -> Field:
    return Field(key, "text", said(key), **more)  # type: ignore[arg-type]


def step(key: str, *fields: Field, about: str = "application", **more: object) -> Step:
    return Step(key, about, more.pop("part", "form"), said(key), fields, **more)  # type: ignore[arg-type]


PROVINCE = field("province")
STREET = field("street", optional=True)
SINCE = field("since", when=(("province", ("ON", "BC")),))
HOME = step("home", field("country"))
CANADA = step("canada", PROVINCE, STREET, SINCE, when=(("country", ("CAN",)),))
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
    assert list(missing(STEPS, IN_CANADA | {"province": "ON"})) == [
        Missing(CANADA, SINCE),
        Missing(PLANS, PLANS.fields[0]),
    ]
    assert list(missing(STEPS, ABROAD | {"city": ""})) == [Missing(PLANS, PLANS.fields[0])]
    assert list(missing(STEPS, ABROAD | {"city": "Québec"})) == []
    assert list(missing(STEPS, ABROAD | {"city": False})) == []


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


def test_an_application_holds_the_pages_about_a_person_and_not_those_of_the_self_check() -> None:
    member = step("studies", field("level"), about="member")
    check = step("plan", field("plan"), part="self-check")
    steps = (*STEPS, member, check)
    assert steps_about(steps, "principal") == STEPS
    assert steps_about(steps, "spouse") == steps_about(steps, "child") == (member,)


ROWS = """
[choices]
provinces = [{ key = "ON", en = "Ontario", fr = "Ontario" }]
[[steps]]
key = "home"
about = "application"
part = "questionnaire"
self_check = true
title = { en = "Home", fr = "Domicile" }
why = { en = "Why.", fr = "Pourquoi." }
when = { country = ["CAN"] }
[[steps.fields]]
key = "province"
kind = "choice"
label = { en = "Province", fr = "Province" }
hint = { en = "Of {most}", fr = "Parmi {most}" }
choices_from = "provinces"
[[steps.fields]]
key = "size"
kind = "choice"
label = { en = "Size", fr = "Taille" }
choices = [{ key = "S", en = "Small", fr = "Petite" }]
optional = true
max_length = 3
autocomplete = "off"
when = { province = ["ON"] }
"""


def test_a_form_is_read_from_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "form.toml"
    path.write_text(ROWS, encoding="utf-8")
    (read,) = load_steps(path, {"most": "12"})
    province, size = read.fields
    assert read == Step(
        key="home",
        about="application",
        part="questionnaire",
        title=Text(en="Home", fr="Domicile"),
        fields=(province, size),
        why=Text(en="Why.", fr="Pourquoi."),
        when=(("country", ("CAN",)),),
        self_check=True,
    )
    assert province == Field(
        "province",
        "choice",
        Text(en="Province", fr="Province"),
        hint=Text(en="Of 12", fr="Parmi 12"),
        choices=(("ON", Text(en="Ontario", fr="Ontario")),),
    )
    assert size == Field(
        "size",
        "choice",
        Text(en="Size", fr="Taille"),
        choices=(("S", Text(en="Small", fr="Petite")),),
        optional=True,
        max_length=3,
        autocomplete="off",
        when=(("province", ("ON",)),),
    )


def test_a_field_of_no_known_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "form.toml"
    path.write_text(ROWS.replace('kind = "choice"', 'kind = "colour"'), encoding="utf-8")
    with pytest.raises(ValueError, match="province: no such kind: colour"):
        load_steps(path, {"most": "12"})
