"""The e-mails that were sent about an application to the person signed in, each to be read as it was sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from impplus.portal.application import WHO, home_of, part_of, person_in
from impplus.queries.sent_emails import SentEmail, sent_to
from impplus.records.models import Application
from impplus.web.pages import door


@require_safe
@door(*WHO)
def page(request: HttpRequest, number: str) -> HttpResponse:
    """Each with its words, folded, the newest first."""
    application = part_of(request, number)
    emails = [(one, _about(one, application)) for one in sent_to(person_in(request), application)]
    return render(
        request, "portal/emails/emails.html", {"application": application, "emails": emails}
    )


def _about(email: SentEmail, application: Application) -> str:
    """The address of what an e-mail tells of: the page that speaks of it, and its place there."""
    said = set(email.notice.split("-"))
    if said & {"payment", "refund"}:
        return reverse("portal:fees", args=[application.number])
    if application.status == "draft":
        return home_of(application)
    for words, page in _PAGES.items():
        if words & said:
            return reverse(f"portal:{page}", args=[application.number])
    return home_of(application) + ("" if application.own_part else "#happened")


# By the words of the key of some news (queries/notices.py): the page that speaks of it.
_PAGES = {
    frozenset({"message"}): "messages",
    frozenset({"change"}): "changes",
    frozenset({"documents", "file"}): "documents",
}
