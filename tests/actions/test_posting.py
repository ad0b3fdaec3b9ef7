"""Whatever fails, every reader gets every message at least once, or it is shown as refused or given up."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import settings as drawn, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from impplus.actions import messages
from impplus.queries import clock
from impplus.records.models import Application, Invitation, Letter, Message, User
from impplus.rules.lifecycle import Role
from tests.post import Killed, Post
from tests.site import owner


class Posting(RuleBasedStateMachine):
    """Messages are owed to three readers while the mail system and the worker fail in every way."""

    letters: tuple[Letter, Letter]
    readers: tuple[User | None, ...]
    officers: dict[Role, User]
    post: Post

    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        with owner():
            Message.objects.all().delete()
        self.now = clock.now()
        self.kills = 0
        vars(self.post).update(vars(Post()))

    def teardown(self) -> None:
        vars(self.post).update(vars(Post()) | {"taken": self.post.taken})
        for message in Message.objects.filter(status__in=["bounced", "given-up"]):
            self.again(message)
        for _ in range(3):
            self.now += timedelta(hours=6)
            self.work()
        assert set(Message.objects.values_list("status", flat=True)) <= {"sent"}
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    @rule(reader=st.integers(0, 2))
    def owe(self, reader: int) -> None:
        to = self.readers[reader]
        messages.owe(self.letters[to is None], to)

    @rule(reader=st.integers(0, 2), code=st.sampled_from([250, 450, 550]))
    def answer(self, reader: int, code: int) -> None:
        to = self.readers[reader]
        address = to.email if to else self.letters[1].invitation.candidate.email
        self.post.answers.pop(address, None)
        if code > 250:
            self.post.answers[address] = code

    @rule(silent=st.booleans())
    def fall_silent(self, silent: bool) -> None:
        self.post.silent = silent

    @rule()
    def kill_the_next(self) -> None:
        self.post.kills = True

    @rule(minutes=st.sampled_from([1, 10, 400, 3000, 8000]))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def work(self) -> None:
        try:
            with clock.at(self.now):
                messages.send_owed()
        except Killed:
            self.kills += 1

    @precondition(lambda self: Message.objects.exclude(status="sent").exists())
    @rule()
    def retry(self) -> None:
        self.again(Message.objects.exclude(status="sent")[0])

    def again(self, message: Message) -> None:
        role = Role.FEDERAL if message.account else Role.QUEBEC
        with clock.at(self.now):
            messages.retry(message, by=self.officers[role])

    @invariant()
    def what_left_is_known_and_what_did_not_is_said(self) -> None:
        came = Counter(email.extra_headers["Message-ID"] for email in self.post.taken)
        every = list(Message.objects.all())
        sent = [message for message in every if message.status == "sent"]
        assert len(sent) <= len(came) <= len(every)
        assert came.total() - len(came) <= self.kills
        for message in every:
            tried_again = message.due_at is None or message.due_at - self.now < timedelta(hours=7)
            assert (message.status == "owed") == (message.due_at is not None)
            assert tried_again
            if message.status in {"bounced", "given-up"}:
                assert message.failure


@pytest.fixture
def posting(
    letter: Invitation,
    received: Application,
    alice: User,
    lucie: User,
    olivia: User,
    mathieu: User,
    post: Post,
) -> type[Posting]:
    """The machine, with its readers, its offices and its mail system."""
    roles = {Role.FEDERAL: olivia, Role.QUEBEC: mathieu}
    facts = {
        "letters": (received.letters.get(), letter.letters.get()),
        "readers": (alice, lucie, None),
        "officers": roles,
        "post": post,
    }
    return type("Posted", (Posting,), facts)


def test_whatever_fails_every_reader_gets_every_message_or_it_is_shown(
    posting: type[Posting],
) -> None:
    run_state_machine_as_test(posting, settings=drawn(max_examples=15, stateful_step_count=15))
