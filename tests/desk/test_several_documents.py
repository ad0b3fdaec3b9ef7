"""One question asks for several documents of several people, in words that are asked often, with more time where the officer gives it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import questions, reviews
from impplus.queries.letters.layout import composed
from impplus.queries.refusals import NotUnderstood, WrongMoment
from impplus.records.models import Application, Message, Person, Question, User
from impplus.words.asked_often import ASKED_OFTEN
from tests.people import signed_in
from tests.portal import pages


@pytest.fixture
def keys(processing: Application) -> list[str]:
    """The passports of Alice and of her husband, as they are ticked."""
    people = processing.people.filter(relation__in=("principal", "spouse")).order_by("pk")
    return [f"document-{one.pk}-passport" for one in people]


def test_what_is_ticked_on_the_checklist_stands_in_the_question_with_its_words(
    desk: Client, processing: Application, keys: list[str]
) -> None:
    page = reverse("desk:question", args=[processing.number])
    form = desk.get(page, {"missing": keys}).context["form"]
    assert form["wanted"].value() == keys
    assert form["text"].value() == ASKED_OFTEN["missing"].text.fr
    other = desk.get(page, {"missing": keys, "words": "unreadable"}).context["form"]
    assert (other["text"].value(), other["wanted"].value()) == (
        ASKED_OFTEN["unreadable"].text.fr,
        keys,
    )


def test_the_letter_and_alices_page_name_each_document_and_whose_it_is(
    desk: Client, processing: Application, keys: list[str], alice: User
) -> None:
    page = reverse("desk:question", args=[processing.number])
    sent = {"text": "Voir la liste.", "wanted": keys, "language": "fr", "days": "30"}
    assert desk.post(page, sent | {"person": "all", "document": ""}).status_code == 302
    asked = Question.objects.get()
    whose = {str(one.pk): one.name for one in Person.objects.all()}
    names = [whose[key.split("-")[1]] for key in keys]
    section = composed(processing.letters.get(kind="question"), "fr").sections[0]
    assert (section["heading"], [one.split("– ")[1] for one in section["points"]]) == (
        "Documents demandés",
        names,
    )
    there = reverse("portal:question", args=[processing.number, asked.pk])
    shown = pages.words(signed_in(alice).get(there))
    assert [f"Passport – {name}" in shown for name in names] == [True, True]


def test_nothing_of_whoever_keeps_answers_private_is_asked_in_the_family(
    processing: Application, olivia: User, keys: list[str]
) -> None:
    assert processing.delegations.filter(person__relation="spouse").update(private=True) == 1
    asked = reviews.ask(
        Application.objects.get(), text="?", document="", days=30, by=olivia, wanted=keys
    )
    assert len(asked.wanted) == 1


def test_what_is_asked_often_is_whole_in_both_languages() -> None:
    said = [text for one in ASKED_OFTEN.values() for text in (one.title, one.text)]
    assert all(text.en.strip() and text.fr.strip() for text in said)
    assert len({text.fr for text in said}) == len(said)


def test_olivia_gives_more_time_that_nobody_asked_for_and_alice_is_told(
    desk: Client, processing: Application, olivia: User, alice: User
) -> None:
    asked = reviews.ask(processing, text="?", document="", days=30, by=olivia)
    until = asked.due_on + timedelta(days=7)
    day = {f"until_{n}": str(one) for n, one in enumerate((until.year, until.month, until.day))}
    page = reverse("desk:more-time", args=[processing.number, asked.pk])
    assert desk.post(page, day | {"extend": "1"}).status_code == 302
    asked.refresh_from_db()
    assert (asked.due_on, asked.more) == (until, "given")
    assert Message.objects.filter(notice="more-time-given", account=alice).count() == 1
    assert desk.post(page, day | {"extend": "1"}).status_code == 302
    assert Message.objects.filter(notice="more-time-given", account=alice).count() == 1


@pytest.mark.parametrize("days", [-1, 0, 61])
def test_a_new_last_day_is_later_and_not_too_late(
    days: int, processing: Application, olivia: User
) -> None:
    asked = reviews.ask(processing, text="?", document="", days=30, by=olivia)
    with pytest.raises(NotUnderstood):
        questions.extend(asked, until=asked.due_on + timedelta(days=days), by=olivia)


def test_a_question_that_was_withdrawn_gets_no_more_time(
    processing: Application, olivia: User
) -> None:
    asked = reviews.ask(processing, text="?", document="", days=30, by=olivia)
    questions.withdraw(asked, by=olivia)
    with pytest.raises(WrongMoment):
        questions.extend(asked, until=asked.due_on + timedelta(days=3), by=olivia)


def test_biometrics_of_all_are_recorded_on_one_page(
    desk: Client, processing: Application, olivia: User
) -> None:
    reviews.request_biometrics(processing, by=olivia)
    page = reverse("desk:biometrics", args=[processing.number])
    form = desk.get(page).context["form"]
    people, today = form["people"].initial, form["day"].initial
    assert len(people) == Person.objects.exclude(biometrics_asked_at=None).count() > 1
    day = {f"day_{n}": str(one) for n, one in enumerate((today.year, today.month, today.day))}
    none = desk.post(page, day | {"record": "1"})
    assert (none.status_code, list(none.context["form"].errors)) == (422, ["people"])
    assert desk.post(page, day | {"people": people, "record": "1"}).status_code == 302
    given = Person.objects.filter(biometrics_taken_on=today).values_list("pk", flat=True)
    assert {str(one) for one in given} == set(people)
    assert desk.get(page).context["form"] is None


def test_a_day_that_is_still_to_come_is_recorded_of_nobody(
    desk: Client, processing: Application, olivia: User
) -> None:
    reviews.request_biometrics(processing, by=olivia)
    page = reverse("desk:biometrics", args=[processing.number])
    form = desk.get(page).context["form"]
    later = form["day"].initial + timedelta(days=2)
    day = {f"day_{n}": str(one) for n, one in enumerate((later.year, later.month, later.day))}
    wrong = desk.post(page, day | {"people": form["people"].initial, "record": "1"})
    assert (wrong.status_code, Person.objects.exclude(biometrics_taken_on=None).count()) == (422, 0)
