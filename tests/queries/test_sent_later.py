"""All that was sent after submission, in order: what it is, by whom and for whom, and what its hash is made of."""

from io import BytesIO
from typing import Any

import pytest

from impplus.actions import correspondence, documents, reviews
from impplus.actions.sealed import about, received
from impplus.demonstration.papers import a_pdf
from impplus.queries.file import file_of
from impplus.queries.sent_later import KINDS, SentLater, said_in_request, sent_later
from impplus.records.models import Application, Correspondence, Document, Event, Question, User
from impplus.rules.canonical import canonical, digest
from impplus.words.text import Text


@pytest.fixture
def asked(received: Application, olivia: User) -> Question:
    """Olivia’s question in Alice’s received file."""
    reviews.take_oldest(by=olivia)
    received.refresh_from_db()
    return reviews.ask(received, text="Votre diplôme?", document="", days=30, by=olivia)


def send(file: Application, by: User, key: str, question: Question | None = None) -> Document:
    to = documents.SentFor(file, file.people.get(), key, question)
    return documents.upload(to, name=f"{key}.pdf", content=BytesIO(a_pdf(key)), by=by)


def later(file: Application) -> list[SentLater]:
    return sent_later(file_of(Application.objects.get(pk=file.pk)))


def salt(**event: Any) -> str:
    return str(Event.objects.get(**event).detail["salt"])


def test_a_draft_has_sent_nothing_later(draft: Application) -> None:
    assert later(draft) == []


def test_a_message_is_hashed_with_its_number_its_salt_and_whom_it_concerns(
    received: Application, alice: User, olivia: User
) -> None:
    made = correspondence.write(received, text="Est-il arrivé?", by=alice, language="fr")
    correspondence.reply(received, text="Oui.", by=olivia)
    (one,) = later(received)
    hashed = {
        "number": received.number,
        "salt": salt(noun="correspondence", verb="write"),
        "kind": "message",
        "person": None,
        "text": "Est-il arrivé?",
    }
    assert one == SentLater(
        "message", made.pk, made.at, alice, None, hashed, digest(hashed), None, made.text, "fr"
    )
    assert one.written == canonical(hashed).decode()
    assert one.what == Text(en="A message to the office", fr="Un message au bureau")


def test_an_answer_is_hashed_with_the_files_that_came_with_it_and_a_later_file_alone(
    asked: Question, alice: User
) -> None:
    file = asked.application
    came = send(file, alice, "answer", asked)
    reviews.answer(asked, text="Le voici.", by=alice, language="fr")
    after = send(file, alice, "passport")
    asked.refresh_from_db()
    found = {(one.kind, one.key): one for one in later(file)}
    assert [*found] == [("document", came.pk), ("answer", asked.pk), ("document", after.pk)]
    answered = found["answer", asked.pk]
    hashed = {
        "number": file.number,
        "salt": salt(noun="question", verb="answer"),
        "kind": "answer",
        "question": asked.pk,
        "person": None,
        "text": "Le voici.",
        "files": [came.content],
    }
    assert (answered.hashed, answered.digest) == (hashed, digest(hashed))
    assert (answered.at, answered.by, answered.person) == (asked.answered_at, alice, None)
    assert (answered.words, answered.language, answered.files) == ("Le voici.", "fr", (came,))
    sent = found["document", after.pk]
    hashed = {
        "number": file.number,
        "salt": salt(verb="upload", detail__document=after.pk),
        "kind": "document",
        "person": after.person_id,
        "question": None,
        "key": "passport",
        "title": "",
        "name": after.name,
        "size": after.size,
        "sha256": after.content,
    }
    assert (sent.hashed, sent.digest) == (hashed, digest(hashed))
    assert (sent.at, sent.by, sent.person) == (after.sent_at, alice, after.person)
    assert (sent.files, sent.words, sent.what.fr) == ((after,), "", "Un document")
    assert sent.title is not None
    assert sent.title.en.startswith("Passport")
    assert found["document", came.pk].hashed["question"] == asked.pk  # type: ignore[index]


def test_a_question_that_nobody_answered_is_not_there(asked: Question) -> None:
    assert later(asked.application) == []


def test_what_no_event_sealed_says_what_it_is_and_has_no_hash(
    received: Application, alice: User, this_day: object
) -> None:
    Correspondence.objects.create(application=received, by=alice, text="Et moi?", due_on=this_day)
    (one,) = later(received)
    assert (one.hashed, one.digest, one.written, one.words) == (None, "", "", "Et moi?")


def test_a_request_names_its_files_only_where_some_came() -> None:
    said = {"kind": "reconsideration", "text": "Relisez."}
    assert said_in_request("Relisez.", []) == said
    assert said_in_request("Relisez.", ["a", "b"]) == said | {"files": ["a", "b"]}
    assert KINDS["reconsideration"].fr == "Une demande de réexamen"


def test_a_file_of_a_draft_has_no_receipt_of_its_own(paid_draft: Application, alice: User) -> None:
    one = send(paid_draft, alice, "passport")
    told = {"key": "passport", "person": one.person_id}
    assert about(one) == told
    assert received(one, paid_draft) == told | {"document": one.pk}
    paid_draft.status = "received"
    detail = received(one, paid_draft)
    assert set(detail) == {"key", "person", "document", "receipt", "salt"}
    assert (len(detail["salt"]), detail["receipt"].startswith("sha256:")) == (32, True)
