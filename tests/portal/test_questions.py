"""An officer's question is answered once, by words, by files, or by both."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from impplus.actions import questions
from impplus.records.models import Application, Question, User
from tests import people
from tests.people import signed_in
from tests.portal import pages

WAITING = "We are waiting for your answer."
WITHDRAWN = "The office withdrew this question: you do not have to answer it."


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


def test_olivia_withdraws_a_question_and_alice_sees_it_withdrawn(
    alices: Client, sent: Application, asked: Question, olivia: User
) -> None:
    officers, there = signed_in(olivia), pages.address("question", sent)
    file = reverse("desk:file", args=[sent.number])
    withdraw = reverse("desk:withdraw-question", args=[sent.number, asked.pk])
    assert pages.words(officers.get(file)).count("Withdraw this question") == 1
    assert pages.words(officers.get(withdraw)).count("It then needs no answer.") == 1
    assert officers.post(withdraw).headers["Location"] == file
    assert [officers.post(withdraw).status_code, officers.get(withdraw).status_code] == [409, 200]
    page = pages.words(alices.get(there))
    assert [page.count(one) for one in (WITHDRAWN, "Send the answer")] == [1, 0]
    after = pages.words(alices.get(pages.address("status", sent)))
    assert [
        after.count(one) for one in ("Read and answer", WAITING, "Withdrawn by the office")
    ] == [
        *(0, 0),
        1,
    ]


def test_words_that_come_too_late_are_not_lost(
    alices: Client, sent: Application, asked: Question, olivia: User
) -> None:
    questions.withdraw(asked, by=olivia)
    page = alices.post(pages.address("question", sent), {"answer": "Le voici."})
    shown = pages.words(page)
    assert (page.status_code, shown.count("Le voici."), shown.count(WITHDRAWN)) == (409, 1, 1)
    asked.refresh_from_db()
    assert (asked.status, asked.answer) == ("withdrawn", "")
