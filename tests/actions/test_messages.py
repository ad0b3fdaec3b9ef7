"""Every reader gets every message at least once, or it is shown as refused or given up, with why."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.conf import settings as installed
from django.test import TestCase

from impplus.actions import applications, letters, mandates, messages
from impplus.queries import clock
from impplus.queries.refusals import NotYours, WrongMoment
from impplus.records import access
from impplus.records.models import (
    Application,
    Candidate,
    Event,
    Invitation,
    Letter,
    Message,
    User,
)
from tests.post import Killed, Post
from tests.site import owner


@pytest.fixture
def receipt(received: Application, alice: User, lucie: User) -> Letter:
    """The letter about Alice's received file, made and not yet announced; Lucie represents her."""
    mandates.give(received, lawyer=lucie, signature="Alice Benali", by=alice)
    with owner():
        received.letters.filter(kind="mandate").delete()
    letters.send_owed()
    return received.letters.get(kind="receipt")


def of(letter: Letter, reader: User) -> Message:
    """The message about a letter to a reader, as it stands now."""
    return letter.messages.get(account=reader)


def later(**time: float) -> None:
    """Let the messages be as if this much time had gone by."""
    for message in Message.objects.all():
        gone = {"owed_at": message.owed_at - timedelta(**time)}
        if message.due_at:
            gone["due_at"] = message.due_at - timedelta(**time)
        Message.objects.filter(pk=message.pk).update(**gone)


def test_a_letter_owes_a_message_to_each_reader_that_leaves_once(
    receipt: Letter, alice: User, lucie: User, post: Post
) -> None:
    assert {message.account for message in receipt.messages.all()} == {alice, lucie}
    assert [messages.send_owed(), messages.send_owed()] == [2, 0]
    assert sorted(email.to for email in post.taken) == [[alice.email], [lucie.email]]
    sent = of(receipt, alice)
    assert (sent.status, sent.due_at, sent.sent_at is None) == ("sent", None, False)
    verbs = Event.objects.filter(noun="message").values_list("verb", "application")
    about = receipt.application_id
    assert Counter(verbs) == {("owe", about): 2, ("send", about): 2}


def test_a_message_that_cannot_leave_is_tried_again_after_as_long_as_it_has_waited(
    receipt: Letter, alice: User, post: Post
) -> None:
    post.silent = True
    assert messages.send_owed() == 0
    gaps = []
    for waited in (0, 1, 2, 4, 500):
        later(minutes=waited)
        messages.send_owed()
        message = of(receipt, alice)
        gaps.append(round((message.due_at - clock.now()) / timedelta(minutes=1)))
        assert (message.status, message.failure) == ("owed", "unreachable")
        later(minutes=gaps[-1])
    assert gaps[0] == 1
    assert gaps[1:] == sorted(gaps[1:])
    assert gaps[-1] == 360
    post.silent = False
    assert messages.send_owed() == 2
    assert of(receipt, alice).failure == ""


def test_one_bad_address_neither_holds_up_nor_repeats_the_message_of_another(
    receipt: Letter, alice: User, lucie: User, post: Post
) -> None:
    post.answers = {alice.email: 450}
    for _ in range(3):
        messages.send_owed()
        later(minutes=10)
    assert [email.to for email in post.taken] == [[lucie.email]]
    assert (of(receipt, alice).failure, of(receipt, lucie).status) == ("deferred", "sent")


@pytest.mark.parametrize(
    ("email", "code", "failure"),
    [("alice@example.test", 550, "refused"), ("a line\nbreak", 250, "address")],
)
def test_what_no_further_try_can_mend_is_refused_at_once(
    email: str, code: int, failure: str, receipt: Letter, alice: User, post: Post
) -> None:
    User.objects.filter(pk=alice.pk).update(email=email)
    post.answers = {email: code} if code > 250 else {}
    messages.send_owed()
    message = of(receipt, alice)
    assert (message.status, message.failure, message.due_at) == ("bounced", failure, None)


def test_a_message_without_words_is_said_and_holds_up_no_other(
    receipt: Letter, alice: User, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    lost = messages.owe(receipt)  # to nobody
    assert messages.send_owed() == 2
    lost.refresh_from_db()
    assert (lost.status, lost.failure) == ("owed", "words")
    assert [(one.name, one.message) for one in caplog.records] == [
        ("impplus.actions.messages", f"message {lost.pk} did not leave: LookupError")
    ]


def test_it_is_given_up_after_the_days_of_the_setting(
    receipt: Letter, alice: User, post: Post
) -> None:
    post.silent = True
    later(days=installed.MESSAGE_DAYS, minutes=1)
    messages.send_owed()
    assert (of(receipt, alice).status, of(receipt, alice).failure) == ("given-up", "unreachable")


def test_what_another_worker_sent_meanwhile_is_not_sent_again(receipt: Letter, post: Post) -> None:
    first, _second = receipt.messages.all()
    Message.objects.filter(pk=first.pk).update(due_at=first.owed_at - timedelta(seconds=1))
    by_another = {"status": "sent", "due_at": None, "sent_at": clock.now()}
    post.meanwhile = partial(Message.objects.exclude(pk=first.pk).update, **by_another)
    assert (messages.send_owed(), len(post.taken)) == (1, 1)


def test_what_has_no_words_is_not_owed(db: None) -> None:
    with pytest.raises(LookupError, match="no words for the message other"):
        messages.answer("other", "nadia@example.test", account=None, language="en")
    assert not Message.objects.exists()


def woken_by(act: Callable[[], object]) -> list[str]:
    """The jobs for which the worker is woken once this is done."""
    with TestCase.captureOnCommitCallbacks() as woken:
        act()
    return [job for one in woken for job in one.args]  # type: ignore[attr-defined]


def test_a_round_that_is_full_asks_for_the_next_unless_nothing_left(
    receipt: Letter, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "AT_ONCE", 1)
    assert woken_by(messages.send_owed) == ["send_messages"]
    post.silent = True
    assert woken_by(messages.send_owed) == []
    post.silent = False
    later(minutes=2)
    monkeypatch.setattr(messages, "AT_ONCE", 2)
    assert woken_by(messages.send_owed) == []
    assert len(post.taken) == 2


def test_a_slow_mail_system_leaves_other_jobs_their_turn(
    receipt: Letter, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "A_ROUND", 0.0)
    assert woken_by(messages.send_owed) == ["send_messages"]
    assert len(post.taken) == 1
    assert woken_by(messages.send_owed) == []
    assert len(post.taken) == 2


def test_what_is_owed_anew_or_again_wakes_the_worker(
    receipt: Letter, alice: User, olivia: User, post: Post
) -> None:
    post.answers = {alice.email: 550}
    messages.send_owed()
    refused = of(receipt, alice)
    assert woken_by(partial(messages.retry, refused, by=olivia)) == ["send_messages"]
    assert (of(receipt, alice).status, of(receipt, alice).failure) == ("owed", "")
    assert woken_by(partial(messages.owe, receipt, alice)) == ["send_messages"]


def test_three_failures_of_the_mail_system_in_a_row_end_a_round(
    received: Application, alice: User, post: Post
) -> None:
    """One that failed for another reason before them is none of the three."""
    letters.send_owed()
    applications.withdraw(received, by=alice)
    letters.send_owed()
    mine = Letter.objects.filter(application=received)
    with owner():
        Message.objects.all().delete()
    for reader in (None, *[alice] * 5):
        messages.owe(mine[0], reader)
    Message.objects.filter(account=None).update(due_at=received.started_at)
    post.silent = True
    assert messages.send_owed() == 0
    failures = Counter(Message.objects.values_list("failure", flat=True))
    assert failures == {"words": 1, "unreachable": 3, "": 2}


def test_a_new_address_is_used_and_a_repeat_has_the_same_message_id(
    receipt: Letter, alice: User, post: Post
) -> None:
    post.kills = True
    with pytest.raises(Killed):
        messages.send_owed()
    User.objects.filter(pk=alice.pk).update(email="alice@new.test")
    messages.send_owed()
    ids = Counter(email.extra_headers["Message-ID"] for email in post.taken)
    assert sorted(ids.values()) == [1, 2]
    assert ["alice@new.test"] in [email.to for email in post.taken]
    assert set(Message.objects.values_list("status", flat=True)) == {"sent"}


def test_an_office_sends_its_own_messages_again(
    letter: Invitation,
    receipt: Letter,
    alice: User,
    lucie: User,
    olivia: User,
    mathieu: User,
    post: Post,
) -> None:
    post.answers = {alice.email: 550, letter.candidate.email: 550}
    messages.send_owed()
    to_alice, to_candidate = of(receipt, alice), letter.letters.get().messages.get()
    for message, strangers in ((to_alice, (mathieu, lucie, alice)), (to_candidate, (olivia,))):
        for stranger in strangers:
            with pytest.raises(NotYours):
                messages.retry(message, by=stranger)
    post.answers = {}
    messages.retry(to_alice, by=olivia)
    messages.retry(to_candidate, by=mathieu)
    assert messages.send_owed() == 2
    with pytest.raises(WrongMoment):
        messages.retry(to_alice, by=olivia)


@pytest.mark.parametrize("ender", ["alice", "lucie"])
def test_both_are_told_that_somebody_no_longer_represents(
    ender: str, received: Application, alice: User, lucie: User, olivia: User, post: Post
) -> None:
    mandate = mandates.give(received, lawyer=lucie, signature="Alice Benali", by=alice)
    letters.send_owed()
    messages.send_owed()
    post.taken.clear()
    mandates.end(mandate, by={"alice": alice, "lucie": lucie}[ender])
    messages.send_owed()
    told = {email.to[0]: email.body.split(":")[0] for email in post.taken}
    assert told == {
        alice.email: "La désignation de la personne qui vous représentait a été annulée\u00a0",
        lucie.email: f"Demande {received.number}\n\nVous ne représentez plus la personne qui présente la demande {received.number}\u00a0",
    }
    assert set(access.messages_of_office(olivia).filter(mandate=mandate)) == set(
        mandate.messages.all()
    )


def test_what_is_owed_to_invented_people_counts_as_sent_and_nobody_is_written_to(
    letter: Invitation, receipt: Letter, alice: User, lucie: User, post: Post
) -> None:
    User.objects.filter(pk=alice.pk).update(demo=True)
    to_candidate = letter.letters.get().messages.get()
    for demo, status in ((False, "owed"), (True, "sent")):
        Candidate.objects.filter(pk=letter.candidate_id).update(demo=demo)
        messages.count_as_sent()
        to_candidate.refresh_from_db()
        assert (to_candidate.status, to_candidate.due_at is None) == (status, demo)
    assert (of(receipt, alice).status, of(receipt, lucie).status) == ("sent", "owed")
    assert of(receipt, alice).sent_at
    assert post.taken == []
