"""An officer's question is answered once, by words, by files, or by both."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from impplus.records.models import Application, Question
from tests import people
from tests.portal import pages

WAITING = "We are waiting for your answer."


def test_an_empty_answer_is_refused(alices: Client, sent: Application, asked: Question) -> None:
    page = alices.post(pages.address("question", sent), {"answer": " "})
    assert page.status_code == 422
    assert pages.words(page).count("Write an answer or send a document first.") == 1


def test_adding_a_file_keeps_the_words_and_sends_nothing(
    alices: Client, sent: Application, asked: Question
) -> None:
    address = pages.address("question", sent)
    diploma = SimpleUploadedFile("diploma.pdf", people.a_pdf())
    page = alices.post(address, {"answer": "Le voici.", "file": diploma, "_add": "1"})
    asked.refresh_from_db()
    shown = pages.words(page)
    assert (asked.status, asked.documents.count()) == ("open", 1)
    assert (shown.count("Le voici."), shown.count("diploma.pdf")) == (1, 1)


def test_an_answer_is_sent_once(alices: Client, sent: Application, asked: Question) -> None:
    address = pages.address("question", sent)
    before = pages.words(alices.get(pages.address("status", sent)))
    assert [before.count(words) for words in ("Read and answer", WAITING)] == [1, 1]
    assert alices.post(address, {"answer": "Le voici."}).headers["Location"] == address
    assert alices.post(address, {"answer": "Autre chose."}).status_code == 409
    asked.refresh_from_db()
    assert (asked.status, asked.answer) == ("answered", "Le voici.")
    after = pages.words(alices.get(pages.address("status", sent)))
    assert [after.count(words) for words in ("Read and answer", WAITING)] == [0, 0]


def test_a_refused_file_sends_nothing(alices: Client, sent: Application, asked: Question) -> None:
    empty = SimpleUploadedFile("diploma.pdf", b"")
    page = alices.post(pages.address("question", sent), {"answer": "Le voici.", "file": empty})
    asked.refresh_from_db()
    assert (page.status_code, asked.status) == (422, "open")
    assert pages.words(page).count("Le voici.") == 1
