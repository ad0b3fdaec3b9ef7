"""Files that came whole: each is scanned, checked and made a document of, now or by the worker later."""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from os import SEEK_END
from typing import IO, Any

from django.db import transaction
from django.db.models import F, Q

from impplus.actions import documents, most_files, moves, not_added, unreadable_files, uploads
from impplus.actions.beside import reached
from impplus.actions.refused_files import OF_PORTRAIT, WORDS, FileRefused
from impplus.actions.scans import BEHIND, NotScanned
from impplus.outside import store
from impplus.outside.files.inspecting import PATIENCE
from impplus.queries import clock, scanning
from impplus.queries.other_papers import UNTITLED
from impplus.queries.refusals import NotUnderstood, NotYours, OutOfReach, Refusal, WrongMoment
from impplus.records.models import Document, Upload, User
from impplus.rules import lifecycle
from impplus.rules.lifecycle import Role
from impplus.words.text import Text

A_TURN = 20  # files that the worker checks in one turn
MOST_TRIES = 5  # without an outcome, after which a file is refused
GIVES_UP = 3  # files in a row that have to wait, after which a turn ends
MOST_REFUSED = 20  # files of one sender and application whose reasons stand on its pages
BUSY = "busy"
NOT_YET = (BUSY, "not-checked")  # reasons that say nothing of the file
TOO_MANY, NO_TITLE, TOO_LATE = "too-many-files", "no-title", "too-late"

log = logging.getLogger(__name__)

# Why a file was refused, by the reason that its row keeps.
WHY: dict[str, Text] = dict(WORDS.items())
WHY |= {TOO_MANY: most_files.TOO_MANY, NO_TITLE: UNTITLED, TOO_LATE: WrongMoment.text}
_OF_PORTRAIT: dict[str, Text] = WHY | dict(OF_PORTRAIT.items())


def why(reason: str, *, portrait: bool) -> Text:
    """Why a file was refused, and what to do; `portrait` is whether the picture of a person was asked for."""
    return _OF_PORTRAIT[reason] if portrait else WHY[reason]


def take(
    to: documents.SentFor,
    *,
    name: str,
    content: IO[bytes],
    by: User,
    patience: float = PATIENCE,
) -> Document | None:
    """Make a document of a file that came in one piece; where the virus scanner is away, or its turn does not come, it is kept, to be checked later.

    Raises as `documents.upload` and `uploads.receive`.
    """
    unreadable_files.must_not_wait(by=by)
    try:
        return documents.upload(to, name=name, content=content, by=by, patience=patience)
    except NotScanned:
        pass
    except FileRefused as refused:
        if refused.reason != BUSY:
            raise
    uploads.receive(to, name=name, content=content, by=by)
    return None


@contextmanager
def none_waits() -> Iterator[None]:
    """Inside, a file that cannot be scanned now is refused: it cannot be kept to be checked later."""
    try:
        yield
    except NotScanned:
        raise FileRefused("not-checked") from None


def check(upload: Upload, *, patience: float = PATIENCE, later: bool = False) -> bool:
    """Make a document of a file that came whole, or remember why not; False where it has to wait.

    `upload` has what became of it. A refusal that comes `later` is told by e-mail; one that answers whoever sent it, to that person, whose line may be cut. Whoever else is at it is left at it, and one that was cut off leaves it as it was.
    """
    with transaction.atomic():
        held = uploads.locked(upload.pk)
        if held is None or not held.waits:
            return True
        decided = _decided(held, patience)
        held.save(update_fields=["document", "refused", "tries", "parts"])
        if held.refused:
            _forget_old(held)
            sender = None if later else held.begun_by
            not_added.tell(held.application, held.person, sender=sender)
    upload.document, upload.refused = held.document, held.refused
    if decided:
        _remove_parts(held)
    else:
        moves.wake("check_uploads")
    if held.document:
        there = documents.SentFor(held.application, held.person, held.key, held.question)
        uploads.drop_half(there, name=held.name, size=held.size, by=held.begun_by)
    return decided


def _decided(held: Upload, patience: float) -> bool:
    """Whether the file is a document now, or refused."""
    try:
        held.document = _document_of(held, patience)
    except FileRefused as refused:
        if refused.reason in NOT_YET:
            return _tried(held, refused.reason)
        held.refused = refused.reason
    except NotScanned as waits:
        if waits.slow:
            return _tried(held, "too-heavy")
        # It may have ended the scanner: the files of others are scanned before it, and it goes on waiting.
        held.tries = max(held.tries, int(waits.hung_up))
        return False
    except OutOfReach:
        return False
    except most_files.TooManyFiles:
        held.refused = TOO_MANY
    except NotUnderstood:
        held.refused = NO_TITLE
    except (NotYours, WrongMoment):
        held.refused = TOO_LATE
    return True


def _tried(held: Upload, reason: str) -> bool:
    """Count a try that came to nothing; after some of them the file is refused."""
    held.tries += 1
    if held.tries < MOST_TRIES:
        return False
    held.refused = reason
    return True


def _document_of(held: Upload, patience: float) -> Document:
    with _joined(held) as content:
        return documents.upload(
            _sent_for(held),
            name=held.name,
            content=content,
            by=held.begun_by,
            patience=patience,
            received_at=held.received_at,
        )


def _joined(held: Upload) -> IO[bytes]:
    """The parts as one file; FileRefused where the store has lost one, or a piece of it."""
    try:
        with reached():
            content = store.joined([name for name, _size in held.parts])
    except OutOfReach as fault:
        if isinstance(fault.__cause__, store.NotStored):
            raise FileRefused("not-checked") from None
        raise
    if content.seek(0, SEEK_END) != held.size:
        content.close()
        log.error("A part of upload %s is cut in the store.", held.pk)
        raise FileRefused("not-checked")
    content.seek(0)
    return content


def _sent_for(held: Upload) -> documents.SentFor:
    to = documents.SentFor(held.application, held.person, held.key, held.question, title=held.title)
    return replace(to, instead_of=_replaced(held, to))


def _replaced(held: Upload, to: documents.SentFor) -> Document | None:
    """Whose place it takes, where that may still be taken: of a photograph, there is one."""
    role = Role(held.begun_by.role)
    if not lifecycle.may("application", "remove-document", held.application.status, role):
        return None
    there = documents.slot_of(Document(**to.columns))
    if documents.is_portrait(held.application, held.key):
        return there.last()
    return there.filter(pk=held.instead_of_id or 0).first()


def _forget_old(held: Upload) -> None:
    """Put away the refused files of this sender and application but for the last ones: nobody reads hundreds of reasons."""
    refused = Upload.objects.filter(application=held.application, begun_by=held.begun_by)
    old = refused.exclude(refused="").exclude(pk=held.pk).order_by("-begun_at", "-pk")
    Upload.objects.filter(
        pk__in=list(old.values_list("pk", flat=True)[MOST_REFUSED - 1 :])
    ).delete()


def _remove_parts(held: Upload) -> None:
    """What a failing store keeps here is removed by the daily round."""
    try:
        with reached():
            store.remove_parts(held.mark)
    except Refusal:
        return
    Upload.objects.filter(pk=held.pk).update(parts=[])


def check_some() -> None:
    """Check files that wait, the oldest first, of each sender in turn; while the scanner or the store is away, or the scanner is to be renewed, they go on waiting."""
    looked_at, turns, failed = list[int](), Counter[int](), 0
    for _number in range(A_TURN):
        waiting = Upload.objects.filter(document=None, refused="", received=F("size"))
        of_each = waiting.exclude(pk__in=looked_at).distinct("begun_by_id")
        of_each = of_each.order_by("begun_by_id", "tries", "received_at", "pk")
        upload = min(of_each, key=partial(_place_in_line, turns), default=None)
        if upload is None:
            return
        looked_at.append(upload.pk)
        turns[upload.begun_by_id] += 1
        failed = 0 if check(upload, patience=PATIENCE + BEHIND, later=True) else failed + 1
        if scanning.away_since() or scanning.holds() or failed == GIVES_UP:
            return


def _place_in_line(turns: Counter[int], upload: Upload) -> tuple[Any, ...]:
    """What was tried in vain comes last; then whoever had fewer turns is next, so that many files of one sender hold up no other."""
    return upload.tries, turns[upload.begun_by_id], upload.received_at, upload.pk


def tidy() -> None:
    """Remove what is no longer waited for: files that did not come to their end, and what is left of the others.

    Of each file that was decided on, its row stays until it would have expired, so that who sent it is told.
    """
    over = Q(expires_at__lt=clock.now())
    ended = ~Q(document=None) | ~Q(refused="")
    for upload in Upload.objects.filter(over).filter(ended | Q(received__lt=F("size"))):
        with transaction.atomic():
            held = uploads.locked(upload.pk)
            if held:
                with reached():
                    store.remove_parts(held.mark)
                held.delete()
    with reached():
        marks = store.marks()
        needed = Upload.objects.filter(mark__in=marks, document=None, refused="")
        for mark in set(marks).difference(needed.values_list("mark", flat=True)):
            store.remove_parts(mark)
