"""A letter of a file, as the applicant reads it: on the page, and as a signed PDF."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext, override
from django.views.decorators.http import require_GET

from impplus.actions import letters
from impplus.desk.file import about_a_file
from impplus.records.models import Application
from impplus.web.files import as_file
from impplus.web.language import lang
from impplus.words.text import LANGUAGES


@require_GET
@about_a_file
def page(request: HttpRequest, application: Application, pk: int) -> HttpResponse:
    """The letter in the language of the page."""
    letter = get_object_or_404(application.letters.select_related("permit"), pk=pk)
    facts = {
        "application": application,
        "letter": letter,
        "shown": letters.shown(letter, lang()),
    }
    return render(request, "desk/letters/letter.html", facts)


@require_GET
@about_a_file
def pdf(request: HttpRequest, application: Application, pk: int, language: str) -> FileResponse:
    """The signed file in one of its two languages."""
    letter = get_object_or_404(application.letters, pk=pk, status="sent")
    if language not in LANGUAGES:
        raise Http404
    with override(language):
        name = f"{gettext('letter')}-{application.number}-{letter.pk}.pdf"
    return as_file(letters.file(letter, language), "application/pdf", name, language)
