"""Documents: checked by content, stored under their hash, and never lost once acknowledged."""

from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from django.db import transaction
from django.db.models import QuerySet

from impplus.actions import messages, most_files, moves, removals, same_files, scans, stored_files
from impplus.actions.beside import reached
from impplus.actions.clean_copies import upright_of
from impplus.actions.locks import held_application
from impplus.actions.lost_files import read_stored
from impplus.actions.refused_files import FileRefused
from impplus.actions.scans import VirusFound
from impplus.actions.sealed import received
from impplus.actions.unreadable_files import count_refused
from impplus.outside import store
from impplus.outside.files.inspecting import PATIENCE, Inspected, inspected
from impplus.outside.files.kinds import NotAccepted
from impplus.queries import clock, scanning
from impplus.queries.access import must_see_person, must_see_question
from impplus.queries.assistance import assistance_of
from impplus.queries.officers import must_work_on
from impplus.queries.other_papers import AS_IT_CAME, OTHER, kept_title
from impplus.queries.refusals import NotYours, Refusal, WrongMoment
from impplus.queries.renewals import verb_of_file
from impplus.queries.signatures import ON_PAPER
from impplus.records.clock import Now
from impplus.records.models import Application, Document, Person, Question, User
from impplus.records.rows import next_key
from impplus.rules.law import DocumentRule
from impplus.rules.lifecycle import Role

LONGEST_KEY = 40


@dataclass(frozen=True)
class SentFor:
    """What a file is sent for: something about a person of an application (`key`), or the answer to a question.

    It takes the place of `instead_of`, which is removed; `title` says what it is where nothing asks for it.
    """

    application: Application
    person: Person
    key: str
    question: Question | None = None
    instead_of: Document | None = None
    title: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        """What the row of a file keeps of it."""
        return {one: getattr(self, one) for one in ("application", "person", "key", "question")}


def upload(
    to: SentFor,
    *,
    name: str,
    content: IO[bytes],
    by: User,
    patience: float = PATIENCE,
    received_at: datetime | None = None,
) -> Document:
    """Scan and check a file, store its bytes and its clean copy, and only then remember and acknowledge it.

    Raises FileRefused with its reason, after `patience` seconds at most; NotScanned where the virus scanner is
    away; NotUnderstood (its title); OutOfReach. What is sent twice for one thing is one document. `received_at` is when
    it came, where that is a while ago.
    """
    must_be_for(to, by=by)
    made = checked(to, name=name, content=content, by=by, patience=patience)
    if received_at:
        made.sent_at = received_at
    return kept_or_removed(made, to.instead_of, by, received_at)


def checked(
    to: SentFor, *, name: str, content: IO[bytes], by: User, patience: float = PATIENCE
) -> Document:
    """A document that is not kept yet, of a file that is scanned, checked and stored; raises as `upload`."""
    titled, how = kept_title(to.key, to.title), how_to_read(to.application, to.key)
    try:
        with (
            reached(),
            inspected(
                name, content, account=by.pk, patience=patience, scan=scans.scan, **how
            ) as found,
        ):
            columns = _columns(name, found) | upright_of(found, by)
            store.put(content)
    except NotAccepted as refused:
        count_refused(refused.reason, by=by)
        portrait = is_portrait(to.application, to.key)
        raise FileRefused(refused.reason, portrait=portrait) from None
    except VirusFound as virus:
        count_refused("virus", by=by)
        scans.remember(to.application, to.key, virus.name, by=by)
        raise FileRefused("virus") from None
    return Document(**to.columns, **columns, title=titled, sent_by=by)


def must_be_for(to: SentFor, *, by: User) -> None:
    """Raise NotYours unless `by` may send a file of this kind for this person of the application.

    An officer sends what came on paper, of an application that came by another means; no answer to a question.
    """
    must_see_person(to.person, by)
    if by.role == Role.FEDERAL:
        must_work_on(to.application, by)
        if to.question is not None or assistance_of(to.application) is None:
            raise NotYours
    elif to.key == AS_IT_CAME:
        raise NotYours
    if to.question is not None:
        must_see_question(to.question, by)
        if to.question.person_id not in (None, to.person.pk):
            raise NotYours
    of_it = to.person.application_id == to.application.pk
    if not (of_it and _may_be(to.key, to.question, to.application)):
        raise NotYours


def _columns(name: str, found: Inspected) -> dict[str, Any]:
    return {
        "scanned_at": clock.instant() if scanning.is_on() else None,
        "name": safe_name(name),
        "media_type": found.media_type,
        "size": found.size,
        "content": found.sha256,
    }


def slot_of(document: Document) -> QuerySet[Document]:
    """All that is sent for the same thing, in its order."""
    return Document.objects.filter(
        application=document.application_id,
        person=document.person_id,
        key=document.key,
        question=document.question_id,
        reconsideration=document.reconsideration_id,
        removed_at=None,
    )


def kept_or_removed(
    made: Document, instead_of: Document | None, by: User, received_at: datetime | None
) -> Document:
    """As `_kept`; what is stored of a document that is refused is removed again."""
    try:
        return _kept(made, instead_of, by, received_at)
    except Refusal:
        stored_files.dispose_later(stored_files.keys_of(made))
        raise


def _kept(
    made: Document, instead_of: Document | None, by: User, received_at: datetime | None
) -> Document:
    application, slot = made.application, slot_of(made)
    with transaction.atomic():
        locked = locked_with(application, made.person)
        same = slot.filter(content=made.content).first()
        if same:
            return same
        _must_be_awaited(made.question_id, received_at)
        one = is_portrait(application, made.key) and locked.status == "draft"
        removals.give_place(made, slot, instead_of=instead_of, one=one, by=by)
        most_files.must_hold_more(application)
        made.pk = next_key(Document)
        verb = verb_of_file(application, made.person, made.key)
        moves.move(application, verb, by=by, detail=received(made, locked))
        made.save(force_insert=True)
        stored_files.hold(made)
        same_files.note(made)
        if locked.status != "draft" and not (made.question_id or made.reconsideration_id):
            messages.tell_of_sent_files(application, made.person)
    return made


def locked_with(application: Application, person: Person) -> Application:
    """The application, held until the transaction ends, with a person who is still in it; NotYours for one who is not."""
    now = held_application(application.pk)
    if not now.people.filter(pk=person.pk).exists():
        raise NotYours
    return now


def _must_be_awaited(question: int | None, received_at: datetime | None) -> None:
    """Raise WrongMoment for a file to a question that is answered, unless it was received before that.

    One that was on its way when the office withdrew the question is kept, as are those that were there already.
    """
    if question is None:
        return
    asked = Question.objects.get(pk=question)
    before = received_at and asked.answered_at and received_at <= asked.answered_at
    kept = received_at and asked.status == "withdrawn"
    if asked.status != "open" and not before and not kept:
        raise WrongMoment


def rule_of(application: Application, key: str) -> DocumentRule | None:
    """What the rules say of a key, today or at another time; None of what they do not ask for."""
    return next((row for row in application.programme.documents if row.key == key), None)


def how_to_read(application: Application, key: str) -> dict[str, bool]:
    """Whether a file of a key is the picture of a person, and whether a zone is looked for on it whichever way it lies."""
    rule = rule_of(application, key)
    return {
        "portrait": is_portrait(application, key),
        "turned": rule is not None and rule.zone == "each",
    }


def is_portrait(application: Application, key: str) -> bool:
    """Whether the rules want a picture of a person under a key, and no paper."""
    rule = rule_of(application, key)
    return rule is not None and rule.photo is not None


def remove(document: Document, *, by: User) -> None:
    """Take a document out of a draft, or an answer that is not sent; its bytes stay until disposed of. AlreadyDone where `by` did it before."""
    must_see_person(document.person, by)
    if document.question is not None:
        must_see_question(document.question, by)
    with transaction.atomic():
        removals.take_out(document, by=by)


def restore(document: Document, *, by: User) -> None:
    """Put a document back that was taken out of a draft; one that is there already stays where it is."""
    application = document.application
    must_see_person(document.person, by)
    with transaction.atomic():
        held_application(application.pk)
        most_files.must_hold_more(application)
        moves.move(application, "save", by=by, detail={"key": document.key})
        slot = slot_of(document)
        if slot.filter(content=document.content).exclude(pk=document.pk).exists():
            return  # it was sent again meanwhile
        if is_portrait(application, document.key):  # of which there is one
            slot.update(removed_at=Now())
        Document.objects.filter(pk=document.pk, removed_at__isnull=False).update(removed_at=None)


def reorder(document: Document, *, up: bool, by: User) -> None:
    """Let a document and the one above it (or below it) change places among those sent for the same thing."""
    application = document.application
    must_see_person(document.person, by)
    with transaction.atomic():
        held_application(application.pk)
        moves.move(application, "save", by=by, detail={"key": document.key})
        slot = list(slot_of(document))
        if document not in slot:
            raise WrongMoment
        at = slot.index(document)
        other = max(0, at - 1) if up else min(len(slot) - 1, at + 1)
        slot[at], slot[other] = slot[other], slot[at]
        for place, one in enumerate(slot):
            one.position = place
        Document.objects.bulk_update(slot, ["position"])


def keep(document: Document, *, by: User) -> None:
    """Leave a document as it is, whatever was noticed about it."""
    must_see_person(document.person, by)
    with transaction.atomic():
        moves.move(document.application, "save", by=by, detail={"key": document.key})
        Document.objects.filter(pk=document.pk).update(kept=True)


def content(document: Document) -> IO[bytes]:
    """The bytes as they were sent, to read. Raises FileLost, OutOfReach, VirusFound or NotScanned."""
    scans.before_opening(document)
    return read_stored(document.content)


def _may_be(key: str, question: Question | None, application: Application) -> bool:
    if question is not None:
        return question.application_id == application.pk and len(key) <= LONGEST_KEY
    return key in (ON_PAPER, OTHER, AS_IT_CAME) or key in {
        row.key for row in application.programme.documents
    }


def safe_name(name: str) -> str:
    """The name of a file without folders, and without what cannot be printed or stand in a name."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(letter for letter in last if letter.isprintable() and letter not in ':*?"<>|')
    return kept.strip()[-200:] or "document"
