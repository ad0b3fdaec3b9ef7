"""Resumable upload: the protocol tus 1.0 (core, creation, expiration, termination) for the files of one slot, or of an answer.

https://tus.io/protocols/resumable-upload. Its refusals are sentences in plain text, which the page shows.
"""

from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import wraps
from tempfile import TemporaryFile
from typing import IO, Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import NoReverseMatch
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from impplus.actions import received_files, unreadable_files, uploads
from impplus.actions.beside import reached
from impplus.actions.documents import SentFor, is_portrait
from impplus.actions.refused_files import LARGEST
from impplus.portal.added import say_added, say_again
from impplus.portal.application import WHO, may, part_of, person_in
from impplus.portal.documents import replaced_in, slot_for
from impplus.portal.questions import asked_in, sent_for
from impplus.queries.refusals import NotUnderstood, NotYours, Refusal, WrongMoment
from impplus.queries.renewals import verb_of_file
from impplus.records.models import Upload
from impplus.web.addresses import address
from impplus.web.language import lang
from impplus.web.pages import Page, door, wait
from impplus.web.requests import takes
from impplus.web.signed_in import account_in

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,termination"
PART = "application/offset+octet-stream"
LONGEST_METADATA = 4096  # characters
LARGEST_NUMBER = 15  # digits
PIECE = 64 * 1024  # bytes read at a time
ABOUT = {"Tus-Version": VERSION, "Tus-Extension": EXTENSIONS, "Tus-Max-Size": str(LARGEST * 2**20)}


class _Wrong(Exception):
    """A request that is not as the protocol has it, with the answer that it names for that."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.answer = _said(status, sentence)


def tus(page: Page) -> Page:
    """Answer as the protocol asks: with its version, and with a sentence in plain text where nothing was done."""

    @wraps(page)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _answered(page, request, *args, **kwargs)
        response.headers["Tus-Resumable"] = VERSION
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answer


def _answered(page: Page, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    if request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION:
        wrong = _said(412, _("This page is out of date. Reload it, then choose the file again."))
        wrong.headers["Tus-Version"] = VERSION
        return wrong
    if not account_in(request).is_authenticated:
        return _said(
            401,
            _(
                "Your session ended. Sign in, then choose the same file: it goes on where it stopped."
            ),
        )
    try:
        return page(request, *args, **kwargs)
    except Http404:
        return _said(404, _("We no longer have the beginning of this file. Choose it again."))
    except uploads.OffsetDiffers as fault:
        wrong = _said(fault.status, fault.text.say(lang()))
        wrong.headers["Upload-Offset"] = str(fault.received)
        return wrong
    except _Wrong as fault:
        return fault.answer
    except Refusal as fault:
        wait(request, fault.seconds)
        return _said(fault.status, fault.text.say(lang()))


def _said(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


@takes("OPTIONS", "POST")
@tus
@door(*WHO)
def begin(request: HttpRequest, number: str, person: int, key: str) -> HttpResponse:
    """Announce a file for a slot; what may be sent by the form of its page may be sent here, and nothing else."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=ABOUT)
    unreadable_files.must_not_wait(by=person_in(request))  # before anything is worked out
    with _asked_for():
        application = part_of(request, number, person)
        slot = slot_for(application, person, key)
    if not may(application, verb_of_file(application, slot.person, key), request):
        raise WrongMoment
    replaced = replaced_in(request, slot)
    return _begun(request, SentFor(application, slot.person, key, instead_of=replaced))


@takes("OPTIONS", "POST")
@tus
@door(*WHO)
def begin_for_answer(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Announce a file for the answer to an officer's question, while it is open."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=ABOUT)
    with _asked_for():
        to = sent_for(*asked_in(request, number, pk))
    return _begun(request, to)


@contextmanager
def _asked_for() -> Iterator[None]:
    """Say of what is not there what is true of a file that is about to be sent for it: nothing of it was received yet."""
    try:
        yield
    except Http404:
        gone = _("This file is no longer asked for here. Open the list of documents again.")
        raise _Wrong(404, gone) from None


def _begun(request: HttpRequest, to: SentFor) -> HttpResponse:
    given = _metadata(request)
    upload = uploads.begin(
        replace(to, title=given.get("title", "")),
        name=given.get("filename", ""),
        size=_number(request, "Upload-Length"),
        by=person_in(request),
    )
    made = HttpResponse(status=201)
    made.headers["Location"] = address("portal:upload-part", to.application.number, upload.mark)
    made.headers["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return made


@takes("OPTIONS", "HEAD", "PATCH", "DELETE")
@tus
@door(*WHO)
def part(request: HttpRequest, number: str, mark: str) -> HttpResponse:
    """How far a file has come (HEAD), its next part (PATCH), or the end of it (DELETE); of one that was refused, why (`Upload-Refused`, with its letters escaped)."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=ABOUT)
    upload = _upload(request, number, mark)
    if request.method == "DELETE":
        uploads.remove(upload, by=person_in(request))
        return HttpResponse(status=204)
    if request.method == "PATCH":
        _add(request, upload)
        if upload.waits:
            _check(request, upload)
    answer = HttpResponse(status=204 if request.method == "PATCH" else 200)
    answer.headers["Upload-Offset"] = str(upload.received)
    answer.headers["Upload-Length"] = str(upload.size)
    if upload.refused:
        portrait = is_portrait(upload.application, upload.key)
        why = received_files.why(upload.refused, portrait=portrait)
        answer.headers["Upload-Refused"] = quote(why.say(lang()))
    if not upload.is_whole:
        answer.headers["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return answer


@require_POST
@door(*WHO)
def remove(request: HttpRequest, number: str, mark: str) -> HttpResponse:
    """Take back a file that is not a document yet, or put away why it was refused: a button of its page, which says which page it is."""
    application, by = part_of(request, number), person_in(request)
    upload = Upload.objects.filter(mark=mark).first()
    if upload and (upload.application_id, upload.begun_by_id) != (application.pk, by.pk):
        raise Http404
    if upload and upload.refused:
        uploads.put_away(upload, by=by)
    elif upload and not uploads.remove(upload, by=by):
        messages.info(request, _("The file was checked meanwhile, and is added."))
    else:
        messages.success(request, _("The file is removed."))
    return redirect(_page(request, number))


def _page(request: HttpRequest, number: str) -> str:
    """The page whose button was pressed: that of a question or of a slot; the list, where nothing says which."""
    given = request.POST
    try:
        if question := given.get("question"):
            return address("portal:question", number, int(question))
        return address("portal:upload", number, int(given.get("person", "")), given.get("key", ""))
    except (ValueError, NoReverseMatch):
        return address("portal:documents", number)


def _upload(request: HttpRequest, number: str, mark: str) -> Upload:
    try:
        upload = uploads.under(mark, by=person_in(request))
    except NotYours:
        part_of(request, number)  # whose representative is told of the end of the appointment
        raise
    if upload.application.number != number:
        raise Http404
    return upload


def _add(request: HttpRequest, upload: Upload) -> None:
    if request.headers.get("Content-Type") != PART:
        raise _Wrong(
            415, _("This is not a part of a file. Reload the page, then choose the file again.")
        )
    offset = _number(request, "Upload-Offset")
    with _body(request, upload.size - upload.received) as content:
        uploads.add(upload, offset=offset, content=content)


def _body(request: HttpRequest, most: int) -> IO[bytes]:
    """What came of the body of a request, up to one byte more than `most`: of one that was cut off, the beginning.

    Raises OutOfReach where the disk is full.
    """
    with reached():
        laid, left = TemporaryFile(), most + 1  # noqa: SIM115
        with suppress(UnreadablePostError):
            while left and (piece := request.read(min(PIECE, left))):
                laid.write(piece)
                left -= len(piece)
        laid.seek(0)
    return laid


def _check(request: HttpRequest, upload: Upload) -> None:
    """Make a document of a file whose last part came; a word of it stands on the page that is shown next."""
    there = upload.application.documents.filter(removed_at=None)
    before = set(there.values_list("pk", flat=True))
    if not received_files.check(upload):
        messages.info(request, _("A file is received and is being checked."))
    elif upload.document_id in before:
        say_again(request)
    elif upload.document:
        say_added(request, 1)


def _number(request: HttpRequest, name: str) -> int:
    given = request.headers.get(name, "")
    if not (given.isascii() and given.isdecimal() and len(given) <= LARGEST_NUMBER):
        raise _Wrong(
            400, _("The size of the file is missing. Reload the page, then choose the file again.")
        )
    return int(given)


def _metadata(request: HttpRequest) -> dict[str, str]:
    """What a file is called and such, each written in Base64; NotUnderstood where it cannot be read."""
    given = request.headers.get("Upload-Metadata", "")
    if len(given) > LONGEST_METADATA:
        raise NotUnderstood(uploads.LONG_NAME)
    try:
        pairs = [one.strip().partition(" ") for one in given.split(",") if one.strip()]
        return {key: b64decode(value, validate=True).decode() for key, _space, value in pairs}
    except ValueError:  # of a letter beyond ASCII; not Base64; not UTF-8
        raise NotUnderstood(uploads.ODD_NAME) from None
