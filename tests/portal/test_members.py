"""What is asked of each member who asks for something, typed on the pages, with all that follows from it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.queries import contradictions, readiness
from impplus.queries.file import File, file_of
from impplus.queries.letters import imm_5707
from impplus.records.models import Application, Person
from impplus.rules.validity import permits
from tests.portal import pages


def spouse_of(application: Application) -> Person:
    return application.people.get(relation="spouse")


def child_of(application: Application) -> Person:
    return application.people.get(relation="child")


def days(key: str, on: date) -> dict[str, str]:
    return {f"{key}_{n}": str(part) for n, part in enumerate((on.year, on.month, on.day))}


def types(browser: Client, person: Person, key: str, /, **said: Any) -> str:
    """Send a page about a member with some answers, and return the key of the page that follows."""
    with override("en"):
        there = reverse("portal:member-step", args=[person.application.number, person.pk, key])
    version = Person.objects.get(pk=person.pk).answers_version
    answer = browser.post(there, {"_version": version, **said})
    assert answer.status_code == 302, pages.words(answer)
    return str(answer.headers["Location"]).rstrip("/").rpartition("/")[2]


def ready_of(application: Application) -> readiness.Readiness:
    return readiness.of(today_of(application))


def today_of(application: Application) -> File:
    return file_of(Application.objects.get(pk=application.pk))


def papers(ready: readiness.Readiness, name: str) -> set[str]:
    return {one.key for one in ready.documents_needed if one.person == name}


def found(ready: readiness.Readiness, name: str, key: str) -> bool | None:
    (one,) = (each for each in ready.family if (each.person, each.key) == (name, key))
    return one.met


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


def asked_at(application: Application, key: str) -> list[str]:
    """What a page about the spouse asks."""
    _, sheet, _ = today_of(application).sheets
    step = sheet.find(key)
    return [field.key for field in sheet.fields(step)] if step else []


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


def paper_of(application: Application, name: str) -> dict[str, dict[str, str]]:
    """The family information of somebody: each heading with its rows."""
    shown = imm_5707.composed(today_of(application), name, "en")
    return {
        one["heading"]: {row["label"]: row["value"] for row in one["rows"]}
        for one in shown.sections
    }


def test_who_stays_behind_says_where_they_live_and_what_they_do(
    alices: Client, ready_draft: Application
) -> None:
    karim = spouse_of(ready_draft)
    following = types(alices, karim, "plan", applies_for="nothing")
    assert following == "member-home"
    assert types(alices, karim, "member-home", lives_with_principal="no") == "member-address"
    home = {"address": "4, rue des Figuiers", "city": "Salé", "lives_country": "MAR"}
    assert types(alices, karim, "member-address", **home) == "member-work"
    types(alices, karim, "member-work", occupation="Soudeur")
    assert asked_at(ready_draft, "member-work") == ["occupation"]
    said = paper_of(ready_draft, "principal")["Spouse or common-law partner"]
    wanted = ("Address", "City, town or village", "Occupation", "Marital status", "Application")
    assert [said[key] for key in wanted] == [
        "4, rue des Figuiers",
        "Salé",
        "Soudeur",
        "Married",
        "Nothing now",
    ]


@pytest.mark.parametrize(
    ("parents", "only", "of_alice", "of_karim"),
    [
        ("both", "", "Own child", "Own child"),
        ("principal-and-another", "", "Own child", "Spouse’s or partner’s child"),
        ("partner-and-another", "", "Spouse’s or partner’s child", "Own child"),
        ("one", "principal", "Own child", "Spouse’s or partner’s child"),
        ("one", "partner", "Spouse’s or partner’s child", "Own child"),
    ],
)
def test_each_paper_says_whose_child_it_is(
    parents: str,
    only: str,
    of_alice: str,
    of_karim: str,
    alices: Client,
    ready_draft: Application,
) -> None:
    sami = child_of(ready_draft)
    following = types(alices, sami, "parents", parents=parents)
    assert (following == "only-parent") is bool(only)
    if only:
        types(alices, sami, "only-parent", only_parent=only)
    for name, said in (("principal", of_alice), ("partner", of_karim)):
        assert paper_of(ready_draft, name)["Child 1"]["Relationship"] == said


def test_the_couple_says_since_when_it_is_married(alices: Client, ready_draft: Application) -> None:
    alice = ready_draft.people.get(relation="principal")
    with override("en"):
        there = reverse("portal:step", args=[ready_draft.number, "your-union"])
    version = Person.objects.get(pk=alice.pk).answers_version
    said = days("married_on", date(2014, 7, 5))
    assert alices.post(there, {"_version": version, **said}).status_code == 302
    for name, heading in (
        ("principal", "Principal applicant"),
        ("partner", "Spouse or common-law partner"),
    ):
        shown = paper_of(ready_draft, name)[heading]
        assert shown["Date of the marriage"] == "July\u00a05,\u00a02014"


LIKE_ALICE = {
    "other_names", "native_name", "other_nationality", "passport_kind", "phone", "education", "union_before",
}  # fmt: skip


def test_an_adult_who_applies_is_asked_what_the_principal_applicant_is(
    alices: Client, ready_draft: Application
) -> None:
    alice, karim, sami = today_of(ready_draft).sheets
    asked = [
        {field.key for _, fields in one.pages for field in fields} for one in (alice, karim, sami)
    ]
    assert [one & LIKE_ALICE for one in asked] == [LIKE_ALICE, LIKE_ALICE, {"passport_kind"}]
    types(alices, karim.person, "member-names", native_name="كريم", other_nationality="FRA")
    assert types(alices, karim.person, "member-unions", union_before="yes") == "member-union-before"
    kept = spouse_of(ready_draft).answers
    assert (kept["native_name"], kept["other_nationality"], kept["union_before"]) == (
        "كريم",
        "FRA",
        True,
    )
