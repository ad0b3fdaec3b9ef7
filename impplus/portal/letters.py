"""Letters: each as a page on screen, and as the signed file in either language."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from impplus.actions import letters, mdocs
from impplus.portal.application import WHO, part_of, person_in
from impplus.portal.questions import asked_by
from impplus.records import access
from impplus.records.models import Application, Letter
from impplus.rules.lifecycle import Role
from impplus.web.files import signed
from impplus.web.language import lang
from impplus.web.pages import door
from impplus.words.text import LANGUAGES


@require_safe
@door(*WHO)
def letter(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What the signed file says, as a page, in its language or, where it is asked for, `in` the other one."""
    application = part_of(request, number)
    found, asked = _letter(request, application, pk), request.GET.get("in", "")
    spoken = asked if asked in LANGUAGES else lang()
    facts = {
        "application": application,
        "letter": found,
        "shown": letters.shown(found, spoken),
        "spoken": spoken,
        "question": asked_by(application, found),
        "wallet": _has_wallet(request, found),
    }
    return render(request, "portal/letters/letter.html", facts)


def _has_wallet(request: HttpRequest, found: Letter) -> bool:
    """Whether the reader may put the permit of a letter into a wallet."""
    held = found.status == "sent" and found.permit and found.permit.status == "valid"
    return bool(held) and found.kind == "permit" and mdocs.holder_of(found) == request.user


@require_safe
@door(*WHO)
def pdf(request: HttpRequest, number: str, pk: int, language: str) -> HttpResponseBase:
    """The signed file, once the worker has made it."""
    application = part_of(request, number)
    found = _letter(request, application, pk)
    if found.status != "sent":
        waiting = {"application": application, "letter": found}
        page = render(request, "portal/letters/preparing.html", waiting, status=503)
        page["Retry-After"] = "20"
        return page
    return signed(found, language, f"{application.number}-{found.pk}")


@require_safe
@door(Role.APPLICANT)
def mdoc(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The permit of a letter for a wallet, for its holder alone; it is kept nowhere."""
    application = part_of(request, number)
    found = _letter(request, application, pk)
    held = mdocs.made(found, by=person_in(request))
    name = f"{found.permit.number}.mdoc" if found.permit else ""
    response = HttpResponse(held, content_type="application/cbor")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _letter(request: HttpRequest, application: Application, pk: int) -> Letter:
    visible = access.letters(person_in(request)).filter(application=application)
    return get_object_or_404(visible.select_related("application", "permit", "introduction"), pk=pk)
