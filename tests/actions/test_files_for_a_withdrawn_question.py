"""A file that was on its way when the office withdrew the question is kept, as those that were there; nobody is told that it is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from impplus.actions import questions, received_files, reviews, uploads
from impplus.actions.documents import SentFor
from impplus.demonstration import bulk
from impplus.queries.refusals import WrongMoment
from impplus.records.models import Application, Message, Question, Upload, User
from tests.actions.parts import sent
from tests.people import a_pdf, signed_in


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path, settings: Settings) -> Iterator[None]:
    options = {"location": tmp_path / "store", "allow_overwrite": True}
    settings.STORAGES = settings.STORAGES | {
        "documents": settings.STORAGES["documents"] | {"OPTIONS": options}
    }
    yield
    bulk._original.cache_clear()  # other tests would be given a draft whose files are here


@pytest.fixture
def asked(received: Application, olivia: User) -> Question:
    """Olivia’s question in Alice’s file."""
    reviews.take_oldest(by=olivia)
    received.refresh_from_db()
    return reviews.ask(received, text="Votre diplôme?", document="", days=30, by=olivia)


def begun(asked: Question, by: User, size: int, name: str = "diploma.pdf") -> Upload:
    to = SentFor(asked.application, asked.application.people.get(), "answer", asked)
    return uploads.begin(to, name=name, size=size, by=by)


def page_of(asked: Question, browser: Client) -> str:
    where = reverse("portal:question", args=[asked.application.number, asked.pk])
    return browser.get(where).content.decode()


@pytest.mark.parametrize("whole_before", [True, False])
def test_it_is_kept_and_the_page_says_so(
    whole_before: bool, asked: Question, alice: User, olivia: User
) -> None:
    content = a_pdf("diploma")
    upload = begun(asked, alice, len(content))
    if whole_before:
        sent(upload, content)
    questions.withdraw(asked, by=olivia)
    shown = page_of(asked, signed_in(alice))
    assert ("diploma.pdf" in shown, "Partly sent" in shown) == (whole_before, False)
    if not whole_before:
        sent(upload, content)
    assert received_files.check(upload, later=True) is True
    assert (upload.refused, asked.documents.get().name) == ("", "diploma.pdf")
    assert Message.objects.filter(notice__endswith="file-refused").count() == 0
    shown = page_of(asked, signed_in(alice))
    assert "What was added for it stays in the application:" in shown
    assert shown.count(">diploma.pdf</a>") == 1


def test_nothing_is_begun_for_it_afterwards(asked: Question, alice: User, olivia: User) -> None:
    questions.withdraw(asked, by=olivia)
    with pytest.raises(WrongMoment):
        begun(Question.objects.get(), alice, 9)


def test_what_comes_once_the_question_is_answered_is_still_too_late(
    asked: Question, alice: User
) -> None:
    content = a_pdf("diploma")
    upload = begun(asked, alice, len(content))
    Question.objects.filter(pk=asked.pk).update(status="closed")
    sent(upload, content)
    received_files.check(upload, later=True)
    assert (upload.refused, asked.documents.count()) == (received_files.TOO_LATE, 0)
