"""The receipt: the instant, the order, what was received, the signed file and the proof; and all of it as one file."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from impplus.actions import letters, scans
from impplus.portal.application import WHO, application_of, person_in
from impplus.portal.everything import entries
from impplus.portal.imm_5707 import papers_of
from impplus.queries import proofs
from impplus.queries.file import file_of, sent_for
from impplus.queries.places import counted_in, taken_of
from impplus.queries.privacy import hidden_in
from impplus.queries.received import is_guessable, received_in
from impplus.records.models import Receipt
from impplus.web.archive import archive
from impplus.web.files import as_file
from impplus.web.language import lang
from impplus.web.pages import door


@require_safe
@door(*WHO)
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt as a page."""
    application = application_of(request, number)
    received = Receipt.objects.filter(application=application).first()
    letter = application.letters.filter(kind="receipt").first()
    if received is None or letter is None:
        return redirect("portal:tasks", number)
    file, counted = file_of(application), counted_in(application)
    return render(
        request,
        "portal/receipts/receipt.html",
        {
            "application": application,
            "receipt": received,
            "kept": received_in(received),
            "guessable": is_guessable(received.content),
            "logged": proofs.of(application),
            "counted": counted,
            "taken": taken_of(counted.intake) if counted else 0,
            "letter": letter,
            "shown": letters.shown(letter, lang()),
            "papers": papers_of(file),
        },
    )


@require_safe
@door(*WHO)
def text(request: HttpRequest, number: str) -> HttpResponseBase:
    """The text file that anybody can check; the page of the receipt until its proof is there."""
    application = application_of(request, number)
    logged = proofs.of(application)
    if logged is None or logged.file is None:
        return redirect("portal:receipt", number)
    name = f"{_('receipt')}-{number}.txt"
    return as_file(BytesIO(logged.file.encode()), "text/plain; charset=utf-8", name, attached=True)


@require_safe
@door(*WHO)
def everything(request: HttpRequest, number: str) -> HttpResponseBase:
    """One ZIP file of all that was received and written since: receipt, answers, proof, letters, texts, and each file that may be opened."""
    application = application_of(request, number)
    received = Receipt.objects.filter(application=application).first()
    if received is None:
        return redirect("portal:tasks", number)
    hidden = hidden_in(application)
    sent = [one for one in scans.openable(sent_for(application)) if one.person_id not in hidden]
    size = sum(one.size for one in sent)
    inside = entries(application, received, sent, by=person_in(request))
    return archive(f"{number}.zip", inside, size=size)
