"""The receipt of what was sent after submission: a message, an answer or a file, as a page and as a text to keep."""

from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from impplus.portal import written_texts
from impplus.portal.application import WHO, part_of
from impplus.queries.facts import principal_of
from impplus.queries.file import file_of
from impplus.queries.sent_later import SentLater, sent_later
from impplus.records.models import Application
from impplus.web.files import as_file
from impplus.web.language import lang
from impplus.web.pages import door


@require_safe
@door(*WHO)
def page(request: HttpRequest, number: str, kind: str, pk: int) -> HttpResponse:
    """What was sent, when, by whom, with its hash."""
    application, one = _found(request, number, kind, pk)
    facts = {"application": application, "one": one, "principal": principal_of(application).name}
    return render(request, "portal/receipts/sent.html", facts)


@require_safe
@door(*WHO)
def text(request: HttpRequest, number: str, kind: str, pk: int) -> HttpResponseBase:
    """The same as a text, with what was hashed."""
    application, one = _found(request, number, kind, pk)
    said = written_texts.receipt(one, application, lang())
    name = f"{_('receipt')}-{number}-{pk}.txt"
    return as_file(BytesIO(said.encode()), "text/plain; charset=utf-8", name, attached=True)


def _found(request: HttpRequest, number: str, kind: str, pk: int) -> tuple[Application, SentLater]:
    """The application, and what was sent for it that the person signed in may read; no such page for anybody else."""
    application = part_of(request, number)
    for one in sent_later(file_of(application)):
        if (one.kind, one.key) == (kind, pk):
            return application, one
    raise Http404
