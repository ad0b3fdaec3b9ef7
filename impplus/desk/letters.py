"""A letter of a file, as the applicant reads it: on the page, and as a signed PDF."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from impplus.actions import letters
from impplus.desk.file import about_a_file
from impplus.records.models import Application
from impplus.web.files import signed
from impplus.web.language import lang


@require_safe
@about_a_file
def page(request: HttpRequest, application: Application, pk: int) -> HttpResponse:
    """The letter in the language of the page."""
    letter = get_object_or_404(application.letters.select_related("permit", "introduction"), pk=pk)
    facts = {"application": application, "letter": letter, "shown": letters.shown(letter, lang())}
    return render(request, "desk/letters/letter.html", facts)


@require_safe
@about_a_file
def pdf(request: HttpRequest, application: Application, pk: int, language: str) -> FileResponse:
    """The signed file in one of its two languages."""
    letter = get_object_or_404(application.letters, pk=pk, status="sent")
    return signed(letter, language, f"{application.number}-{letter.pk}")
