"""What a client of the firm is asked for by a link, what came, and the end of the link."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from impplus.actions import client_links
from impplus.firm.matter import about_a_matter, back_to
from impplus.firm.matter_forms import ask_form
from impplus.firm.matters import member_in
from impplus.practice.models import Matter
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.web.forms import bind, refusals_in
from impplus.web.pages import submitted


@require_http_methods(["GET", "POST"])
@about_a_matter
def ask(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Ask the client for something; or revoke the link."""
    if submitted(request) and request.POST.get("act") == "revoke":
        client_links.revoke(matter, by=member_in(request))
        return back_to(matter, "wanted")
    form = bind(ask_form(), request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            client_links.ask(matter, text=form.cleaned_data["text"], by=member_in(request))
        if not form.errors:
            return back_to(matter, "wanted")
    facts = {"form": form, "matter": matter}
    return render(request, "firm/matters/ask.html", facts, status=422 if form.errors else 200)


@require_POST
@about_a_matter
def settle(request: HttpRequest, matter: Matter, wanted: int) -> HttpResponse:
    """Accept what came, ask again, or no longer ask."""
    found = get_object_or_404(matter.wanted, pk=wanted)
    act = SETTLING.get(request.POST.get("act", ""))
    if act:
        with suppress(AlreadyDone):
            act(found, by=member_in(request))
    return back_to(matter, "wanted")


SETTLING = {
    "accept": client_links.accept,
    "send-back": client_links.send_back,
    "withdraw": client_links.withdraw,
}
