"""The receipt: the instant, the order, the hash of everything received, the signed file and the proof."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from impplus.actions import letters
from impplus.portal.application import WHO, application_of
from impplus.queries import proofs
from impplus.queries.places import counted_in
from impplus.records.models import Receipt
from impplus.web.files import as_file
from impplus.web.language import lang
from impplus.web.pages import door


@door(*WHO)
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt as a page."""
    application = application_of(request, number)
    received = Receipt.objects.filter(application=application).first()
    letter = application.letters.filter(kind="receipt").first()
    if received is None or letter is None:
        return redirect("portal:tasks", number)
    return render(
        request,
        "portal/receipts/receipt.html",
        {
            "application": application,
            "receipt": received,
            "logged": proofs.of(application),
            "counted": counted_in(application),
            "letter": letter,
            "shown": letters.shown(letter, lang()),
        },
    )


@door(*WHO)
def text(request: HttpRequest, number: str) -> HttpResponseBase:
    """The text file that anybody can check; the page of the receipt until its proof is there."""
    application = application_of(request, number)
    logged = proofs.of(application)
    if logged is None or logged.file is None:
        return redirect("portal:receipt", number)
    name = f"{_('receipt')}-{number}.txt"
    return as_file(BytesIO(logged.file.encode()), "text/plain; charset=utf-8", name, attached=True)
