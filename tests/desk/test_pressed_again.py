"""An officer who presses the same again is shown what was done; another is told who was first."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import absences, letters, questions, reports, reviews, visits
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import now, today
from impplus.records.models import Application, Decision, Message, Proposal, Question, User
from impplus.rules.lifecycle import Role
from tests import people
from tests.decided import falling
from tests.doors.markup import Sheet
from tests.heard import heard
from tests.people import signed_in

# Who did it, and on which day and at what time.
FIRST = re.compile(r"Olivia Chen, on \w+\xa0\d+,\xa0\d{4}, at \d+:\d\d\xa0[ap]m")


@pytest.fixture
def asked(taken: Application, olivia: User) -> Question:
    """Olivia's question in Alice's file."""
    return reviews.ask(taken, text="Votre diplôme?", document="", days=30, by=olivia)


@pytest.fixture(params=["another", "substitute"])
def omar(db: None, olivia: User, request: pytest.FixtureRequest) -> User:
    """Another officer, who has not Olivia's files or stands in for her."""
    omar = people.user("omar@example.test", "Omar Diallo", Role.FEDERAL)
    if request.param == "substitute":
        day = today(IMP_PLUS)
        absences.declare(olivia, substitute=omar, first=day, last=day, by=olivia)
    return omar


@pytest.fixture
def omars(omar: User) -> Client:
    """The browser of Omar, another officer."""
    return signed_in(omar)


def pressed(desk: Client, omars: Client, there: str, sent: dict[str, Any]) -> list[int]:
    """The answers to Olivia, to her again, and to Omar, who reads who was first, and when."""
    told = []
    answers = []
    for browser in (desk, desk, omars):
        answers.append(browser.post(there, sent))
        told.append(Message.objects.count())
    assert len(set(told)) == 1
    assert FIRST.search(answers[-1].content.decode())
    return [one.status_code for one in answers]


def test_a_question_is_withdrawn(desk: Client, omars: Client, asked: Question) -> None:
    there = reverse("desk:withdraw-question", args=[asked.application.number, asked.pk])
    assert pressed(desk, omars, there, {}) == [302, 302, 409]


@pytest.mark.parametrize(("given", "other"), [("give", "refuse"), ("refuse", "give")])
def test_more_time_is_settled(
    desk: Client, omars: Client, asked: Question, alice: User, given: str, other: str
) -> None:
    until = asked.due_on + timedelta(days=9)
    questions.ask_more_time(asked, until=until, reason="La poste.", by=alice)
    there = reverse("desk:more-time", args=[asked.application.number, asked.pk])
    assert desk.post(there).status_code == 422
    asked.refresh_from_db()
    assert asked.more == "asked"
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


def test_a_file_is_returned(desk: Client, omars: Client, taken: Application, omar: User) -> None:
    visits.open_with(taken, why="asked", words="", by=omar)
    there = reverse("desk:return", args=[taken.number])
    sent = {"reasons": "Il manque le passeport.", "language": "fr", "sure": "1"}
    assert pressed(desk, omars, there, sent) == [302, 302, 409]
    assert desk.post(there, sent | {"reasons": "Il manque autre chose."}).status_code == 409
    assert taken.letters.filter(kind="returned").count() == 1


@pytest.mark.parametrize("outcome", ["approve", "refuse"])
def test_a_file_is_decided(
    desk: Client, omars: Client, processing: Application, olivia: User, omar: User, outcome: str
) -> None:
    visits.open_with(processing, why="asked", words="", by=omar)
    reviews.request_biometrics(processing, by=olivia)
    for person in processing.people.filter(biometrics_asked_at__isnull=False):
        reviews.record_biometrics(person, on=today(IMP_PLUS), by=olivia)
    there = reverse("desk:decision", args=[processing.number])
    weighed = {f"met-{key}": "yes" for key in people.all_met(processing)}
    if outcome == "refuse":
        first = next(iter(weighed))
        heard(processing, first.removeprefix("met-"), by=olivia)
        weighed |= {first: "no", first.replace("met-", "note-"): "Non établi."}
    said = Sheet(desk.get(there).content.decode()).standing() | weighed
    falls = falling(processing) if outcome == "refuse" else []
    sent = said | {"outcome": outcome, "reasons": "Vu le dossier.", "sure": "1", "falls": falls}
    assert pressed(desk, omars, there, sent) == [302, 302, 409]
    assert desk.post(there, sent | {"reasons": "Il manque autre chose."}).status_code == 409
    assert Decision.objects.filter(application=processing).count() == 1


def test_biometrics_are_asked_for_and_recorded(
    desk: Client, omars: Client, processing: Application
) -> None:
    asked = reverse("desk:biometrics", args=[processing.number])
    assert pressed(desk, omars, asked, {}) == [302, 302, 409]
    assert processing.events.filter(verb="request-biometrics").count() == 1
    person = processing.people.get(relation="principal")
    there = reverse("desk:record-biometrics", args=[processing.number, person.pk])
    day = today(IMP_PLUS)
    sent = {f"day_{n}": str(one) for n, one in enumerate((day.year, day.month, day.day))}
    assert pressed(desk, omars, there, sent) == [302, 302, 409]
    assert processing.events.filter(verb="record-biometrics").count() == 1


def test_a_cap_is_proposed(desk: Client, omars: Client, taken: Application) -> None:
    there = reverse("desk:propose", args=[today(IMP_PLUS).year])
    sent = {"size": "9000", "reason": "Plus de places."}
    assert pressed(desk, omars, there, sent) == [302, 302, 422]
    assert Proposal.objects.count() == 1


def test_a_letter_is_made_again_that_leaves_meanwhile(
    desk: Client, omars: Client, taken: Application
) -> None:
    letter = taken.letters.get(kind="receipt")
    there = reverse("desk:retry-letter", args=[letter.pk])
    assert desk.post(there).status_code == 302
    letters.send_owed()
    assert [one.post(there).status_code for one in (desk, omars)] == [302, 409]
