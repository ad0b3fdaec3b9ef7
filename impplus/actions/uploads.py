"""Files that come in parts, or wait to be checked: begun, added to, taken back, and made documents of."""

import re
import secrets
import unicodedata
from contextlib import suppress
from datetime import timedelta
from typing import IO

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import Count, F, QuerySet, Sum
from psycopg.errors import LockNotAvailable

from impplus.actions import documents, most_files, moves, unreadable_files
from impplus.actions.beside import reached
from impplus.actions.refused_files import LARGEST, FileRefused
from impplus.outside import store
from impplus.outside.files.kinds import MAX_SIZE
from impplus.queries import clock, half_sent
from impplus.queries.access import must_see_person
from impplus.queries.other_papers import kept_title
from impplus.queries.refusals import NotUnderstood, NotYours, Refusal, WrongMoment
from impplus.queries.renewals import verb_of_file
from impplus.records.models import Upload, User
from impplus.rules import lifecycle
from impplus.rules.lifecycle import Role
from impplus.words.text import Text

# Bytes and files of one account: those that did not come to their end, and those that wait besides.
MOST_UNDER_WAY, MOST_BEGUN = 4 * MAX_SIZE, 20
MOST_WAITING, MOST_FILES_WAITING = 16 * MAX_SIZE, 60
MOST_PARTS = 800  # of one file; the page sends half a megabyte at a time
LONGEST_NAME = 255
A_PRESS = "2s"  # for which a press waits for another one of the same button
# What turns the direction of what follows, so that a name reads as another one.
TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class OffsetDiffers(Refusal):
    """A part begins elsewhere than where the file that is kept ends; `received` is where."""

    text = Text(
        en="This part of the file does not follow what we have. Send it again from where we are.",
        fr="Cette partie du fichier ne suit pas ce que nous avons. Reprenez l’envoi là où nous en sommes.",
    )

    def __init__(self, received: int) -> None:
        self.received = received
        super().__init__()


class BeingSent(Refusal):
    """Somebody else is adding to this file just now."""

    status = 423
    text = Text(
        en="This file is being sent from another window just now. Wait a moment, then go on.",
        fr="Ce fichier est en cours d’envoi dans une autre fenêtre. Attendez un instant, puis reprenez.",
    )


class FilesInUse(BeingSent):
    """A file of what is about to go is being added to, or looked at."""

    text = Text(
        en="A file is being sent or checked just now. Nothing was changed. Wait a moment, then try again.",
        fr="Un fichier est en cours d’envoi ou de vérification. Rien n’a été modifié. Attendez un instant, puis réessayez.",
    )


class NoLongerAwaited(Refusal):
    """A file that did not come to its end within UPLOAD_DAYS."""

    status = 410
    text = Text(
        en="We waited some days for the rest of this file, and no longer do. Choose it again.",
        fr="Nous avons attendu la suite de ce fichier pendant quelques jours et ne l’attendons plus. Choisissez-le de nouveau.",
    )


class TooLarge(Refusal):
    """More than a file may have, or than was announced."""

    status = 413
    text = Text(
        en=f"A file may be up to {LARGEST} MB. Send a smaller scan, or several files.",
        fr=f"Un fichier peut avoir jusqu’à {LARGEST}\u00a0Mo. Envoyez une numérisation plus légère ou plusieurs fichiers.",
    )


class TooManyBegun(TooLarge):
    """More is under way than one account may have; says where."""


def begin(to: documents.SentFor, *, name: str, size: int, by: User) -> Upload:
    """Announce a file of so many bytes, whose parts follow.

    Raises NotYours, WrongMoment, NotUnderstood (its name, its title), FileRefused (empty), TooLarge, TooManyBegun, TooManyFiles, ManyUnreadable.
    """
    documents.must_be_for(to, by=by)
    unreadable_files.must_not_wait(by=by)
    if to.question is not None and to.question.status != "open":
        raise WrongMoment
    _must_have_a_size(size)
    made = Upload(
        **to.columns,
        mark=secrets.token_hex(16),
        instead_of=to.instead_of,
        title=kept_title(to.key, to.title),
        name=_checked_name(name),
        size=size,
        begun_by=by,
        expires_at=clock.now() + timedelta(days=settings.UPLOAD_DAYS),
    )
    with transaction.atomic():
        now = documents.locked_with(to.application, to.person)
        verb = verb_of_file(now, to.person, to.key)
        if not lifecycle.may("application", verb, now.status, Role(by.role)):
            raise WrongMoment
        if to.instead_of is None:
            most_files.must_hold_more(now)
        # Of two at once, the second counts the first.
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        undecided = Upload.objects.filter(document=None, refused="", begun_by=by)
        _must_have_room(undecided.exclude(received=F("size")), size, MOST_UNDER_WAY, MOST_BEGUN)
        _must_have_room(undecided, size, MOST_WAITING, MOST_FILES_WAITING)
        refused = Upload.objects.filter(**to.columns, begun_by=by, name=made.name)
        refused.exclude(refused="").delete()  # the same again: why it was refused was read
        made.save(force_insert=True)
    return made


def under(mark: str, *, by: User) -> Upload:
    """The file of this mark; NotYours unless `by` began it, sees the application, and it was not taken out since.

    Raises NoLongerAwaited where its time is over.
    """
    found = Upload.objects.select_related("application", "person", "document", "begun_by")
    upload = found.filter(mark=mark, begun_by=by).first()
    if upload is None or (upload.document and upload.document.removed_at):
        raise NotYours
    must_see_person(upload.person, by)
    if not upload.is_whole and upload.expires_at < clock.now():
        raise NoLongerAwaited
    return upload


def add(upload: Upload, *, offset: int, content: IO[bytes]) -> None:
    """Keep the next part of a file, which begins at `offset`; once this returns, it is as safe as any file of the store.

    Raises OffsetDiffers, BeingSent, TooLarge, OutOfReach; then nothing of the part is kept.
    """
    size = content.seek(0, 2)
    with transaction.atomic():
        held = _locked(upload)
        if held is None:
            raise BeingSent
        if offset != held.received:
            raise OffsetDiffers(held.received)
        if offset + size > held.size:
            raise TooLarge(MORE_CAME)
        if size == 0:
            return
        if len(held.parts) >= MOST_PARTS:
            raise TooLarge(_TOO_MANY_PARTS)
        with reached():
            name = store.put_part(held.mark, offset, content)
        held.received += size
        held.parts.append([name, size])
        held.received_at = clock.instant() if held.is_whole else None
        held.save(update_fields=["received", "parts", "received_at"])
    upload.received, upload.received_at = held.received, held.received_at


def receive(to: documents.SentFor, *, name: str, content: IO[bytes], by: User) -> Upload:
    """Keep a file that came whole, to be checked later. Raises as `begin` and `add`."""
    size = content.seek(0, 2)
    upload = begin(to, name=documents.safe_name(name), size=size, by=by)
    add(upload, offset=0, content=content)
    moves.wake("check_uploads")
    return upload


def remove(upload: Upload, *, by: User) -> bool:
    """Take back a file that is not a document yet, or the word of why it was refused; False where it is a document meanwhile.

    Raises BeingSent while it is looked at. One that `by` took back at this very moment is taken back.
    """
    must_see_person(upload.person, by)
    if upload.begun_by_id != by.pk:
        raise NotYours
    with transaction.atomic():
        held = _waited_for(upload.pk)
        if held and held.document_id is None:
            with reached():
                store.remove_parts(held.mark)
            held.delete()
    return held is None or held.document is None or held.document.removed_at is not None


def put_away(upload: Upload, *, by: User) -> None:
    """Put away why this file was refused, with others that `by` sent for the same thing and that have the same reason; raises NotYours."""
    must_see_person(upload.person, by)
    if not upload.refused:
        raise WrongMoment
    alike = ("application", "person", "key", "question", "refused")
    Upload.objects.filter(begun_by=by, **{one: getattr(upload, one) for one in alike}).delete()


def drop_half(to: documents.SentFor, *, name: str, size: int, by: User) -> None:
    """Take back what came in part of a file that `by` has sent whole meanwhile: by its name and its bytes.

    What cannot be taken back now stays with a button of its page.
    """
    half = Upload.objects.filter(**to.columns, begun_by=by, name=documents.safe_name(name))
    for one in half.filter(size=size, received__lt=F("size"), refused="", document=None):
        with suppress(Refusal):
            remove(one, by=by)


def locked(pk: int) -> Upload | None:
    """The row, held until the transaction ends; None where somebody else holds it, or it is gone."""
    rows = Upload.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    return (
        rows.select_related("application", "person", "question", "begun_by").filter(pk=pk).first()
    )


def _waited_for(pk: int) -> Upload | None:
    """The row, held until the transaction ends, once nobody else holds it; None where it is gone. Raises BeingSent after A_PRESS."""
    rows = Upload.objects.select_for_update(no_key=True, of=("self",))
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [A_PRESS])
    try:
        return rows.filter(pk=pk).first()
    except OperationalError as fault:
        if isinstance(fault.__cause__, LockNotAvailable):
            raise BeingSent from None
        raise


def hold(these: QuerySet[Upload]) -> None:
    """Hold files on their way that are about to go, whose application is locked; raises FilesInUse.

    Whoever looks at a file holds it, and then waits for its application: so nobody waits for a file here.
    """
    held = these.select_for_update(no_key=True, skip_locked=True, of=("self",))
    if {one.pk for one in held} != {one.pk for one in these.all()}:
        raise FilesInUse


def _locked(upload: Upload) -> Upload | None:
    held = locked(upload.pk)
    if held is None and not Upload.objects.filter(pk=upload.pk).exists():
        raise NotYours
    return held


def _must_have_a_size(size: int) -> None:
    if size == 0:
        raise FileRefused("empty")
    if size > MAX_SIZE:
        raise TooLarge


def _must_have_room(uploads: QuerySet[Upload], size: int, most: int, most_files: int) -> None:
    there = uploads.aggregate(bytes=Sum("size"), files=Count("pk"))
    if (there["bytes"] or 0) + size > most or there["files"] >= most_files:
        raise TooManyBegun(half_sent.too_many(uploads.select_related("application", "person")))


def _checked_name(name: str) -> str:
    """A name as browsers send it; NotUnderstood where it is a path, hides something, or is longer than a name can be."""
    if len(name) > LONGEST_NAME:
        raise NotUnderstood(LONG_NAME)
    hides = any(unicodedata.category(letter) in ("Cc", "Cs") for letter in name)
    if hides or TURNS.search(name) or re.search(r"[/\\]", name) or not name.strip(" ."):
        raise NotUnderstood(ODD_NAME)
    return documents.safe_name(name)


LONG_NAME = Text(
    en=f"The name of the file is too long. Give it a name of at most {LONGEST_NAME} characters, then send it again.",
    fr=f"Le nom du fichier est trop long. Donnez-lui un nom d’au plus {LONGEST_NAME} caractères, puis envoyez-le de nouveau.",
)
ODD_NAME = Text(
    en="The name of the file has characters that a name cannot have. Give it a simple name, such as passport.pdf, then send it again.",
    fr="Le nom du fichier contient des caractères qu’un nom ne peut pas avoir. Donnez-lui un nom simple, comme passeport.pdf, puis "
    "envoyez-le de nouveau.",
)
MORE_CAME = Text(
    en="More came than the file has, so it may have changed meanwhile. Remove it and send it again.",
    fr="Il est arrivé plus que ce que contient le fichier, qui a peut-être changé entre-temps. Retirez-le et envoyez-le de nouveau.",
)
_TOO_MANY_PARTS = Text(
    en="This file came in too many small parts. Remove it and send it again.",
    fr="Ce fichier est arrivé en un trop grand nombre de petites parties. Retirez-le et envoyez-le de nouveau.",
)
