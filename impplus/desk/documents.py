"""The clean copy of a file that an applicant sent, opened by an officer; the original is opened by nobody."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from impplus.actions import evidence, renditions, ticks
from impplus.desk.file import about_a_file, officer_in
from impplus.records import access
from impplus.records.models import Application, Document, Person
from impplus.web.addresses import address
from impplus.web.files import as_file

SHOWN = ("application/pdf", "image/jpeg")


@require_safe
@about_a_file
def page(request: HttpRequest, application: Application, pk: int) -> FileResponse:
    """The pages of the file as they were made again, which act on nothing and tell of no device."""
    document = _document(request, application, pk)
    shown = renditions.rendition(document)
    kind = document.rendition_type
    return as_file(
        shown, kind if kind in SHOWN else "application/octet-stream", document.shown_name
    )


@require_safe
@about_a_file
def sheet(request: HttpRequest, application: Application, pk: int, sheet: int) -> FileResponse:
    """One page of it as a picture: `turn` quarters to the right, `large` to read small print."""
    document, turn = _document(request, application, pk), request.GET.get("turn", "0")
    quarters = int(turn) if turn in ("1", "2", "3") else 0
    try:
        drawn = renditions.sheet(document, sheet, large="large" in request.GET, quarters=quarters)
    except LookupError:
        raise Http404 from None
    return as_file(drawn, "image/jpeg", f"{sheet}.jpg")


@require_POST
@about_a_file
def tick(request: HttpRequest, application: Application, pk: int) -> HttpResponse:
    """Say that one has looked at it, which goes on from the one at hand to the next, or take that back, which stays."""
    document = _document(request, application, pk)
    back = request.POST.get("act") == "untick"
    (ticks.untick if back else ticks.tick)(document, by=officer_in(request))
    after = request.POST.get("after", "")
    if not back and after.isdecimal() and request.POST.get("document") == str(pk):
        return redirect(f"{address('desk:file', application.number)}?document={after}#viewer")
    return redirect(f"{_at(request, application)}#document-{pk}")


@require_POST
@about_a_file
def tick_all(request: HttpRequest, application: Application, person: int) -> HttpResponse:
    """Say that one has looked at every document of a person that the page showed: what came later stays open."""
    whose = get_object_or_404(Person, application=application, pk=person)
    last = request.POST.get("last", "")
    shown = access.documents(officer_in(request)).filter(application=application, person=whose)
    looked = shown.filter(pk__lte=int(last) if last.isdecimal() else 0)
    ticks.tick_all(looked.order_by("pk"), by=officer_in(request))
    return redirect(f"{_at(request, application)}#documents")


@require_POST
@about_a_file
def prove(request: HttpRequest, application: Application, person: int, key: str) -> HttpResponse:
    """Mark what the page at hand shows of a finding, or take back what is marked."""
    whose = get_object_or_404(Person, application=application, pk=person)
    officer, says = officer_in(request), request.POST.get("says", "")
    if says == "take-back":
        evidence.take_back(whose, key=key, by=officer)
    else:
        at, number = request.POST.get("document", ""), request.POST.get("sheet", "")
        document = _document(request, application, int(at) if at.isdecimal() else 0)
        evidence.mark(
            whose,
            key=key,
            document=document,
            sheet=int(number) if number.isdecimal() and len(number) < 6 else 0,
            says=says,
            by=officer,
        )
    return redirect(f"{_at(request, application)}#finding-{person}-{key}")


def _document(request: HttpRequest, application: Application, pk: int) -> Document:
    seen = access.documents(officer_in(request)).filter(application=application)
    return get_object_or_404(seen, pk=pk)


def _at(request: HttpRequest, application: Application) -> str:
    """The page of the file with the document that was at hand."""
    here, seen = address("desk:file", application.number), request.POST.get("document", "")
    return f"{here}?document={seen}" if seen.isdecimal() else here
