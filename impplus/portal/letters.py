"""Letters: each as a page on screen, and as the signed file in either language."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _, override

from impplus.actions import letters
from impplus.portal.application import WHO, application_of, person_in
from impplus.records import access
from impplus.records.models import Application, Letter
from impplus.web.files import as_file
from impplus.web.language import lang
from impplus.web.pages import door
from impplus.words.text import LANGUAGES


@door(*WHO)
def letter(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What the signed file says, as a page."""
    application = application_of(request, number)
    found = _letter(request, application, pk)
    return render(
        request,
        "portal/letters/letter.html",
        {
            "application": application,
            "letter": found,
            "shown": letters.shown(found, lang()),
        },
    )


@door(*WHO)
def pdf(request: HttpRequest, number: str, pk: int, language: str) -> HttpResponseBase:
    """The signed file, once the worker has made it."""
    application = application_of(request, number)
    found = _letter(request, application, pk)
    if language not in LANGUAGES:
        raise Http404
    if found.status != "sent":
        waiting = {"application": application, "letter": found}
        page = render(request, "portal/letters/preparing.html", waiting, status=503)
        page["Retry-After"] = "20"
        return page
    with override(language):
        name = f"{_('letter')}-{application.number}-{found.pk}.pdf"
    return as_file(letters.file(found, language), "application/pdf", name, language)


def _letter(request: HttpRequest, application: Application, pk: int) -> Letter:
    visible = access.letters(person_in(request)).filter(application=application)
    return get_object_or_404(visible.select_related("application", "permit"), pk=pk)
