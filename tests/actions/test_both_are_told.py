"""Two people are told of everything that concerns a represented file, in their own language and without a name."""

from io import BytesIO

import pytest
from django.core import mail

from impplus.actions import (
    applications,
    deletions,
    documents,
    letters,
    mandates,
    messages,
    payment_turns,
    questions,
    reviews,
)
from impplus.records.models import Application, Question, User
from tests import people
from tests.post import said_in

SUBJECTS = {
    "answered": {"en": "A question was answered", "fr": "Une question a reçu une réponse"},
    "sent": {"en": "Further documents were sent", "fr": "D’autres documents ont été envoyés"},
    "left": {"en": "An account was deleted", "fr": "Un compte a été supprimé"},
}


@pytest.fixture
def represented(received: Application, alice: User, lucie: User, olivia: User) -> Application:
    """Alice's file, which Lucie represents in English, and which Olivia has taken."""
    User.objects.filter(pk=lucie.pk).update(language="en")
    mandates.give(received, lawyer=lucie, signature="Alice Benali", by=alice)
    reviews.take_oldest(by=olivia)
    received.refresh_from_db()
    forget()
    return received


def forget() -> None:
    letters.send_owed()
    messages.send_owed()
    mail.outbox.clear()


def posted() -> dict[str, list[str]]:
    """The subjects that each address is sent; no e-mail says a name, and the number of a file to who represents alone."""
    messages.send_owed()
    found: dict[str, list[str]] = {}
    for one in mail.outbox:
        subject, _, number = str(one.subject).partition(" – ")
        said = said_in([one], number or "W-")
        assert not any(each in said for each in ("Alice", "Benali", "W-"))
        found.setdefault(one.to[0], []).append(subject)
    return found


def both(alice: User, lucie: User, what: str) -> dict[str, list[str]]:
    return {alice.email: [SUBJECTS[what]["fr"]], lucie.email: [SUBJECTS[what]["en"]]}


def test_an_answer_that_either_sends_is_told_to_both(
    represented: Application, alice: User, lucie: User, olivia: User
) -> None:
    asked: Question = reviews.ask(represented, text="Why?", document="", days=30, by=olivia)
    forget()
    reviews.answer(asked, text="Voici.", by=lucie)
    assert posted() == both(alice, lucie, "answered")


def test_documents_sent_after_submission_are_told_once(
    represented: Application, alice: User, lucie: User
) -> None:
    person = represented.people.get(relation="principal")
    for words in ("one", "two"):
        content = BytesIO(people.a_pdf(words))
        documents.upload(
            documents.SentFor(represented, person=person, key="passport"),
            name="p.pdf",
            content=content,
            by=alice,
        )
    assert posted() == both(alice, lucie, "sent")


def test_documents_of_a_draft_are_told_to_nobody(draft: Application, alice: User) -> None:
    person = draft.people.get(relation="principal")
    content = BytesIO(people.a_pdf())
    documents.upload(
        documents.SentFor(draft, person=person, key="passport"),
        name="p.pdf",
        content=content,
        by=alice,
    )
    assert posted() == {}


def test_a_withdrawn_question_is_told_to_both(
    represented: Application, alice: User, lucie: User, olivia: User
) -> None:
    asked = reviews.ask(represented, text="Why?", document="", days=30, by=olivia)
    forget()
    questions.withdraw(asked, by=olivia)
    assert posted() == {
        alice.email: ["Une question a été retirée"],
        lucie.email: ["A question was withdrawn"],
    }


def test_the_representative_of_a_withdrawn_file_is_told_that_its_account_is_gone(
    received: Application, alice: User, lucie: User
) -> None:
    User.objects.filter(pk=alice.pk).update(demo=True)  # whose money was at no provider
    mandates.give(received, lawyer=lucie, signature="Alice Benali", by=alice)
    applications.withdraw(received, by=alice)
    payment_turns.refund_owed()
    forget()
    address = alice.email
    deletions.delete(by=alice)
    assert posted() == {
        address: ["Votre compte a été supprimé"],
        lucie.email: [SUBJECTS["left"]["fr"]],
    }
