"""Adult members are asked what the principal applicant is, and who stays behind what the family information says."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.queries import readiness
from impplus.queries.letters import imm_5707
from impplus.records.models import Application, Person
from tests import people
from tests.portal.members import asked_at, child_of, days, spouse_of, today_of, types


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


def test_of_a_grown_child_is_asked_too_whose_it_is(
    alices: Client, ready_draft: Application, this_day: date
) -> None:
    sami = child_of(ready_draft)
    people.let_say([sami], born=date(this_day.year - 23, 1, 1), parents=None)
    gaps = [gap.field.key for gap in readiness.of(today_of(ready_draft)).gaps if gap.field]
    assert gaps.count("parents") == 1
    types(alices, sami, "parents", parents="partner-and-another")
    assert paper_of(ready_draft, "partner")["Child 1"]["Relationship"] == "Own child"
    assert "other_parent_consents" not in {
        field.key for _, fields in today_of(ready_draft).sheets[2].pages for field in fields
    }


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_country_that_is_no_more_is_one_to_be_born_in_and_not_to_live_in(
    language: str, alices: Client, ready_draft: Application
) -> None:
    with override(language):
        born, home = (
            reverse("portal:step", args=[ready_draft.number, key]) for key in ("identity", "home")
        )
    asked = alices.get(born).context["form"].fields
    assert (
        "SUN" in dict(asked["birth_country"].choices),
        "XXA" in dict(asked["birth_country"].choices),
    ) == (True, False)
    lives = dict(alices.get(home).context["form"].fields["lives_country"].choices)
    assert ("SUN" in lives, "XXA" in lives) == (False, False)
    version = ready_draft.people.get(relation="principal").answers_version
    typed = {"_version": version, "lives_country": "XXA"}
    refused = alices.post(home, typed, follow=True)
    assert refused.status_code == 422
