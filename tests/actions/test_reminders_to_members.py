"""Karim, who has a part of his own, is told of his biometrics and reminded of them, and of a link that he has not used."""

from datetime import timedelta

import pytest

from impplus.actions import delegations, letters, reminders, reviews
from impplus.programmes import IMP_PLUS
from impplus.queries.biometrics import last_day_to_give
from impplus.queries.clock import today
from impplus.queries.emails import email_of
from impplus.queries.reminders import reminders_due
from impplus.records.models import Application, Delegation, Letter, Message, Person, User
from impplus.rules.deadlines import share_gone
from impplus.words import formats
from tests.people import signed_in
from tests.site import owner


@pytest.fixture
def requested(submitted: Application, olivia: User) -> Application:
    """Alice's file, in which Olivia asked her and Karim for biometrics."""
    reviews.take_oldest(by=olivia)
    submitted.refresh_from_db()
    reviews.complete(submitted, by=olivia)
    reviews.request_biometrics(submitted, by=olivia)
    return submitted


@pytest.fixture
def karims(requested: Application) -> User:
    """Karim's account."""
    account = Delegation.objects.get(application=requested, status="accepted").account
    assert account is not None
    return account


def test_he_has_a_letter_of_his_own_and_is_told_of_it_alone(
    requested: Application, karims: User
) -> None:
    letters.send_owed()
    whole, own = Letter.objects.filter(kind="biometrics").order_by("pk")
    assert (whole.person, own.person.name) == (None, "Karim Idrissi")
    assert (own.facts["people"], own.facts["due"]) == ("Karim Idrissi", whole.facts["due"])
    told = {one.pk: [m.account for m in one.messages.all()] for one in (whole, own)}
    assert told == {whole.pk: [requested.applicant], own.pk: [karims]}


def test_his_page_says_the_day_and_the_place(requested: Application, karims: User) -> None:
    letters.send_owed()
    page = signed_in(karims).get(f"/en/application/{requested.number}/my-part/")
    due = formats.day(last_day_to_give(IMP_PLUS, today(IMP_PLUS)).due, "en")
    said = f"Give them at a collection point by {due}, end of day (Montréal time)."
    assert " ".join(page.content.decode().split()).count(said.replace("\u00a0", " ")) == 1
    Person.objects.filter(application=requested).update(biometrics_taken_on=today(IMP_PLUS))
    page = signed_in(karims).get(f"/fr/demande/{requested.number}/ma-partie/")
    assert "Vous les avez fournies le" in page.content.decode()


def test_each_share_of_the_time_is_said_to_him_and_to_alice_once(
    requested: Application, karims: User
) -> None:
    on = today(IMP_PLUS)
    due = last_day_to_give(IMP_PLUS, on).due
    assert reminders.owe_due(IMP_PLUS) == 0
    days = [on + timedelta(days=n) for n in range((due - on).days + 2)]
    first = {share_gone(on, due, day): day for day in reversed(days)}
    for share in ("half", "four-fifths", "last-day"):
        found = reminders_due(IMP_PLUS, first[share])
        assert sorted((one.notice, one.to) for one in found) == [
            (f"reminder-biometrics-{share}", None),
            (f"reminder-own-biometrics-{share}", karims),
        ]
    Person.objects.filter(application=requested).update(biometrics_taken_on=on)
    assert reminders_due(IMP_PLUS, due) == []


def test_on_that_day_both_are_told_by_e_mail(requested: Application, karims: User) -> None:
    with owner():
        for one in Person.objects.filter(biometrics_asked_at__isnull=False):
            one.biometrics_asked_at -= timedelta(days=20)
            one.save()
    assert [reminders.owe_due(IMP_PLUS) for _ in range(2)] == [2, 0]
    owed = Message.objects.filter(notice__contains="biometrics").order_by("notice")
    said = [(one.account, email_of(one).subject) for one in owed]
    languages = {requested.applicant.language, karims.language}
    assert (len(said), [one for one, _ in said], languages <= {"en", "fr"}) == (
        2,
        [requested.applicant, karims],
        True,
    )


def test_a_link_that_nobody_used_is_sent_again_and_works(
    ready_draft: Application, alice: User
) -> None:
    given = Delegation.objects.get(application=ready_draft, status="accepted")
    delegations.end(given, by=alice)
    offered = delegations.offer(given.person, email="karim@example.test", language="en", by=alice)
    assert reminders.owe_due(IMP_PLUS) == 0
    with owner():
        Delegation.objects.filter(pk=offered.pk).update(until=offered.until - timedelta(days=7))
    assert [reminders.owe_due(IMP_PLUS) for _ in range(2)] == [2, 0]
    again = Message.objects.get(delegation=offered, notice="reminder-link-half")
    email = email_of(again)
    assert (email.subject, email.to) == (
        "Reminder: fill in and sign your part of an application",
        ["karim@example.test"],
    )
    first = Message.objects.get(delegation=offered, notice="")
    offered.refresh_from_db()
    link = [one for one in str(email.body).split() if "/part/" in one or "http" in one]
    assert link == [
        one for one in str(email_of(first).body).split() if "/part/" in one or "http" in one
    ]
    part = Message.objects.get(notice="reminder-part-link-half")
    assert (part.account, part.concerns) == (alice, ready_draft)
