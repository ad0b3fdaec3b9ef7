"""Of a life, what does not go together is asked about: applications, homes, work, studies and births."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from impplus.rules.contradictions import noticed
from impplus.rules.form import Answer
from impplus.rules.lives import COMPARED
from impplus.rules.said import Contradiction, Fact, Said
from impplus.words.days import PartDay
from tests.rules.test_contradictions import FIELDS, ON, kinds, principal


def found_in(**answers: Answer) -> list[Contradiction]:
    """What is noticed of somebody whose answers are whole."""
    said = {"principal": replace(principal(**answers), whole=True)}
    return [one for one in noticed(said, {}, on=ON) if one.kind != "months-not-told"]


def facts_of(**answers: Answer) -> list[tuple[str, ...]]:
    """Of each, its kind and where its facts stand."""
    return [
        (one.kind, *(fact.key if fact.row is None else f"{fact.key}[{fact.row}]" for fact in one.facts))
        for one in found_in(**answers)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "against"),
    [
        ({"pr_applied": True}, ["pr_applied"]),
        ({"in_canada": True, "in_canada_status": "student"}, ["in_canada_status"]),
        ({"in_canada": True, "in_canada_status": "worker"}, ["in_canada_status"]),
        ({"biometrics_before": True}, ["biometrics_before"]),
        (
            {"pr_applied": True, "in_canada": True, "in_canada_status": "worker", "biometrics_before": True},
            ["pr_applied", "in_canada_status", "biometrics_before"],
        ),
        ({"in_canada": True, "in_canada_status": "visitor"}, []),
        ({"in_canada": True, "in_canada_status": "none"}, []),
        ({"in_canada": False, "in_canada_status": "student"}, []),
        ({"pr_applied": False, "biometrics_before": False}, []),
    ],
)  # fmt: skip
def test_who_says_that_nothing_was_asked_of_canada_is_asked_once_with_all_that_says_otherwise(
    answers: dict[str, Answer], against: list[str]
) -> None:
    found = facts_of(applied_before=False, **answers)
    asked = [one for one in found if one[0] == "applied-before"]
    assert asked == ([("applied-before", *against, "applied_before")] if against else [])
    assert "applied-before" not in kinds(applied_before=True, **answers)
    assert "applied-before" not in kinds(applied_before=None, **answers)


HERE = {"from": "2020-01", "country": "MAR"}
THERE = {"from": "2020-01", "country": "DZA"}
ENDED = {**THERE, "until": "2024-05"}


@pytest.mark.parametrize(
    ("answers", "facts"),
    [
        ({"jobs": [THERE]}, [("home-elsewhere", "lives_country", "jobs[0]")]),
        (
            {"residences": [ENDED, {**THERE, "from": "2024-05"}]},
            [("home-elsewhere", "lives_country", "residences[1]")],
        ),
        ({"jobs": [HERE]}, []),
        ({"jobs": [ENDED]}, []),
        ({"jobs": [{"from": "2020-01", "country": "CAN"}], "in_canada": True}, []),
        ({"jobs": [{"country": "DZA"}]}, []),
        ({"lives_country": "", "jobs": [THERE]}, []),
    ],
)
def test_a_job_or_a_stay_that_goes_on_is_where_the_home_is(
    answers: dict[str, Answer], facts: list[tuple[str, ...]]
) -> None:
    assert facts_of(**{"lives_country": "MAR", **answers}) == facts


def test_who_has_a_job_at_home_as_well_is_asked_about_the_same_months_alone() -> None:
    found = facts_of(lives_country="MAR", jobs=[HERE, THERE])
    assert found == [("two-countries", "jobs[0]", "jobs[1]")]


@pytest.mark.parametrize(
    ("first", "second", "asked"),
    [
        (("2012-01", ""), ("2023-09", "2024-06"), True),
        (("2012-01", "2023-09"), ("2023-09", "2024-06"), False),
        (("2012-01", "2023-10"), ("2023-09", "2024-06"), True),
        (("2024-07", ""), ("2023-09", "2024-06"), False),
    ],
)
def test_work_and_studies_of_the_same_months_are_in_one_country(
    first: tuple[str, str], second: tuple[str, str], asked: bool
) -> None:
    job, program = ({"from": a, "country": "DZA"} | ({"until": b} if b else {}) for a, b in (first, second))  # fmt: skip
    here, there = {**program}, {**program, "country": "FRA"}
    expected = [("two-countries", "jobs[0]", "schooling[0]")] if asked else []
    assert facts_of(jobs=[job], schooling=[there]) == expected
    assert facts_of(jobs=[job], schooling=[here]) == []


@pytest.mark.parametrize(
    ("answers", "facts"),
    [
        ({"education": "bachelor"}, ["education"]),
        ({"education": "trade"}, []),
        ({"education": "master", "schooling": [HERE]}, []),
        ({"education": "master", "education_history": "At home, with my mother."}, []),
        ({"residences": [{**ENDED, "status": "student"}]}, ["residences[0]"]),
        ({"residences": [{**ENDED, "status": "student"}], "schooling": [HERE]}, ["residences[0]"]),
        ({"residences": [{**ENDED, "status": "student"}], "schooling": [ENDED]}, []),
        ({"residences": [{**ENDED, "status": "worker"}]}, []),
        ({"in_canada": True, "in_canada_status": "student"}, ["in_canada_status"]),
        ({"in_canada": False, "in_canada_status": "student"}, []),
    ],
)
def test_a_degree_and_a_stay_as_a_student_have_their_program(
    answers: dict[str, Answer], facts: list[str]
) -> None:
    expected = [("studies-not-told", *facts, "schooling")] if facts else []
    assert facts_of(**answers) == expected


def test_nothing_is_asked_about_studies_before_all_else_is_answered_or_where_no_page_asks() -> None:
    assert kinds(education="bachelor") == []
    unasked = Said((), {"education": "bachelor"}, whole=True)
    assert noticed({"principal": unasked}, {}, on=ON) == ()


@pytest.mark.parametrize(
    ("parent", "child", "asked"),
    [
        ("2015-03-02", date(1990, 4, 1), True),
        ("1978-04-02", date(1990, 4, 1), True),
        ("1978-04-01", date(1990, 4, 1), False),
        ("1978", date(1990, 4, 1), False),
        ("1979", date(1990, 4, 1), True),
        ("1978-04-02", PartDay(1990), False),
        ("", date(1990, 4, 1), False),
        ("1990-05-01", None, False),
    ],
)
def test_a_parent_is_twelve_years_older_than_the_child(
    parent: str, child: date | None, asked: bool
) -> None:
    row = {"relation": "father", **({"born": parent} if parent else {})}
    assert facts_of(own_parents=[{}, row], born=child) == (
        [("parent-age", "own_parents[1]", "born")] if asked else []
    )


def test_children_of_ones_own_are_born_when_one_could_have_them() -> None:
    rows = [{"relation": "own", "born": "1999-01-01"}, {"relation": "step", "born": "1999-01-01"}]
    assert facts_of(born=date(1990, 4, 1), other_children=rows) == [
        ("parent-age", "born", "other_children[0]")
    ]


@pytest.mark.parametrize(
    ("parents", "of"),
    [
        ({"parents": "both"}, ["principal", "partner"]),
        ({"parents": "principal-and-another"}, ["principal"]),
        ({"parents": "partner-and-another"}, ["partner"]),
        ({"parents": "one", "only_parent": "partner"}, ["partner"]),
        ({"parents": "one"}, []),
        ({}, []),
    ],
)
def test_a_declared_child_is_held_against_the_parents_who_are_named(
    parents: dict[str, Answer], of: list[str]
) -> None:
    young = {"born": date(2000, 1, 1)}
    people = {
        "principal": Said((), young),
        "partner": Said((), {"relation": "spouse", **young}),
        "child-1": Said((), {"relation": "child", "born": date(2010, 1, 1), **parents}),
    }
    found = noticed(people, {}, on=ON)
    assert [one.facts for one in found if one.kind == "parent-age"] == [
        (Fact(name, "born"), Fact("child-1", "born")) for name in of
    ]


COUNTRIES = st.sampled_from(["MAR", "CAN", ""])
ROWS = st.lists(
    st.fixed_dictionaries(
        {"country": COUNTRIES},
        optional={"from": st.just("2020-01"), "status": st.just("student"), "born": st.just("1985")},
    ),
    max_size=3,
)  # fmt: skip
ANSWERS = {
    key: ROWS if FIELDS[key].cells else st.sampled_from([None, True, False, "", "MAR", "student"])
    for key in COMPARED
    if key in FIELDS
}


@given(st.fixed_dictionaries(ANSWERS))
def test_whatever_is_said_of_a_life_is_noticed_once_with_facts_that_were_said(
    said: dict[str, Answer],
) -> None:
    found = found_in(**said)
    assert len(found) == len(set(found))
    for one in found:
        assert all(fact.row is None or fact.row < len(said[fact.key]) for fact in one.facts)  # type: ignore[arg-type]
