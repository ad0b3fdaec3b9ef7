"""The family information of each adult who applies, made from the answers: a page and a PDF, nothing to send."""

from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.actions import letters
from impplus.portal.application import WHO, part_of
from impplus.queries.file import File, file_of
from impplus.queries.letters import imm_5707
from impplus.queries.privacy import hidden_in
from impplus.records.models import Person
from impplus.web.files import as_file
from impplus.web.language import lang
from impplus.web.pages import door
from impplus.words.text import LANGUAGES


@require_safe
@door(*WHO)
def page(request: HttpRequest, number: str, person: int) -> HttpResponse:
    """What the PDF says, on a page."""
    application = part_of(request, number, person)
    file = file_of(application)
    shown = imm_5707.composed(file, _name(file, person), lang(), hidden_in(application))
    facts = {"application": application, "shown": shown, "person": person}
    return render(request, "portal/imm_5707/page.html", facts)


@require_safe
@door(*WHO)
def pdf(request: HttpRequest, number: str, person: int, language: str) -> HttpResponseBase:
    """The PDF in one of the two languages."""
    if language not in LANGUAGES:
        raise Http404
    application = part_of(request, number, person)
    file = file_of(application)
    shown = imm_5707.composed(file, _name(file, person), language, hidden_in(application))
    made = BytesIO(letters.paper(imm_5707.KIND, shown, language))
    name = f"{imm_5707.KIND}-{number}-{person}.pdf"
    return as_file(made, "application/pdf", name, language)


def papers_of(file: File) -> list[Person]:
    """Whose family information there is, of the people whom the reader sees."""
    hidden = hidden_in(file.application)
    found = (file.people[one] for one in imm_5707.people(file))
    return [one for one in found if one.pk not in hidden]


def _name(file: File, person: int) -> str:
    """The name that rules give a person of whom there is such a paper."""
    for name in imm_5707.people(file):
        if file.people[name].pk == person:
            return name
    raise Http404
