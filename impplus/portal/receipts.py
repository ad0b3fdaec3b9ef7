"""The receipt: the instant, the hash of everything received, and the signed file of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from impplus.actions import letters
from impplus.portal.application import WHO, application_of
from impplus.queries.places import intake_of
from impplus.records.models import Receipt
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
            "intake": intake_of(application),
            "letter": letter,
            "shown": letters.shown(letter, lang()),
        },
    )
