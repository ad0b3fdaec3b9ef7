"""The e-mails that were sent about an application to the person signed in, each to be read as it was sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.portal.application import WHO, part_of, person_in
from impplus.queries.sent_emails import sent_to
from impplus.web.pages import door


@require_safe
@door(*WHO)
def page(request: HttpRequest, number: str) -> HttpResponse:
    """Each with its words, folded, the newest first."""
    application = part_of(request, number)
    emails = sent_to(person_in(request), application)
    return render(
        request, "portal/emails/emails.html", {"application": application, "emails": emails}
    )
