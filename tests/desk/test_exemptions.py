"""An officer finds that a person need not give biometrics: no deadline falls on that person, until it is taken back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import exemptions, reviews
from impplus.queries import clock
from impplus.queries.biometrics import biometrics_steps
from impplus.queries.fairness import overdue
from impplus.queries.file import File, file_of
from impplus.queries.lacks import of_an_approval
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.records.models import Application, Exemption, Letter, Person, User
from tests.approved import approve


def now(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def file(application: Application) -> File:
    return file_of(now(application))


@pytest.fixture
def awaited(received: Application, olivia: User) -> Application:
    """Alice's application, in processing, with her biometrics asked for."""
    reviews.take_oldest(by=olivia)
    reviews.complete(now(received), by=olivia)
    reviews.request_biometrics(now(received), by=olivia)
    return now(received)


def principal(application: Application) -> Person:
    return Person.objects.get(application=application, relation="principal")


def exempt(application: Application, by: User) -> Exemption:
    person = principal(application)
    return exemptions.record(person, ground="not-feasible", reason="Mains brûlées.", by=by)


def test_no_last_day_falls_on_a_person_who_is_exempt_and_an_approval_waits_for_nothing(
    awaited: Application, olivia: User
) -> None:
    with clock.at(clock.now() + timedelta(days=60)):
        day = clock.today(awaited.programme)
        assert overdue(file(awaited), None, day) != frozenset()
        exempt(awaited, olivia)
        assert overdue(file(awaited), None, day) == frozenset()
    (step,) = biometrics_steps(file(awaited))
    assert (step.need.needed, step.due, step.awaited) == (False, None, False)
    assert [one.kind for one in of_an_approval(file(awaited), ["principal"])] == []
    letter = Letter.objects.get(kind="exempted")
    assert (letter.person, letter.facts["person"]) == (None, "Alice Benali")
    assert "Mains" not in str(letter.facts)
    approve(now(awaited), by=olivia)
    assert now(awaited).status == "approved"


def test_it_is_taken_back_before_the_decision_and_biometrics_are_asked_for_anew(
    awaited: Application, olivia: User
) -> None:
    one = exempt(awaited, olivia)
    exemptions.take_back(one, reason="Guérie.", by=olivia)
    with pytest.raises(AlreadyDone):
        exemptions.take_back(one, reason="Guérie.", by=olivia)
    (step,) = biometrics_steps(file(awaited))
    assert (step.need.needed, step.due) == (True, None)
    reviews.request_biometrics(now(awaited), by=olivia)
    assert principal(awaited).biometrics_asked_at is not None
    assert [letter.kind for letter in Letter.objects.filter(kind__startswith="exempt")] == [
        "exempted",
        "exemption-ended",
    ]


def test_nobody_is_exempt_without_a_ground_and_a_reason(awaited: Application, olivia: User) -> None:
    person = principal(awaited)
    for ground, reason in (("whim", "R."), ("not-feasible", " ")):
        with pytest.raises(NotUnderstood):
            exemptions.record(person, ground=ground, reason=reason, by=olivia)
    assert Exemption.objects.count() == 0


def test_who_gave_them_is_not_exempt_and_a_decided_file_stays_as_it_is(
    examined: Application, olivia: User
) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        exempt(examined, olivia)
    assert refusal.value.faults == (exemptions.NOT_OWED,)
    approve(examined, by=olivia)
    with pytest.raises(WrongMoment):
        exempt(examined, olivia)
    assert Exemption.objects.count() == 0


def test_an_officer_does_so_on_the_page_of_biometrics(
    awaited: Application, desk: Client, olivia: User
) -> None:
    person = principal(awaited)
    page = reverse("desk:exemption", args=[awaited.number, person.pk])
    listed = reverse("desk:biometrics", args=[awaited.number])
    assert f'href="{page}"' in desk.get(listed).content.decode()
    assert desk.post(page, {"ground": "category", "reason": ""}).status_code == 422
    sent = {"ground": "category", "reason": "Accréditée."}
    assert [desk.post(page, sent).url for _ in range(2)] == [listed] * 2
    assert Exemption.objects.count() == 1
    assert "Take back the exemption of Alice Benali" in desk.get(listed).content.decode()
    back = {"end": "1", "reason": "Erreur."}
    assert [desk.post(page, back).url for _ in range(2)] == [listed] * 2
    assert [one.status for one in Exemption.objects.all()] == ["ended"]
