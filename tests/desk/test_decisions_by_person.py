"""Olivia decides on each person on one page: what an approval lacks is said first, and she names who falls."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import evidence, reviews
from impplus.queries.file import file_of
from impplus.queries.findings import judged
from impplus.queries.outcomes import FoundOfMember
from impplus.records.models import Application, Decision, Introduction, PersonOutcome, User
from tests import people
from tests.desk.test_decisions import FALLING, errors, given
from tests.heard import heard, signed
from tests.kept import kept


@pytest.fixture
def page(enrolled: Application) -> str:
    """The address of the decision on Alice's application."""
    return reverse("desk:decision", args=[enrolled.number])


def outcomes() -> list[tuple[str, str, bool]]:
    made = PersonOutcome.objects.all()
    return [(one.person.given_names, one.outcome, one.falls) for one in made]


@pytest.fixture
@kept
def karim_heard(enrolled: Application, olivia: User) -> None:
    """Karim was heard about the conviction, and a second officer signed what Olivia finds of him."""
    found = {"partner": FoundOfMember(unmet={"admissible": "A conviction of 2019."})}
    heard(enrolled, "admissible", by=olivia, about="partner")
    signed(enrolled, {}, by=olivia, members=found)


NOT_HIM = {
    "outcome-partner": "refuse",
    "met-partner-admissible": "no",
    "note-partner-admissible": "A conviction of 2019.",
}


@pytest.mark.usefixtures("karim_heard")
def test_karim_is_refused_and_the_others_are_approved_with_two_presses(
    desk: Client, enrolled: Application, page: str
) -> None:
    sent = given(enrolled, "approve") | NOT_HIM
    looked = desk.post(page, sent, follow=True)
    assert looked.context["refused"] == {"partner"}
    assert [one.person.given_names for one in looked.context["foreseen"]] == ["Alice", "Sami"]
    assert looked.context["refund"].amount == 100
    assert desk.post(page, sent | {"sure": "1"}).status_code == 302
    assert outcomes() == [
        ("Alice", "approved", False),
        ("Karim", "refused", False),
        ("Sami", "approved", False),
    ]
    assert Introduction.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "faulty"),
    [
        ({"outcome-partner": "refuse"}, ["outcome-partner"]),
        ({"outcome-partner": ""}, ["outcome-partner"]),
        ({"met-partner-admissible": "no", "note-partner-admissible": "Non."}, ["outcome-partner"]),
        ({**NOT_HIM, "note-partner-admissible": " "}, ["note-partner-admissible"]),
    ],
)
def test_a_member_is_refused_for_what_is_marked_with_its_reason_only(
    changes: dict[str, str], faulty: list[str], desk: Client, enrolled: Application, page: str
) -> None:
    assert errors(desk.post(page, given(enrolled, "approve") | changes | {"sure": "1"})) == faulty
    assert Decision.objects.count() == 0


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Refuse Alice Benali, Karim Idrissi, Sami Idrissi"),
        ("fr", "Refuser Alice Benali, Karim Idrissi, Sami Idrissi"),
    ],
)
def test_a_refusal_of_all_proposes_who_falls_and_olivia_presses_their_names(
    language: str, said: str, desk: Client, enrolled: Application, olivia: User
) -> None:
    heard(enrolled, "passport", by=olivia)
    sent = given(enrolled, "refuse", met_passport="no", note_passport="Expired.")
    with override(language):
        page = reverse("desk:decision", args=[enrolled.number])
        looked = desk.post(page, sent, follow=True)
        assert said in looked.content.decode()
        assert [one.name for one in looked.context["falling"]] == ["partner", "child-1"]
        assert desk.post(page, sent | {"sure": "1"}).status_code == 422
        assert Decision.objects.count() == 0
        assert desk.post(page, sent | {"sure": "1"} | FALLING).status_code == 302
    assert {falls for _name, _outcome, falls in outcomes()[1:]} == {True}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_child_of_23_is_proposed_for_refusal_with_the_reason(
    desk: Client, enrolled: Application, this_day: date, language: str
) -> None:
    born = date(this_day.year - 23, 1, 1)
    sami = enrolled.people.filter(relation="child")
    people.let_say(sami, born=born, dependent_for_health=False)
    sami.update(biometrics_taken_on=this_day)
    why = next(one for one in judged(file_of(enrolled)).family if one.met is False)
    with override(language):
        page = reverse("desk:decision", args=[enrolled.number])
        shown = desk.get(page)
        assert why.text.say(language) in shown.content.decode()
        _karim, child = shown.context["family"]
        assert (
            child.outcome.value(),
            child.conditions[0].explained,
            child.conditions[0].met.value(),
        ) == (
            "refuse",
            True,
            "no",
        )
        assert errors(desk.post(page, given(enrolled, "approve"))) == [
            "note-child-1-dependent-child"
        ]
        sent = given(enrolled, "approve") | {
            "outcome-child-1": "refuse",
            "met-child-1-dependent-child": "no",
        }
        assert desk.post(page, sent | {"sure": "1"}).status_code == 302
    assert outcomes()[2] == ("Sami", "refused", False)


def test_one_tick_says_met_of_what_is_left_open(
    desk: Client, enrolled: Application, page: str
) -> None:
    open_ = {f"met-{one.key}": "" for one in judged(file_of(enrolled)).requirements}
    sent = given(enrolled, "approve") | open_
    assert errors(desk.post(page, sent)) == sorted(open_)
    looked = desk.post(page, sent | {"rest": "on"}, follow=True)
    assert {one.found for one in looked.context["requirements"]} == {True}
    assert desk.post(page, sent | {"rest": "True", "sure": "1"}).status_code == 302
    assert enrolled.findings.filter(stage="decided", met=None).count() == 0


def test_what_an_approval_lacks_stands_first_with_its_link(
    desk: Client, processing: Application, olivia: User
) -> None:
    reviews.ask(processing, text="?", document="", days=9, by=olivia)
    shown = desk.get(reverse("desk:decision", args=[processing.number]))
    assert [(one.where, one.stops) for one in shown.context["lacking"]] == [
        ("questions", True),
        ("biometrics", True),
        ("biometrics", True),
    ]
    body = shown.content.decode()
    links = [
        reverse(f"desk:{one}", args=[processing.number]) for one in ("questions", "biometrics")
    ]
    first = body.index('id="lacking"')
    assert all(
        first < body.index(f'href="{one}"', first) < body.index('id="weigh"') for one in links
    )


def test_an_approval_says_for_whom_no_institution_is_named(
    desk: Client, enrolled: Application, page: str
) -> None:
    sami = file_of(enrolled).people["child-1"]
    sami.answers |= {"applies_for": "study-permit", "studies": "post-secondary"}
    sami.save()
    (told,) = desk.get(page).context["lacking"]
    assert (told.where, told.stops) == ("ask", False)
    assert told.text.en.startswith(f"No institution is named for {sami.name}")
    sami.answers |= {"institution": "Collège Exemple"}
    sami.save()
    assert desk.get(page).context["lacking"] == ()


def test_a_finding_stands_with_the_page_that_shows_it_here_and_in_the_letter(
    desk: Client, enrolled: Application, page: str, olivia: User
) -> None:
    csq = enrolled.documents.filter(key="csq").earliest("pk")
    evidence.mark(csq.person, key="csq-valid", document=csq, sheet=1, says="proves", by=olivia)
    said = "Selection certificate (CSQ), page 1"
    assert said in desk.get(page).content.decode()
    sent: dict[str, Any] = given(enrolled, "approve") | {"sure": "1"}
    assert desk.post(page, sent).status_code == 302
    found = enrolled.letters.get(kind="approval").facts["findings"]
    assert [one["proof"]["en"] for one in found if one.get("proof")] == [said]


def test_fifty_thousand_letters_are_too_many_and_are_kept_on_the_page(
    desk: Client, enrolled: Application, page: str
) -> None:
    long = "é" * 50_000
    sent = given(enrolled, "approve", long) | NOT_HIM | {"note-partner-admissible": long}
    answer = desk.post(page, sent | {"sure": "1"})
    assert errors(answer) == ["note-partner-admissible", "reasons"]
    form = answer.context["form"]
    assert {form[name].value() for name in ("reasons", "note-partner-admissible")} == {long}
    assert Decision.objects.count() == 0


def test_words_in_another_language_ask_for_their_translation_on_the_page(
    desk: Client, enrolled: Application, page: str
) -> None:
    other = "fr" if enrolled.language == "en" else "en"
    sent = given(enrolled, "approve") | {"language": other}
    refused = desk.post(page, sent)
    assert (refused.status_code, len(refused.context["form"].non_field_errors())) == (422, 1)
    made = {"translation": "All is met.", "translator": "Ana Ruiz"}
    looked = desk.post(page, sent | made, follow=True)
    assert "Ana Ruiz" in looked.content.decode()
    assert desk.post(page, sent | made | {"sure": "1"}).status_code == 302
    assert Decision.objects.get().translations.get().translator == "Ana Ruiz"


@pytest.mark.usefixtures("karim_heard")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_alice_reads_on_her_page_what_was_decided_of_each_person(
    language: str, desk: Client, enrolled: Application, page: str
) -> None:
    desk.post(page, given(enrolled, "approve") | NOT_HIM | {"sure": "1"})
    with override(language):
        shown = people.signed_in(enrolled.applicant).get(
            reverse("portal:status", args=[enrolled.number])
        )
    assert [(one.person.name, one.text.en) for one in shown.context["people"]] == [
        ("Alice Benali", "Approved"),
        ("Karim Idrissi", "Refused"),
        ("Sami Idrissi", "Approved"),
    ]
    assert shown.context["court"].days == 15


@pytest.mark.usefixtures("karim_heard")
def test_what_is_written_to_a_member_may_be_in_that_member_s_own_language(
    desk: Client, enrolled: Application, page: str
) -> None:
    english = "The lease that was sent is not the one of your address, and it is not signed."
    sent = given(enrolled, "approve") | {"language": "fr"}
    of_karim = NOT_HIM | {"note-partner-admissible": english}
    looked = desk.post(page, sent | of_karim, follow=True)
    assert (errors(looked), looked.context["refused"]) == ([], {"partner"})
    assert errors(desk.post(page, sent | {"reasons": english})) == ["language"]
