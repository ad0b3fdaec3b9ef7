"""An officer's question is answered once, by words, by files, or by both."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from impplus.actions import documents, questions
from impplus.actions.received_files import TOO_LATE
from impplus.actions.reviews import PARTLY_SENT
from impplus.queries.refusals import NotYours, WrongMoment
from impplus.records.clock import Now
from impplus.records.models import Application, Document, Question, User
from impplus.words import formats
from tests import people
from tests.people import signed_in
from tests.portal import pages
from tests.portal.parts import begin, patch, sentence


def flat(words: str) -> str:
    """Words with plain spaces."""
    return " ".join(words.split())


WAITING = "We are waiting for the answer."
WITHDRAWN = "The office withdrew this question. It no longer has to be answered."


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
    assert (shown.count("Le voici."), page.content.count(b"<b>diploma.pdf</b>")) == (1, 1)


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


def test_several_files_are_added_at_once(
    alices: Client, sent: Application, asked: Question
) -> None:
    files = [SimpleUploadedFile(f"{name}.pdf", people.a_pdf(name)) for name in ("one", "two")]
    wrong = SimpleUploadedFile("three.pdf", b"nothing")
    page = alices.post(pages.address("question", sent), {"file": [*files, wrong], "_add": "1"})
    shown = pages.words(page)
    assert list(asked.documents.values_list("name", flat=True)) == ["one.pdf", "two.pdf"]
    assert (page.status_code, shown.count("2 files are added."), shown.count("“three.pdf”:")) == (
        422,
        1,
        2,
    )


def test_a_file_comes_in_parts(alices: Client, sent: Application, asked: Question) -> None:
    content, address = people.a_pdf("diploma"), pages.address("question", sent)
    part = begin(alices, f"{address}uploads/", len(content), name="diploma.pdf").headers["Location"]
    assert patch(alices, part, 0, content[:400]).status_code == 204
    page = alices.post(address, {"answer": "Le voici."})
    asked.refresh_from_db()
    assert (page.status_code, asked.status) == (422, "open")
    assert pages.words(page).count(PARTLY_SENT.en) == 1
    assert pages.words(page).count("Partly sent, ") == 1
    assert patch(alices, part, 400, content[400:]).status_code == 204
    again = pages.words(alices.post(address, {"answer": "Le voici.", "_redisplay": "1"}))
    assert (again.count("Le voici."), again.count("A file is added.")) == (1, 1)
    assert asked.documents.get().name == "diploma.pdf"
    assert alices.post(address, {"answer": "Le voici."}).status_code == 302


def test_nothing_is_added_once_it_is_sent(
    alices: Client, sent: Application, asked: Question
) -> None:
    content, address = people.a_pdf("late"), pages.address("question", sent)
    part = begin(alices, f"{address}uploads/", len(content)).headers["Location"]
    Question.objects.filter(pk=asked.pk).update(
        status="answered", answered_at=Now(), answer="Le voici."
    )
    assert patch(alices, part, 0, content).status_code == 204
    late = SimpleUploadedFile("late.pdf", content)
    page = alices.post(address, {"file": late, "_add": "1"})
    refused = begin(alices, f"{address}uploads/", len(content))
    assert (page.status_code, refused.status_code) == (409, 409)
    assert (asked.documents.count(), sentence(refused)) == (0, WrongMoment.text.en)
    assert asked.uploads.get().refused == TOO_LATE


def test_a_question_of_another_file_takes_none(
    bobs: Client, sent: Application, asked: Question
) -> None:
    assert begin(bobs, f"{pages.address('question', sent)}uploads/", 10).status_code == 404


def test_olivia_withdraws_a_question_and_alice_sees_it_withdrawn(
    alices: Client, sent: Application, asked: Question, olivia: User
) -> None:
    officers, there = signed_in(olivia), pages.address("question", sent)
    file = reverse("desk:file", args=[sent.number])
    withdraw = reverse("desk:withdraw-question", args=[sent.number, asked.pk])
    listed = reverse("desk:questions", args=[sent.number])
    assert pages.words(officers.get(listed)).count("Withdraw this question") == 1
    assert pages.words(officers.get(withdraw)).count("It then needs no answer.") == 1
    assert officers.post(withdraw).headers["Location"] == file
    assert [officers.post(withdraw).status_code, officers.get(withdraw).status_code] == [302, 200]
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


def add(browser: Client, application: Application, name: str) -> Document:
    """A file that is added to the answer."""
    file = SimpleUploadedFile(name, people.a_pdf(name))
    browser.post(pages.address("question", application), {"file": file, "_add": "1"})
    return Document.objects.get(name=name)


def test_a_file_is_taken_out_of_an_answer_before_it_is_sent_and_the_words_stay(
    alices: Client, sent: Application, asked: Question, alice: User
) -> None:
    wrong, right = (add(alices, sent, name) for name in ("wrong.pdf", "right.pdf"))
    there = pages.address("question", sent)
    button = f'name="_take_out" value="{wrong.pk}"'
    assert pages.words(alices.get(there)).count(button) == 1
    page = alices.post(there, {"answer": "Le voici.", "_take_out": f"{wrong.pk}"})
    shown = pages.words(page)
    assert [shown.count(one) for one in ("Le voici.", "The file is removed.", button)] == [1, 1, 0]
    left = asked.documents.filter(removed_at=None)
    assert list(left) == [right]
    event = sent.events.get(verb="remove-document")
    assert (event.noun, event.about, event.by) == ("question", f"{asked.pk}", alice)
    assert alices.post(there, {"answer": "Le voici."}).status_code == 302
    late = alices.post(there, {"_take_out": f"{right.pk}"})
    assert (late.status_code, list(left)) == (409, [right])


@pytest.mark.parametrize("named", ["", "0", "x", "9" * 19])
def test_no_other_file_is_taken_out(
    named: str, alices: Client, sent: Application, asked: Question
) -> None:
    before = Document.objects.filter(removed_at=None).count()
    passport = f"{sent.documents.filter(question=None)[0].pk}"
    for one in (named, passport):
        page = alices.post(pages.address("question", sent), {"_take_out": one})
        assert page.status_code == 404
    assert Document.objects.filter(removed_at=None).count() == before


def test_nobody_else_takes_a_file_out(
    alices: Client, bobs: Client, sent: Application, asked: Question, bob: User, olivia: User
) -> None:
    mine = add(alices, sent, "mine.pdf")
    there = pages.address("question", sent)
    assert bobs.post(there, {"_take_out": f"{mine.pk}"}).status_code == 404
    for stranger in (bob, olivia):
        with pytest.raises(NotYours):
            documents.remove(mine, by=stranger)
    assert asked.documents.get(removed_at=None) == mine


def test_the_status_says_that_more_time_is_asked_for_and_does_not_offer_it_again(
    alices: Client, sent: Application, asked: Question, alice: User
) -> None:
    until = asked.due_on + timedelta(days=9)
    questions.ask_more_time(asked, until=until, reason="Loin.", by=alice)
    page = pages.words(alices.get(pages.address("status", sent)))
    said = f"More time is asked for, until {formats.day(until, 'en')}."
    assert [flat(page).count(one) for one in (flat(said), "I need more time")] == [1, 0]
    questions.settle_more_time(asked, given=False, by=asked.asked_by)
    again = pages.words(alices.get(pages.address("status", sent)))
    assert [again.count(one) for one in ("More time is asked for", "I need more time")] == [0, 1]


def test_more_time_that_is_sent_again_after_the_office_settled_it_shows_what_became_of_it(
    alices: Client, sent: Application, asked: Question, olivia: User
) -> None:
    until = asked.due_on + timedelta(days=9)
    there = reverse("portal:more-time", args=[sent.number, asked.pk])
    day = {f"until_{n}": str(part) for n, part in enumerate((until.year, until.month, until.day))}
    said = day | {"reason": "Loin.", "_window": "thispage", "_turn": "3"}
    first = alices.post(there, said, follow=True)
    questions.settle_more_time(asked, given=False, by=olivia)
    again = alices.post(there, said, follow=True)
    asks, refuses = "You asked for more time.", "The office did not give more time"
    assert [pages.words(one).count(asks) for one in (first, again)] == [1, 0]
    assert (again.status_code, pages.words(again).count(refuses)) == (200, 1)
    asked.refresh_from_db()
    assert asked.more == "refused"
    alices.post(there, said | {"_window": "another"})
    asked.refresh_from_db()
    assert asked.more == "asked"
