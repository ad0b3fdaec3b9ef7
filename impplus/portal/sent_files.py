"""One file that was sent: the original to its sender, what others see of it, and its place among others."""

from collections.abc import Callable
from contextlib import suppress

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from impplus.actions import documents, renditions
from impplus.actions.refused_files import NotItsTurn
from impplus.portal.application import WHO, may, part_of, person_in
from impplus.queries.refusals import AlreadyDone
from impplus.queries.signatures import ON_PAPER
from impplus.records import access
from impplus.records.models import Document, User
from impplus.web.addresses import address
from impplus.web.files import as_file
from impplus.web.language import lang
from impplus.web.pages import door, submitted

DONE = {
    "up": gettext_lazy("The file is moved up."),
    "down": gettext_lazy("The file is moved down."),
    "keep": gettext_lazy("The file stays as it is."),
    "turn": gettext_lazy("The picture is turned."),
    "restore": gettext_lazy("The file is put back."),
}
ACTS: dict[str, Callable[[Document, User], None]] = {
    "up": lambda document, by: documents.reorder(document, up=True, by=by),
    "down": lambda document, by: documents.reorder(document, up=False, by=by),
    "keep": lambda document, by: documents.keep(document, by=by),
    "turn": lambda document, by: renditions.turn(document, by=by),
    "restore": lambda document, by: documents.restore(document, by=by),
}


@require_safe
@door(*WHO)
def download(request: HttpRequest, number: str, pk: int) -> FileResponse:
    """The file as it was sent, to save: the browser neither shows it nor keeps a copy."""
    document = _document(request, number, pk)
    return as_file(documents.content(document), document.media_type, document.name, attached=True)


@require_safe
@door(*WHO)
def preview(request: HttpRequest, number: str, pk: int) -> FileResponse:
    """Exactly what an officer sees."""
    document = _document(request, number, pk)
    return as_file(renditions.rendition(document), document.rendition_type, document.shown_name)


@require_safe
@door(*WHO)
def thumbnail(request: HttpRequest, number: str, pk: int, sheet: int) -> FileResponse:
    """A page as a small picture."""
    small = renditions.thumbnail(_document(request, number, pk), sheet)
    if small is None:
        raise Http404
    return as_file(small, "image/webp", f"{sheet}.webp")


@require_http_methods(["GET", "POST"])
@door(*WHO)
def remove(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Remove a file, which can be put back for a while; who follows a link is asked first."""
    pressed = submitted(request)
    document = (_here_or_removed if pressed else _document)(request, number, pk)
    back = _slot_url(document)
    if pressed:
        with suppress(AlreadyDone):
            documents.remove(document, by=person_in(request))
        messages.success(request, _("The file is removed. You can put it back below."))
        return redirect(back)
    if not may(document.application, "remove-document", request):
        return redirect(back)
    return render(
        request,
        "portal/documents/remove.html",
        {"application": part_of(request, number), "document": document, "back": back},
    )


@require_POST
@door(*WHO)
def arrange(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Move a file up or down, turn it, keep it as it is, or put it back."""
    document = _here_or_removed(request, number, pk)
    act = request.POST.get("act", "")
    if act not in ACTS:
        raise Http404
    try:
        ACTS[act](document, person_in(request))
        messages.success(request, str(DONE[act]))
    except NotItsTurn as refused:
        messages.warning(request, refused.text.say(lang()))
    return redirect(_slot_url(document))


def _slot_url(document: Document) -> str:
    """The page of its slot; the list, where the list does not ask for it."""
    number = document.application.number
    if document.question_id:
        return address("portal:question", number, document.question_id)
    if document.key == ON_PAPER:
        return address("portal:paper", number, document.person_id)
    return address("portal:upload", number, document.person_id, document.key)


def _here_or_removed(request: HttpRequest, number: str, pk: int) -> Document:
    seen = Document.objects.filter(person__in=access.people(person_in(request)))
    of_application = seen.filter(application__number=number).select_related("application", "person")
    return get_object_or_404(of_application, pk=pk)


def _document(request: HttpRequest, number: str, pk: int) -> Document:
    visible = access.documents(person_in(request)).select_related("application", "person")
    return get_object_or_404(visible.filter(application__number=number), pk=pk)
