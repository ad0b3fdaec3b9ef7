"""A question in rows: each fault in its own sentence, rows added and taken away with nothing lost."""

from datetime import date
from typing import Any, cast

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.utils.translation import override

from impplus.queries.answers import faults_in, in_words, to_come
from impplus.rules.form import Field, Step
from impplus.web.faults import faults
from impplus.web.forms import PageForm, bind, form_for
from impplus.web.pages import submitted
from impplus.web.rows import BoundRows
from tests.people import FORM

STEPS = {step.key: step for step in FORM}
WORK = STEPS["work-history"]
JOBS = next(one for one in WORK.fields if one.key == "jobs")
NURSE = {
    "from": "2012-09",
    "activity": "Nurse",
    "employer": "Clinic",
    "city": "Rabat",
    "country": "MAR",
}
WELDER = {
    "from": "2010-01",
    "until": "2012-08",
    "activity": "Welder",
    "city": "Fès",
    "country": "MAR",
}


def sent(*rows: dict[str, str], name: str = "jobs", **more: str) -> dict[str, str]:
    """What a browser sends of some rows; a month is its two inputs."""
    typed = dict(more)
    for n, row in enumerate(rows):
        for cell in ("from", "until"):
            year, _, month = row.get(cell, "").partition("-")
            typed |= {f"{name}-{n}-{cell}_0": year, f"{name}-{n}-{cell}_1": month}
        for cell in ("activity", "employer", "city", "country"):
            typed[f"{name}-{n}-{cell}"] = row.get(cell, "")
    return typed


def read(typed: dict[str, str], **more: Any) -> PageForm:
    data = QueryDict(mutable=True)
    data.update(typed)
    return form_for(WORK, {}, "en", **more)(data)


def rows_of(form: PageForm) -> BoundRows:
    return cast(BoundRows, form["jobs"])


def test_two_jobs_are_kept_as_typed_without_what_was_left_empty() -> None:
    form = read(sent(NURSE, {}, WELDER))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["jobs"] == [NURSE, WELDER]


def test_each_bad_row_has_its_own_sentence_that_leads_to_its_control() -> None:
    backwards = WELDER | {"until": "2009-12"}
    nowhere = NURSE | {"country": "", "from": "2012-13"}
    form = read(sent(NURSE, backwards, nowhere))
    with override("en"):
        assert not form.is_valid()
        assert faults(form["jobs"]) == [
            ("id_jobs-1-until_0", "Job or activity 2: The end comes before the beginning. Check both: “Until”."),
            ("id_jobs-2-from_1", "Job or activity 3: Enter the month as a number from 1 to 12, or by its name: “From”."),
            ("id_jobs-2-country", "Job or activity 3: Choose a country or territory: “Country or territory”."),
        ]  # fmt: skip
        assert [list(row.errors) for row in rows_of(form).rows] == [
            [],
            ["until"],
            ["from", "country"],
        ]
        assert rows_of(form).own_errors == []
        assert str(rows_of(form).rows[2]["from"]).count('value="13"') == 1


def test_a_page_without_a_row_says_what_is_needed() -> None:
    form = read(sent({}))
    with override("fr"):
        french = form_for(WORK, {}, "fr")(form.data)
        assert not french.is_valid()
        assert faults(french["jobs"]) == [("id_jobs-0-from_0", "Inscrivez au moins un emploi ou une activité.")]  # fmt: skip
    assert read(sent({}), required=False).is_valid()


def test_more_rows_than_a_question_takes_are_refused() -> None:
    form = read(sent(*[NURSE] * (JOBS.at_most + 1)))
    assert [fault.code for fault in form["jobs"].errors.as_data()] == ["too-many"]
    assert not rows_of(form).more


def test_a_row_may_lack_an_answer_in_a_draft_but_say_nothing_wrong() -> None:
    form = read(sent({"activity": "Nurse"}), required=False)
    assert form.is_valid()
    assert form.cleaned_data["jobs"] == [{"activity": "Nurse"}]
    assert not read(sent(NURSE | {"from": "12-09"}), required=False).is_valid()


def shown(typed: dict[str, str]) -> list[dict[str, Any]]:
    """What stands in each row of the page that answers."""
    request = RequestFactory().post("/", typed)
    assert not submitted(request)
    form = bind(form_for(WORK, {}, "en"), request, initial={"jobs": [WELDER]})
    assert not form.is_bound
    return [
        {name: row[name].value() for name in ("activity", "city")} for row in rows_of(form).rows
    ]


def test_another_row_is_added_below_what_was_typed() -> None:
    found = shown(sent(NURSE, {"activity": "<half>"}, _add_row="jobs"))
    assert found == [
        {"activity": "Nurse", "city": "Rabat"},
        {"activity": "<half>", "city": ""},
        {"activity": None, "city": None},
    ]


def test_a_row_is_taken_away_and_the_others_move_up() -> None:
    assert shown(sent(NURSE, WELDER, _remove_row="jobs-0")) == [
        {"activity": "Welder", "city": "Fès"}
    ]
    assert shown(sent(NURSE, _remove_row="jobs-0")) == [{"activity": None, "city": None}]


def test_the_other_language_keeps_every_row_and_what_cannot_be_understood() -> None:
    typed = sent(NURSE, WELDER | {"from": "2010-smarch"}, _redisplay="1")
    form = bind(form_for(WORK, {}, "fr"), RequestFactory().post("/", typed))
    assert str(rows_of(form).rows[1]["from"]).count('value="smarch"') == 1


def test_what_was_saved_is_shown_in_its_rows() -> None:
    parents = next(one for one in STEPS["your-parents"].fields if one.cells)
    saved = {"own_parents": [{"relation": "mother", "born": "1961-02-03", "living": True}]}
    form = form_for(STEPS["your-parents"], {}, "en")(initial=saved)
    (row,) = cast(BoundRows, form[parents.key]).rows
    html = "".join(str(row[name]) for name in ("relation", "born", "living"))
    assert [html.count(one) for one in ('value="1961"', 'value="mother" id="id_own_parents-0-relation_0" checked', "checked")] == [1, 1, 2]  # fmt: skip


def test_rows_are_said_one_on_a_line() -> None:
    assert in_words(JOBS, [NURSE, WELDER], "en").split("\n") == [
        "Since September\u00a02012; Occupation or activity: Nurse; Employer: Clinic; City, town or village: Rabat; Country or territory: Morocco",
        "January\u00a02010 to August\u00a02012; Occupation or activity: Welder; City, town or village: Fès; Country or territory: Morocco",
    ]  # fmt: skip
    assert in_words(JOBS, [NURSE], "fr").startswith(
        "Depuis septembre\u00a02012; Profession ou activité\u00a0: Nurse; "
    )
    assert in_words(JOBS, [], "en") == "Not provided"


@pytest.mark.parametrize(
    "rows",
    [
        "text",
        [[]],
        [{}],
        [{"salary": "12"}],
        [NURSE | {"country": "XXQ"}],
        [NURSE | {"from": "2012-9"}],
        [NURSE | {"until": "2012-08"}],
        [NURSE | {"activity": "x" * 251}],
        [NURSE | {"activity": 3}],
        [NURSE] * 21,
    ],
)
def test_rows_that_no_page_sends_cannot_be_kept(rows: Any) -> None:
    assert len(faults_in(WORK, {"jobs": rows})) == 1


def test_a_day_in_a_row_is_kept_as_a_day() -> None:
    step: Step = STEPS["your-parents"]
    field: Field = step.fields[0]
    for born, fits in (("1961-02-03", True), ("1961-2-3", False), ("", False), (None, False)):
        assert (faults_in(step, {field.key: [{"born": born}]}) == []) is fits


def test_a_month_or_a_day_of_a_row_that_lies_ahead_is_said_beside_its_cell() -> None:
    on = date(2026, 3, 31)
    ends_later = read(sent({**NURSE, "from": "2026-03", "until": "2027-01"}), on=on)
    assert ends_later.errors == {}
    begins_later = read(sent(NURSE, {**WELDER, "from": "2026-04", "until": ""}), on=on)
    assert begins_later.errors == {
        "jobs": [
            "Job or activity 2: This month is in the future. Check the year and the month: “From”."
        ]
    }
    ((link, _said),) = faults(begins_later["jobs"])
    assert link == "id_jobs-1-from_0"


def test_no_row_is_remembered_that_begins_or_is_born_later_than_today() -> None:
    on = date(2026, 3, 31)
    unions = next(one for one in FORM if "unions" in {field.key for field in one.fields})
    field = next(one for one in unions.fields if one.key == "unions")
    later = {"born": "2026-04-01", "from": "2026-04", "until": "2026-05"}
    assert [one.key for one in to_come(unions, {field.key: [later]}, on)] == list(later)
    today = {"born": "2026-03-31", "from": "2026-03", "until": "2026-03"}
    assert to_come(unions, {field.key: [today]}, on) == []


def test_nothing_is_asked_of_the_home_of_a_parent_who_died() -> None:
    parents = next(one for one in FORM if one.key == "your-parents")
    said = {
        "relation": "mother",
        "family_name": "Benali",
        "home": "Fès",
        "marital_status": "widowed",
    }
    for living, kept in (("no", set[str]()), ("yes", {"home", "marital_status"})):
        data = QueryDict(mutable=True)
        data.update({f"own_parents-0-{key}": value for key, value in said.items()})
        data.update({"own_parents-0-living": living})
        form = form_for(parents, {}, "en")(data)
        assert form.is_valid(), form.errors
        (row,) = form.cleaned_data["own_parents"]
        assert row.keys() & {"home", "marital_status"} == kept
