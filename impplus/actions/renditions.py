"""The clean copies of documents: what everybody sees but the sender, and the thumbnails of their pages."""

import logging
from collections.abc import Mapping
from functools import partial
from io import BytesIO
from typing import IO

from django.db import transaction

from impplus.actions import lost_files, moves, scans, stored_files
from impplus.actions.clean_copies import stored_of, turned
from impplus.actions.documents import content, how_to_read
from impplus.actions.refused_files import NoCleanCopy, NotItsTurn
from impplus.actions.scans import NotScanned, VirusFound
from impplus.outside.files.ahead import page_of
from impplus.outside.files.inspecting import inspected
from impplus.outside.files.kinds import Kind, NotAccepted, Reason
from impplus.outside.files.sheets import PagePicture
from impplus.queries.access import must_see_person
from impplus.queries.refusals import OutOfReach, Refusal
from impplus.records.models import Document, LostFile, User

A_TURN = 20  # files of before, made clean in a turn of the worker
NONE = "none"  # the media type where no clean copy can be made
PIXELS = {False: 1300, True: 2600}  # on the longer side of a page that is shown: as usual, large
LATER = ("busy", "not-checked")  # reasons that say nothing of the file
_NOT_TURNED: Mapping[Reason, type[Refusal]] = {"busy": NotItsTurn, "not-checked": OutOfReach}

log = logging.getLogger(__name__)


def rendition(document: Document) -> IO[bytes]:
    """The clean copy of a document, to read; of a file of before it is made now.

    Raises NoCleanCopy, VirusFound, NotScanned, or OutOfReach. `document` has its media type afterwards.
    """
    _made_ready(document)
    return lost_files.read_stored(document.rendition)


def _made_ready(document: Document) -> None:
    scans.before_opening(document)
    if not document.rendition:
        prepare(document)


def turn(document: Document, *, by: User) -> None:
    """Turn what others see of a document a quarter to the right; the original stays as it was sent.

    Raises NotItsTurn while other files are worked on, WrongMoment once submitted, and otherwise as `rendition`.
    """
    must_see_person(document.person, by)
    portrait = document.rendition_type != "application/pdf"
    try:
        with rendition(document) as clean:
            columns = turned(clean, by, 1, portrait=portrait)
    except NotAccepted as refused:
        raise _NOT_TURNED.get(refused.reason, NoCleanCopy) from None
    before = stored_files.keys_of(document)
    for name, value in columns.items():
        setattr(document, name, value)
    with transaction.atomic():
        moves.move(document.application, "save", by=by, detail={"key": document.key})
        Document.objects.filter(pk=document.pk).update(**columns)
        stored_files.hold(document)
        stored_files.dispose_later(before - stored_files.keys_of(document))


def thumbnail(document: Document, page: int) -> IO[bytes] | None:
    """The small picture (WebP) of a page, counted from 1; None where there is none. Raises as `rendition`."""
    if not document.thumbnails or not 1 <= page <= len(document.seen):
        return None
    scans.before_opening(document)
    begins, length = document.seen[page - 1][:2]
    with lost_files.read_stored(document.thumbnails) as kept:
        kept.seek(begins)
        return BytesIO(kept.read(length))


def sheet(document: Document, number: int, *, large: bool, quarters: int = 0) -> IO[bytes]:
    """A page of the clean copy as a JPEG, counted from 1, turned so many quarters to the right; `large` to read small print. The next is drawn ahead.

    Raises LookupError where there is no such page, and otherwise as `rendition`.
    """
    if not 1 <= number <= document.pages:
        raise LookupError(number)
    _made_ready(document)
    key, pages = document.rendition, document.pages
    kind: Kind = "pdf" if document.rendition_type == "application/pdf" else "jpeg"
    asked = PagePicture(kind=kind, number=number, longest=PIXELS[large], quarters=quarters)
    try:
        return page_of(key, asked, pages=pages, opened=partial(lost_files.read_stored, key))
    except NotAccepted as refused:
        raise (OutOfReach if refused.reason in LATER else NoCleanCopy) from None


def prepare(document: Document) -> None:
    """Make the clean copy of a file that was taken before there were any, and read it as one that comes today.

    Raises NoCleanCopy or OutOfReach.
    """
    how = how_to_read(document.application, document.key)
    with content(document) as original:
        for portrait in (True, False) if how["portrait"] else (False,):
            try:
                with inspected(
                    "", original, account=0, portrait=portrait, turned=how["turned"]
                ) as found:
                    _remember(document, stored_of(found))
                    return
            except NotAccepted as refused:
                if refused.reason in LATER:
                    raise OutOfReach from None
    _remember(document, {"rendition_type": NONE})
    raise NoCleanCopy


def _remember(document: Document, columns: dict[str, object]) -> None:
    for name, value in columns.items():
        setattr(document, name, value)
    with transaction.atomic():
        if Document.objects.filter(pk=document.pk).update(**columns):
            stored_files.hold(document)
        else:  # its draft was destroyed meanwhile
            stored_files.dispose_later(stored_files.keys_of(document))


def prepare_some() -> None:
    """Make the clean copies of some files of before; one that has none for good is left, and logged."""
    waiting = Document.objects.filter(rendition="", rendition_type="", removed_at=None, found="")
    waiting = waiting.exclude(content__in=LostFile.objects.values("key"))
    for document in waiting.select_related("application").order_by("pk")[:A_TURN]:
        try:
            prepare(document)
        except NoCleanCopy:
            log.warning("No clean copy can be made of document %s.", document.pk)
        except (VirusFound, lost_files.FileLost):
            continue  # it is remembered, and nobody opens it
        except (OutOfReach, NotScanned):
            return
