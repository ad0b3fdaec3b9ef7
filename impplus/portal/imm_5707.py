"""The family information of each adult who applies, made from the answers: a page and a PDF, nothing to send."""

from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from impplus.actions import letters
from impplus.portal.application import WHO, application_of
from impplus.queries.file import File, file_of
from impplus.queries.letters import imm_5707
from impplus.web.files import as_file
from impplus.web.language import lang
from impplus.web.pages import door
from impplus.words.text import LANGUAGES


@door(*WHO)
def page(request: HttpRequest, number: str, person: int) -> HttpResponse:
    """What the PDF says, on a page."""
    application = application_of(request, number)
    file = file_of(application)
    shown = imm_5707.composed(file, _name(file, person), lang())
    facts = {"application": application, "shown": shown, "person": person}
    return render(request, "portal/imm_5707/page.html", facts)


@door(*WHO)
def pdf(request: HttpRequest, number: str, person: int, language: str) -> HttpResponseBase:
    """The PDF in one of the two languages."""
    if language not in LANGUAGES:
        raise Http404
    file = file_of(application_of(request, number))
    shown = imm_5707.composed(file, _name(file, person), language)
    made = BytesIO(letters.paper(imm_5707.KIND, shown, language))
    name = f"{imm_5707.KIND}-{number}-{person}.pdf"
    return as_file(made, "application/pdf", name, language)


def _name(file: File, person: int) -> str:
    """The name that rules give a person of whom there is such a paper."""
    for name in imm_5707.people(file):
        if file.people[name].pk == person:
            return name
    raise Http404
