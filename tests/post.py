"""A mail system for tests: it takes, refuses or puts off each address, does not answer, or loses its worker."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connections, transaction
from django.db.models import Model
from pytest_django import Settings

from impplus.actions import letters, messages


class Killed(BaseException):
    """The worker is killed in the moment in which its message has left."""


@dataclass
class Post:
    """`answers` are the codes that an address is refused or put off with; `taken` is what came, in order, `meanwhile` what happens then."""

    answers: dict[str, int] = field(default_factory=dict)
    silent: bool = False
    kills: bool = False
    taken: list[EmailMessage] = field(default_factory=list)
    meanwhile: Callable[[], object] = bool

    def take(self, email: EmailMessage) -> None:
        """Take a message as a mail system does."""
        (address,) = email.to
        if self.silent:
            raise ConnectionRefusedError
        if address in self.answers:
            raise SMTPRecipientsRefused({address: (self.answers[address], b"no")})
        email.message()  # raises where a header cannot be written
        self.taken.append(email)
        self.meanwhile()
        if self.kills:
            self.kills = False
            raise Killed


class Backend(BaseEmailBackend):
    """Hands each message to the mail system of the test."""

    def __init__(self, post: Post, **options: Any) -> None:
        super().__init__(**options)
        self.post = post

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for email in email_messages:
            self.post.take(email)
        return len(email_messages)


def said_in(emails: Iterable[EmailMessage], number: str) -> str:
    """Subjects and texts together, without the number of the file where Lucie, who represents, reads it."""
    said = ((one, f"{one.subject} {one.body}") for one in emails)
    return " ".join(
        words.replace(number, "") if one.to == ["lucie@example.test"] else words
        for one, words in said
    )


def send_all() -> None:
    """Make and send every letter that is due, then the messages about it."""
    letters.send_owed()
    messages.send_owed()


@pytest.fixture
def post(settings: Settings) -> Post:
    """A mail system that takes everything, until the test says otherwise."""
    made = Post()
    settings.MAILERS = {"default": {"BACKEND": "tests.post.Backend", "OPTIONS": {"post": made}}}
    return made


@contextmanager
def held_elsewhere(row: Model) -> Iterator[None]:
    """Inside, another worker sends what a row owes: it holds the row's lock, on a connection of its own."""
    held, end, using = threading.Event(), threading.Event(), row._state.db or "default"

    def hold() -> None:
        try:
            with transaction.atomic(using=using):
                type(row)._default_manager.using(using).select_for_update().get(pk=row.pk)
                held.set()
                end.wait(20)
        finally:
            connections.close_all()

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(20)
    try:
        yield
    finally:
        end.set()
        thread.join(30)
