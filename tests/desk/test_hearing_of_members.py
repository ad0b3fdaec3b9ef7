"""Karim and Sami are refused, or approved against the rules, as Alice would be: heard first, and signed by a second officer."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import countersignatures, decisions, fairness, reviews
from impplus.queries.clock import now
from impplus.queries.countersignatures import SignatureOwed, titles_of
from impplus.queries.fairness import NotHeard
from impplus.queries.file import file_of
from impplus.queries.outcomes import FoundOfMember
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.records.models import (
    Application,
    Countersignature,
    Letter,
    Person,
    PersonOutcome,
    Question,
    User,
)
from impplus.rules.lifecycle import Role
from tests import people
from tests.decided import falling
from tests.desk.test_decisions import given
from tests.heard import heard, signed
from tests.people import all_met, signed_in, user
from tests.portal.own import text

WHO = ["partner", "child-1"]
# What rests on doubt and needs no second officer; what needs one; a condition that the answers show met.
DOUBT = {"will-leave": "Sans attaches."}
FALSE = {"truthful": "La lettre est fausse."}
CRIME = {"admissible": "Une condamnation de 2019."}


def approve(file: Application, by: User, **members: FoundOfMember) -> None:
    file = Application.objects.get(pk=file.pk)
    named = {name.replace("_", "-"): found for name, found in members.items()}
    decisions.approve(file, weighed=all_met(file), notes={}, reasons="Vu.", by=by, members=named)


def refuse_one(file: Application, by: User, name: str, unmet: dict[str, str]) -> None:
    approve(file, by, **{name: FoundOfMember(unmet=unmet)})


def outcomes() -> dict[str, str]:
    return {one.person.given_names: one.outcome for one in PersonOutcome.objects.all()}


def member(file: Application, name: str) -> Person:
    return file_of(Application.objects.get(pk=file.pk)).people[name]


@pytest.mark.parametrize("name", WHO)
@pytest.mark.parametrize(
    "unmet", [DOUBT, {"medical": "Sans examen."}, {"biometrics-given": "Non."}]
)
def test_nobody_is_refused_for_a_doubt_that_was_never_put_about_this_very_person(
    name: str, unmet: dict[str, str], enrolled: Application, olivia: User
) -> None:
    key = next(iter(unmet))
    heard(enrolled, key, by=olivia)
    heard(enrolled, key, by=olivia, about=next(one for one in WHO if one != name))
    with pytest.raises(NotHeard) as barred:
        refuse_one(enrolled, olivia, name, unmet)
    assert member(enrolled, name).name in barred.value.text.en
    assert outcomes() == {}
    heard(enrolled, key, by=olivia, about=name)
    refuse_one(enrolled, olivia, name, unmet)
    assert outcomes()[member(enrolled, name).given_names] == "refused"


@pytest.mark.parametrize("name", WHO)
def test_what_is_put_about_a_member_says_nothing_of_alice(
    name: str, enrolled: Application, olivia: User
) -> None:
    heard(enrolled, "will-leave", by=olivia, about=name)
    with pytest.raises(NotHeard):
        decisions.refuse(enrolled, unmet=DOUBT, reasons="Vu.", by=olivia, falling=falling(enrolled))


@pytest.mark.parametrize("name", WHO)
def test_where_all_are_refused_a_member_with_a_reason_of_their_own_was_heard_too(
    name: str, enrolled: Application, olivia: User
) -> None:
    heard(enrolled, "will-leave", by=olivia)
    own = {name: FoundOfMember(unmet=DOUBT)}
    others = [one for one in WHO if one != name]
    words = {"unmet": DOUBT, "reasons": "Vu.", "by": olivia, "members": own, "falling": others}
    with pytest.raises(NotHeard):
        decisions.refuse(enrolled, **words)  # type: ignore[arg-type]
    heard(enrolled, "will-leave", by=olivia, about=name)
    decisions.refuse(Application.objects.get(pk=enrolled.pk), **words)  # type: ignore[arg-type]
    assert set(outcomes().values()) == {"refused"}


def test_what_the_answers_show_of_sami_needs_neither_a_letter_nor_a_signature(
    enrolled: Application, olivia: User, this_day: date
) -> None:
    grown(enrolled, this_day)
    refuse_one(enrolled, olivia, "child-1", {"dependent-child": ""})
    assert outcomes()["Sami"] == "refused"


def test_a_condition_that_the_answers_show_met_of_sami_is_put_first(
    enrolled: Application, olivia: User
) -> None:
    with pytest.raises(NotHeard):
        refuse_one(enrolled, olivia, "child-1", {"dependent-child": "Marié, dit-on."})


@pytest.mark.parametrize("name", WHO)
def test_the_officer_waits_for_what_was_put_about_a_member_and_silence_lets_the_others_go_on(
    name: str, enrolled: Application, olivia: User, this_day: date
) -> None:
    concerns = {"will-leave": ("Un doute.", "Page 1.")}
    whom = member(enrolled, name)
    put = fairness.put(enrolled, concerns=concerns, by=olivia, person=whom)
    with pytest.raises(NotUnderstood):
        refuse_one(enrolled, olivia, name, DOUBT)
    Question.objects.update(due_on=this_day - timedelta(days=1))
    with pytest.raises(NotUnderstood):
        approve(enrolled, olivia)
    refuse_one(enrolled, olivia, name, DOUBT)
    put.refresh_from_db()
    assert (outcomes()[whom.given_names], put.status) == ("refused", "closed")


@pytest.mark.parametrize("name", WHO)
def test_a_member_of_whom_nobody_replies_is_refused_and_nobody_else_for_it(
    name: str, enrolled: Application, olivia: User, this_day: date
) -> None:
    whom = member(enrolled, name)
    reviews.ask(enrolled, text="Où?", document="", days=30, by=olivia, person=whom)
    Question.objects.update(due_on=this_day - timedelta(days=1))
    with pytest.raises(NotHeard):
        decisions.refuse(enrolled, unmet=FALSE, reasons="Vu.", by=olivia, falling=falling(enrolled))
    refuse_one(enrolled, olivia, name, {"truthful": "Sans réponse."})
    assert outcomes()[whom.given_names] == "refused"


def test_biometrics_that_karim_did_not_give_in_time_are_no_ground_against_alice(
    enrolled: Application, olivia: User
) -> None:
    karim = enrolled.people.filter(relation="spouse")
    asked = karim.get().biometrics_asked_at
    karim.update(biometrics_taken_on=None, biometrics_asked_at=asked - timedelta(days=60))  # type: ignore[operator]
    with pytest.raises(NotHeard):
        decisions.refuse(
            enrolled,
            unmet={"biometrics-given": "Non."},
            reasons="Vu.",
            by=olivia,
            falling=falling(enrolled),
        )
    refuse_one(enrolled, olivia, "partner", {"biometrics-given": "Non fournies."})
    assert outcomes() == {"Alice": "approved", "Karim": "refused", "Sami": "approved"}


@pytest.mark.parametrize("name", WHO)
@pytest.mark.parametrize("unmet", [FALSE, CRIME])
def test_no_officer_finds_misrepresentation_or_inadmissibility_of_a_member_alone(
    name: str, unmet: dict[str, str], enrolled: Application, olivia: User
) -> None:
    heard(enrolled, next(iter(unmet)), by=olivia, about=name)
    with pytest.raises(SignatureOwed) as owed:
        refuse_one(enrolled, olivia, name, unmet)
    assert member(enrolled, name).name in owed.value.text.en
    signed(enrolled, {}, by=olivia, members={name: FoundOfMember(unmet={"medical": "Non."})})
    other = dict.fromkeys(unmet, "Autre chose.")
    signed(enrolled, {}, by=olivia, members={name: FoundOfMember(unmet=other)})
    someone = next(one for one in WHO if one != name)
    signed(enrolled, {}, by=olivia, members={someone: FoundOfMember(unmet=unmet)})
    with pytest.raises(SignatureOwed):
        refuse_one(enrolled, olivia, name, unmet)
    signed(enrolled, {}, by=olivia, members={name: FoundOfMember(unmet=unmet)})
    refuse_one(enrolled, olivia, name, unmet)
    assert outcomes()[member(enrolled, name).given_names] == "refused"


def test_sami_is_not_approved_against_the_answers_by_one_officer_alone(
    enrolled: Application, olivia: User, this_day: date
) -> None:
    grown(enrolled, this_day)
    seen = {"child-1": FoundOfMember(notes={"dependent-child": "L’acte porte 2012."})}
    with pytest.raises(SignatureOwed):
        approve(enrolled, olivia, child_1=seen["child-1"])
    signed(enrolled, {}, by=olivia, members=seen)
    approve(enrolled, olivia, child_1=seen["child-1"])
    assert outcomes()["Sami"] == "approved"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_from_the_page_of_the_decision_to_the_letter_about_karim_and_the_signature(
    language: str, desk: Client, enrolled: Application, olivia: User
) -> None:
    omar = user("omar@example.test", "Omar Said", Role.FEDERAL)
    with override(language):
        page = reverse("desk:decision", args=[enrolled.number])
        letter = reverse("desk:fairness", args=[enrolled.number])
        sent = given(enrolled, "approve") | {
            "outcome-partner": "refuse",
            "met-partner-admissible": "no",
            "note-partner-admissible": CRIME["admissible"],
        }
        barred = desk.post(page, sent | {"sure": "1"})
        link = f"{letter}?about=partner&amp;condition=admissible"
        assert (barred.status_code, f'href="{link}"' in barred.content.decode()) == (422, True)
        assert "Karim Idrissi" in desk.get(link.replace("&amp;", "&")).content.decode()
        concern = {"about": "partner", "condition": "admissible", "language": "fr"}
        concern |= {"concern-admissible": "Une condamnation.", "evidence-admissible": "Page 2."}
        assert desk.post(letter, concern | {"sure": "1"}).status_code == 302
        put = Question.objects.get()
        assert put.person == member(enrolled, "partner")
        reviews.answer(put, text="Effacée du casier.", by=enrolled.applicant)
        assert desk.post(page, sent | {"sure": "1"}).status_code == 422
        assert desk.post(page, sent | {"second": "1"}).status_code == 302
        asked = Countersignature.objects.get()
        (row,) = titles_of(asked)
        assert (row[0].en, row[1:]) == (
            "Karim Idrissi: No inadmissibility",
            (False, CRIME["admissible"]),
        )
        shown = signed_in(omar).get(
            reverse("desk:countersignature", args=[enrolled.number, asked.pk])
        )
        assert shown.status_code == 302  # he says first why he opens the file
        countersignatures.settle(asked, signed=True, by=omar)
        assert desk.post(page, sent | {"sure": "1"}).status_code == 302
    assert outcomes() == {"Alice": "approved", "Karim": "refused", "Sami": "approved"}


def test_the_letter_that_is_read_before_it_is_sent_is_the_one_that_karim_gets(
    desk: Client, enrolled: Application
) -> None:
    karim = member(enrolled, "partner")
    account = user("karim@example.test", "Karim Idrissi", Role.APPLICANT)
    karim.delegations.update(account=account, status="accepted", accepted_at=now())
    letter = reverse("desk:fairness", args=[enrolled.number])
    concern = {"about": "partner", "condition": "admissible", "language": "en"}
    concern |= {"concern-admissible": "A conviction.", "evidence-admissible": "Page 2."}
    looked = text(desk.post(letter, concern))
    assert ("Hello Karim Idrissi" in looked, "Hello Alice" in looked) == (True, False)
    assert "This letter goes to Karim Idrissi as soon as you press the button." in looked
    desk.post(letter, concern | {"sure": "1"})
    assert Letter.objects.get(kind="fairness").person == karim


@pytest.mark.parametrize("about", ["child-7", "moon", "sibling-1", ""])
def test_a_concern_is_about_somebody_who_applies(
    about: str, desk: Client, enrolled: Application, olivia: User
) -> None:
    letter = reverse("desk:fairness", args=[enrolled.number])
    said = {"condition": "will-leave", "language": "fr", "sure": "1"}
    said |= {"concern-will-leave": "Un doute.", "evidence-will-leave": "Page 1."}
    answer = desk.post(letter, said | {"about": about})
    assert (answer.status_code, Question.objects.count()) == ((302, 1) if not about else (404, 0))
    bobs = Person(application=Application(pk=enrolled.pk + 1))
    with pytest.raises(NotYours):
        fairness.put(enrolled, concerns={"will-leave": ("?", "?")}, by=olivia, person=bobs)


def grown(file: Application, this_day: date) -> None:
    """Sami turns out to be 23."""
    sami = file.people.filter(relation="child")
    born = date(this_day.year - 23, 1, 1)
    people.let_say(sami, born=born, dependent_for_health=False)
    sami.update(biometrics_taken_on=this_day)
