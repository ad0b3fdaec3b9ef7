"""The calendar feed of a colleague: its page, and the file that calendars read at its private address."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import feeds
from impplus.firm.matters import member_in, works_on_matters
from impplus.practice.models import Feed
from impplus.queries.clock import now
from impplus.queries.deadline_feed import calendar_of, feed_at
from impplus.web.addresses import address
from impplus.web.language import lang
from impplus.web.pages import submitted


@require_http_methods(["GET", "POST"])
@works_on_matters
def page(request: HttpRequest) -> HttpResponse:
    """Make a feed, whose address is shown this once, or revoke it."""
    user, shown = member_in(request), ""
    if submitted(request) and request.POST.get("act") == "revoke":
        feeds.revoke(by=user)
        return redirect("firm:calendar")
    if submitted(request):
        secret = feeds.give(language=lang(), by=user)
        shown = f"{settings.SITE_URL}{address('firm:feed', secret)}"
    feed = Feed.objects.filter(account=user.pk, status="active").first()
    return render(request, "firm/feeds/calendar.html", {"feed": feed, "shown": shown})


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The deadlines as a file; without a session, by the secret of its address alone."""
    found = feed_at(secret)
    file = calendar_of(found, now=now()) if found else None
    if file is None:
        raise Http404
    answer = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
