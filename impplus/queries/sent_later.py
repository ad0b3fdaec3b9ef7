"""What was sent after submission (messages, answers, files), each with its receipt: its instant and the hash that its event seals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from impplus.queries.file import File
from impplus.queries.other_papers import TITLES, with_title
from impplus.queries.papers import correspondence_of, questions_of
from impplus.queries.privacy import is_read
from impplus.queries.reopenings import reconsiderations_of
from impplus.records.models import Correspondence, Document, Event, Person, Question, User
from impplus.records.prepared import prepared
from impplus.rules.canonical import canonical
from impplus.words.text import Text

MESSAGE, ANSWER, DOCUMENT, REQUEST = "message", "answer", "document", "reconsideration"
# What each noun that is sent later is called here; a file’s event is one of its application.
_KINDS = {"correspondence": MESSAGE, "question": ANSWER, "application": DOCUMENT}
_KINDS["reconsideration"] = REQUEST
type _Events = Mapping[tuple[str, int], Event]
KINDS: Mapping[str, Text] = {
    MESSAGE: Text(en="A message to the office", fr="Un message au bureau"),
    ANSWER: Text(en="An answer to a question", fr="Une réponse à une question"),
    DOCUMENT: Text(en="A document", fr="Un document"),
    REQUEST: Text(en="A request for reconsideration", fr="Une demande de réexamen"),
}


@dataclass(frozen=True)
class SentLater:
    """`kind` and `key` name it; `hashed` is what was hashed, None of what was sent before it had a receipt.

    `person` is whom it concerns, None of the application as a whole; `title` is that of a document, `files` are what came with an
    answer, or the document itself.
    """

    kind: str
    key: int
    at: datetime
    by: User
    person: Person | None
    hashed: Mapping[str, Any] | None = None
    digest: str = ""
    title: Text | None = None
    words: str = ""
    language: str = ""
    files: tuple[Document, ...] = ()

    @property
    def what(self) -> Text:
        """What kind of thing it is."""
        return KINDS[self.kind]

    @property
    def written(self) -> str:
        """What was hashed, as the bytes that have this hash say it."""
        return canonical(self.hashed).decode() if self.hashed is not None else ""


def hashed(number: str, said: Mapping[str, Any], salt: str) -> dict[str, Any]:
    """What is hashed of something that was sent for the application of a number; the salt keeps its hash from being guessed."""
    return {"number": number, "salt": salt, **said}


def said_in_message(one: Correspondence) -> dict[str, Any]:
    """What a message says, as plain values."""
    return {"kind": MESSAGE, "person": one.person_id, "text": one.text}


def said_in_answer(one: Question, text: str, files: Sequence[str]) -> dict[str, Any]:
    """What answers a question, as plain values: the words, and the hashes of the files that came with them."""
    said = {"kind": ANSWER, "question": one.pk, "person": one.person_id}
    return {**said, "text": text, "files": list(files)}


def said_in_request(text: str, files: Sequence[str]) -> dict[str, Any]:
    """What a request for reconsideration says, as plain values: the words, and the hashes of the files that came with them, if any did."""
    return {"kind": REQUEST, "text": text, **({"files": list(files)} if files else {})}


def said_of_file(one: Document) -> dict[str, Any]:
    """What a file is and for whom, as plain values, with the hash of its bytes."""
    about = {"kind": DOCUMENT, "person": one.person_id, "question": one.question_id}
    return {
        **about,
        **{name: getattr(one, name) for name in ("key", "title", "name", "size")},
        "sha256": one.content,
    }


def sent_later(file: File) -> list[SentLater]:
    """What its reader may read of all that was sent since the application was received, the oldest first."""
    if file.received is None:
        return []
    events = {_place(one): one for one in _sealed(file.application.pk)}
    found = [*_messages(file, events), *_answers(file, events), *_requests(file, events)]
    found += _documents(file, events)
    own = [one for one in found if is_read(file.application, one.person.pk if one.person else None)]
    return sorted(own, key=lambda one: one.at)


def _place(event: Event) -> tuple[str, int]:
    """What an event is about, as `SentLater` names it."""
    kind = _KINDS[event.noun]
    return kind, event.detail["document"] if kind == DOCUMENT else int(event.about)


def _receipt(file: File, event: Event | None, said: Mapping[str, Any]) -> dict[str, Any]:
    """The hash and what was hashed; nothing where no event sealed it."""
    if event is None:
        return {}
    whole = hashed(file.application.number, said, event.detail["salt"])
    return {"hashed": whole, "digest": event.detail["receipt"]}


def _messages(file: File, events: _Events) -> Iterator[SentLater]:
    for one in correspondence_of(file.application):
        if one.status == "sent":  # from the office
            continue
        kept = _receipt(file, events.get((MESSAGE, one.pk)), said_in_message(one))
        words: dict[str, Any] = {"words": one.text, "language": one.language}
        yield SentLater(MESSAGE, one.pk, one.at, one.by, one.person, **kept, **words)


def _answers(file: File, events: _Events) -> Iterator[SentLater]:
    for one in questions_of(file.application):
        if one.answered_at is None or one.answered_by is None:
            continue
        event = events.get((ANSWER, one.pk))
        files = event.detail["files"] if event else ()
        kept = _receipt(file, event, said_in_answer(one, one.answer, files))
        came = tuple(sent for sent in one.documents.all() if sent.content in files)
        about: dict[str, Any] = {
            "words": one.answer,
            "language": one.answer_language,
            "files": came,
        }
        yield SentLater(
            ANSWER, one.pk, one.answered_at, one.answered_by, one.person, **kept, **about
        )


def _requests(file: File, events: _Events) -> Iterator[SentLater]:
    asked = any(kind == REQUEST for kind, _ in events)
    for one in reconsiderations_of(file.application) if asked else ():
        event = events.get((REQUEST, one.pk))
        came = tuple(one.documents.all())
        said = said_in_request(one.reasons, [sent.content for sent in came])
        about: dict[str, Any] = {"words": one.reasons, "language": one.language, "files": came}
        kept = _receipt(file, event, said)
        yield SentLater(REQUEST, one.pk, one.asked_at, one.asked_by, None, **kept, **about)


def _documents(file: File, events: _Events) -> Iterator[SentLater]:
    people = {one.pk: one for one in file.everyone}
    titles = {rule.key: rule.title for rule in file.law.documents} | TITLES
    received = file.application.received_at
    for one in file.sent:
        event = events.get((DOCUMENT, one.pk))
        if event is None and (received is None or one.sent_at <= received):
            continue  # it is in the receipt of the application
        kept = _receipt(file, event, said_of_file(one))
        title = with_title(titles[one.key], one.title) if one.key in titles else None
        by = event.by if event and event.by else one.sent_by
        about: dict[str, Any] = {"title": title, "files": (one,)}
        yield SentLater(DOCUMENT, one.pk, one.sent_at, by, people[one.person_id], **kept, **about)


@prepared
def _sealed(application: int) -> QuerySet[Event]:
    """The events that sealed something sent later; a reported change knows its own hash."""
    kept = Event.objects.filter(application=application, detail__has_key="salt")
    return kept.exclude(noun="report").select_related("by")
