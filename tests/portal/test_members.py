"""What is asked of each member who asks for something, typed on the pages, with all that follows from it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from impplus.queries import contradictions
from impplus.records.models import Application, Person
from impplus.rules.validity import permits
from tests.portal import pages
from tests.portal.members import (
    asked_at,
    child_of,
    days,
    found,
    papers,
    ready_of,
    spouse_of,
    today_of,
    types,
)


def test_a_spouse_who_lost_his_status_in_canada_pays_and_explains_its_restoration(
    alices: Client, ready_draft: Application, this_day: date
) -> None:
    karim, before = spouse_of(ready_draft), ready_of(ready_draft)
    assert types(alices, karim, "member-in-canada", in_canada="yes") == "member-in-canada-status"
    following = types(alices, karim, "member-in-canada-status", in_canada_status="none")
    assert following == "member-in-canada-days"
    lost = this_day - timedelta(days=10)
    types(alices, karim, "member-in-canada-days", **days("status_lost_on", lost))
    after = ready_of(ready_draft)
    assert papers(after, "partner") - papers(before, "partner") == {
        "status-in-canada",
        "restoration-explanation",
    }
    assert papers(before, "partner") - papers(after, "partner") == {"photo"}
    restoration = next(
        row.amount for row, _ in today_of(ready_draft).law.fees if row.key == "restoration"
    )
    assert after.bill.total - before.bill.total == restoration > Decimal(0)
    assert found(after, "partner", "status-of-member") is True


def test_a_status_that_ended_too_long_ago_keeps_a_spouse_from_a_permit(
    alices: Client, ready_draft: Application, this_day: date
) -> None:
    karim = spouse_of(ready_draft)
    types(alices, karim, "member-in-canada", in_canada="yes")
    types(alices, karim, "member-in-canada-status", in_canada_status="none")
    lost = this_day - timedelta(days=200)
    types(alices, karim, "member-in-canada-days", **days("status_lost_on", lost))
    assert found(ready_of(ready_draft), "partner", "status-of-member") is False


def test_the_last_day_is_asked_of_a_status_and_the_day_of_its_loss_of_none(
    alices: Client, ready_draft: Application, this_day: date
) -> None:
    karim = spouse_of(ready_draft)
    types(alices, karim, "member-in-canada", in_canada="yes")
    types(alices, karim, "member-in-canada-status", in_canada_status="none")
    assert asked_at(ready_draft, "member-in-canada-days") == ["status_lost_on"]
    types(alices, karim, "member-in-canada-days", **days("status_lost_on", this_day))
    types(alices, karim, "member-in-canada-status", in_canada_status="worker")
    assert asked_at(ready_draft, "member-in-canada-days") == ["in_canada_until"]
    until = this_day + timedelta(days=90)
    types(alices, karim, "member-in-canada-days", **days("in_canada_until", until))
    assert "status_lost_on" not in spouse_of(ready_draft).answers
    assert papers(ready_of(ready_draft), "partner") >= {"status-in-canada"}


def test_a_child_in_canada_needs_neither_a_certificate_for_studies_nor_a_photo(
    alices: Client, ready_draft: Application, this_day: date
) -> None:
    sami, before = child_of(ready_draft), ready_of(ready_draft)
    assert {"caq", "photo"} <= papers(before, "child-1")
    types(alices, sami, "member-in-canada", in_canada="yes")
    types(alices, sami, "member-in-canada-status", in_canada_status="visitor")
    until = this_day + timedelta(days=90)
    types(alices, sami, "member-in-canada-days", **days("in_canada_until", until))
    after = ready_of(ready_draft)
    assert papers(before, "child-1") - papers(after, "child-1") == {"caq", "photo"}
    assert papers(after, "child-1") - papers(before, "child-1") == {"status-in-canada"}
    assert found(after, "child-1", "needs-study-permit") is False


def test_nobody_who_asks_for_nothing_is_asked_where_they_are_now(
    alices: Client, ready_draft: Application
) -> None:
    karim = spouse_of(ready_draft)
    assert types(alices, karim, "plan", applies_for="nothing") != "member-in-canada"
    _, sheet, _ = today_of(ready_draft).sheets
    assert {"member-in-canada", "member-health-work"}.isdisjoint(one.key for one in sheet.asked)


@pytest.mark.parametrize(
    ("wants", "exam", "met", "paper", "barred"),
    [
        ("yes", "yes", True, True, False),
        ("yes", "no", False, True, True),
        ("no", "yes", True, True, False),
        ("no", "no", True, False, True),
    ],
)
def test_a_spouse_says_whether_he_wants_to_work_with_patients_and_has_an_exam(
    wants: str,
    exam: str,
    met: bool,
    paper: bool,
    barred: bool,
    alices: Client,
    ready_draft: Application,
) -> None:
    karim = spouse_of(ready_draft)
    types(alices, karim, "member-health-work", health_or_child_care=wants, medical_exam=exam)
    ready, file = ready_of(ready_draft), today_of(ready_draft)
    assert found(ready, "partner", "medical-exam") is met
    assert ("medical-proof" in papers(ready, "partner")) is paper
    mine = next(
        one for one in permits(file.programme, file.case, on=file.on) if one.person == "partner"
    )
    printed = [one.text.en for one in file.law.permit_conditions if one.key == "no-health-care"]
    assert ([one.en for one in mine.conditions if one.en in printed] == printed) is barred


def test_a_child_who_studies_is_not_asked_about_work_with_patients(
    ready_draft: Application,
) -> None:
    *_, sami = today_of(ready_draft).sheets
    assert "member-health-work" not in [one.key for one in sami.asked]


def test_a_spouse_who_nurses_and_wants_no_work_in_health_care_is_asked_about_it(
    alices: Client, ready_draft: Application
) -> None:
    karim = spouse_of(ready_draft)
    types(alices, karim, "member-work", occupation="Infirmier", education="trade")
    for wants, asked in (("yes", []), ("no", [karim.pk])):
        types(alices, karim, "member-health-work", health_or_child_care=wants, medical_exam="no")
        noticed = contradictions.of(today_of(ready_draft), "en")
        people = [
            who.pk
            for one in noticed
            if one.kind == "care-without-exam"
            for who in one.people
            if who.pk == karim.pk
        ]
        assert people == asked


def test_marital_status_and_biometrics_are_asked_only_of_those_whom_they_concern(
    alices: Client, ready_draft: Application, this_day: date
) -> None:
    """Sami, 8, is too young for both; at 17 he gives biometrics, and at 18 he may be married."""
    sami = child_of(ready_draft)
    for years, expected in (
        (8, set()),
        (17, {"biometrics_before"}),
        (18, {"biometrics_before", "relationship"}),
    ):
        born = days("born", date(this_day.year - years, 1, 1))
        types(alices, sami, "member", **(WHO | born))
        *_, sheet = today_of(ready_draft).sheets
        asked = {field.key for _, fields in sheet.pages for field in fields}
        assert (years, asked & {"biometrics_before", "relationship", "married"}) == (
            years,
            expected,
        )


WHO = {
    "relation": "child", "family_name": "Idrissi", "given_names": "Sami", "sex": "M", "nationality": "MAR",
    "birth_country": "MAR",
}  # fmt: skip


@pytest.mark.parametrize(
    ("status", "dependent"),
    [("single", True), ("married", False), ("common-law", False), ("separated", None), ("widowed", True)],
)  # fmt: skip
def test_a_grown_child_with_a_spouse_is_no_dependent_child(
    status: str, dependent: bool | None, alices: Client, ready_draft: Application, this_day: date
) -> None:
    sami = child_of(ready_draft)
    types(alices, sami, "member", **(WHO | days("born", date(this_day.year - 19, 1, 1))))
    types(alices, sami, "member-marital", relationship=status)
    assert found(ready_of(ready_draft), "child-1", "dependent-child") is dependent
    doubts = [one.kind for one in contradictions.of(today_of(ready_draft), "en")]
    assert ("grown-child" in doubts) is (dependent is False)


def test_whether_a_decision_is_awaited_is_asked_only_of_biometrics_for_permanent_residence(
    alices: Client, ready_draft: Application, this_day: date
) -> None:
    karim, given = spouse_of(ready_draft), days("biometrics_given", this_day - timedelta(days=300))
    Person.objects.filter(pk=karim.pk).update(answers={**karim.answers, "biometrics_before": True})
    for kind, follows in (("permanent", True), ("temporary", False)):
        following = types(alices, karim, "member-biometrics", biometrics_for=kind, **given)
        assert (following == "member-biometrics-pending") is follows


def test_whoever_adds_somebody_is_asked_about_that_person_and_not_about_herself(
    alices: Client, draft: Application
) -> None:
    page = pages.words(alices.get(pages.address("add-member", draft), follow=True))
    assert [page.count(one) for one in ("Who are you?", "Your relationship", "bday")] == [0, 0, 0]
    assert page.count("Relationship to you") >= 1
