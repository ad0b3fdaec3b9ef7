"""An officer who presses the same again is shown what was done; another is told who was first."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import questions, reports, reviews
from impplus.queries.clock import now
from impplus.records.models import Application, Message, Question, User
from impplus.rules.lifecycle import Role
from tests import people
from tests.people import signed_in


@pytest.fixture
def asked(taken: Application, olivia: User) -> Question:
    """Olivia's question in Alice's file."""
    return reviews.ask(taken, text="Votre diplôme?", document="", days=30, by=olivia)


@pytest.fixture
def omars(db: None) -> Client:
    """The browser of another officer."""
    return signed_in(people.user("omar@example.test", "Omar Diallo", Role.FEDERAL))


def pressed(desk: Client, omars: Client, there: str, sent: dict[str, str]) -> list[int]:
    """The answers to Olivia, to her again, and to Omar."""
    told = []
    answers = []
    for browser in (desk, desk, omars):
        answers.append(browser.post(there, sent).status_code)
        told.append(Message.objects.count())
    assert len(set(told)) == 1
    return answers


def test_a_question_is_withdrawn(desk: Client, omars: Client, asked: Question) -> None:
    there = reverse("desk:withdraw-question", args=[asked.application.number, asked.pk])
    assert pressed(desk, omars, there, {}) == [302, 302, 409]


@pytest.mark.parametrize(("given", "other"), [("give", "leave"), ("leave", "give")])
def test_more_time_is_settled(
    desk: Client, omars: Client, asked: Question, alice: User, given: str, other: str
) -> None:
    until = asked.due_on + timedelta(days=9)
    questions.ask_more_time(asked, until=until, reason="La poste.", by=alice)
    there = reverse("desk:more-time", args=[asked.application.number, asked.pk])
    assert pressed(desk, omars, there, {given: "1"}) == [302, 302, 409]
    assert desk.post(there, {other: "1"}).status_code == 409


def test_a_change_is_noted(desk: Client, omars: Client, taken: Application, alice: User) -> None:
    made = reports.tell_of_family(
        taken, kind="birth", day=now().date() - timedelta(days=2), person=None, name="Nora Benali",
        comes="no", reason="Née à Rabat.", by=alice,
    )  # fmt: skip
    there = reverse("desk:note-change", args=[taken.number, made.pk])
    assert pressed(desk, omars, there, {}) == [302, 302, 409]


def test_a_file_is_found_complete(desk: Client, omars: Client, taken: Application) -> None:
    there = reverse("desk:completeness", args=[taken.number])
    assert pressed(desk, omars, there, {}) == [302, 302, 409]
    assert taken.letters.filter(kind="acknowledgement").count() == 1


def test_a_question_that_cannot_be_asked_is_not_understood(
    desk: Client, taken: Application
) -> None:
    there = reverse("desk:question", args=[taken.number])
    assert desk.post(there, {"text": "", "days": "30"}).status_code == 422
