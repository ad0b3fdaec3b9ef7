"""A day is understood however it is reasonably written, and a wrong one is told from another."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from impplus.web.day import DayField, month_of
from impplus.words.days import PartDay


def field() -> DayField:
    return DayField(label="Date of birth")


def said(typed: list[str], language: str = "en") -> str:
    with override(language), pytest.raises(ValidationError) as caught:
        field().clean(typed)
    with override(language):
        (message,) = caught.value.messages
    return message


@pytest.mark.parametrize(
    "typed",
    [
        ["2026", "2", "3"],
        ["2026", "02", "03"],
        [" 2026 ", "February", " 3"],
        ["2026", "feb", "3"],
        ["2026", "févr.", "3"],
        ["2026", "FEVRIER", "3"],
        ["２０２６", "２", "３"],
    ],
)
def test_a_day_may_be_written_in_many_ways(typed: list[str]) -> None:
    assert field().clean(typed) == date(2026, 2, 3)


def test_the_first_of_the_month_may_be_written_as_in_french() -> None:
    assert field().clean(["2026", "mars", "1er"]) == date(2026, 3, 1)


def test_every_month_is_known_by_both_names_and_no_half_name_is_guessed() -> None:
    assert [month_of(word) for word in ("août", "August", "décembre", "juil", "jui", "ma", "")] == [
        8,
        8,
        12,
        7,
        None,
        None,
        None,
    ]


def test_a_day_that_does_not_exist_says_how_long_the_month_is() -> None:
    assert said(["2026", "2", "31"]) == (
        "February 31, 2026 does not exist: that month has 28 days. Check the day: “Date of birth”."
    )
    assert said(["2024", "2", "30"]).startswith(
        "February 30, 2024 does not exist: that month has 29"
    )


def test_a_year_of_another_calendar_is_named() -> None:
    assert said(["2569", "2", "3"]).startswith(
        "The year 2569 is one of the Buddhist calendar. In the Gregorian calendar it is 2026:"
    )
    assert said(["1405", "2", "3"], "fr").startswith(
        "L’année 1405 est une année du calendrier persan ou islamique."
    )


def test_the_same_is_said_in_french() -> None:
    assert said(["2026", "février", "31"], "fr") == (
        "Le 31 février 2026 n’existe pas\u00a0: ce mois compte 28 jours. "
        "Vérifiez le jour\u00a0: «\u00a0Date of birth\u00a0»."
    )


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (["", "", ""], "required/year"),
        (["2026", "", "3"], "part/month"),
        (["2026", "2", ""], "part/day"),
        (["26", "2", "3"], "year/year"),
        (["20266", "2", "3"], "year/year"),
        (["2569", "2", "3"], "year-buddhist/year"),
        (["1405", "2", "3"], "year-persian/year"),
        (["2701", "2", "3"], "year-far/year"),
        (["1200", "2", "3"], "year-far/year"),
        (["1899", "2", "3"], "year-far/year"),
        (["2026", "13", "3"], "month/month"),
        (["2026", "smarch", "3"], "month/month"),
        (["2026", "1" * 5000, "3"], "month/month"),
        (["2026", "2", "1" * 5000], "day/day"),
        (["2026", "2", "0"], "day/day"),
        (["2026", "2", "32"], "day/day"),
        (["2026", "2", "-3"], "day/day"),
        (["2026", "4", "31"], "no-such-day/day"),
    ],
)
def test_each_fault_is_its_own_and_names_the_part(typed: list[str], code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        field().clean(typed)
    assert caught.value.code == code


def test_an_optional_day_may_be_left_empty() -> None:
    assert DayField(required=False).clean(["", " ", ""]) is None


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        (["1990", "", "", True], PartDay(1990)),
        (["1990", "2", "", True], PartDay(1990, 2)),
        (["1990", "février", "", True], PartDay(1990, 2)),
        (["1990", "XX", "XX", False], PartDay(1990)),
        (["1990", "2", "xx", False], PartDay(1990, 2)),
        (["1990", "00", "00", False], PartDay(1990)),
        (["1990", "2", "3", True], date(1990, 2, 3)),
        (["1990", "2", "3", False], date(1990, 2, 3)),
    ],
)
def test_a_birth_may_be_known_in_part(typed: list[object], known: date) -> None:
    assert DayField(label="Date of birth", partly=True).clean(typed) == known


@pytest.mark.parametrize(
    "typed",
    [
        ["", "", "", True],
        ["", "2", "", True],
        ["1990", "", "3", True],
        ["1990", "", "", False],
        ["1990", "2", "", False],
        ["1990", "13", "", True],
        ["XX", "XX", "XX", False],
        ["90", "", "", True],
    ],
)
def test_what_is_known_of_no_birth_is_refused(typed: list[object]) -> None:
    with pytest.raises(ValidationError):
        DayField(label="Date of birth", partly=True).clean(typed)


def test_a_day_that_must_be_whole_is_known_in_no_part() -> None:
    with pytest.raises(ValidationError):
        field().clean(["1990", "XX", "XX"])
    with pytest.raises(ValidationError):
        field().clean(["1990", "", "", True])


def test_who_leaves_out_the_day_is_told_of_the_box() -> None:
    with override("en"), pytest.raises(ValidationError) as caught:
        DayField(label="Date of birth", partly=True).clean(["1990", "2", "", False])
    with override("en"):
        (message,) = caught.value.messages
    assert message == (
        "Enter the day too. If the passport shows none, tick the box: “Date of birth”."
    )
