"""What a client of the firm is asked for by a link, what came, and the end of the link."""

from contextlib import suppress
from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from impplus.actions import client_links
from impplus.firm import second_look
from impplus.firm.matter import about_a_matter, back_to
from impplus.firm.matter_forms import ask_again_form, ask_form
from impplus.firm.matters import member_in
from impplus.practice.models import Matter
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.web.addresses import address
from impplus.web.files import as_file
from impplus.web.forms import bind, refusals_in
from impplus.web.pages import submitted


@require_http_methods(["GET", "POST"])
@about_a_matter
def ask(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Ask the client for something; or revoke the link, or send a new one."""
    act = request.POST.get("act", "") if submitted(request) else ""
    if act == "revoke":
        if not second_look.is_sure(request):
            return second_look.shown(request, _revoking(matter))
        client_links.revoke(matter, by=member_in(request))
        messages.success(request, _("The client’s link opens nothing any more."))
        return back_to(matter, "wanted")
    if act == "renew":
        with suppress(AlreadyDone):
            client_links.renew(matter, by=member_in(request))
        messages.success(request, _("A new link is sent by e-mail."))
        return back_to(matter, "wanted")
    form = bind(ask_form(), request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            client_links.ask(matter, text=form.cleaned_data["text"], by=member_in(request))
        if not form.errors:
            messages.success(request, _("The client is asked by e-mail."))
            return back_to(matter, "wanted")
    facts = {"form": form, "matter": matter}
    return render(request, "firm/matters/ask.html", facts, status=422 if form.errors else 200)


def _revoking(matter: Matter) -> second_look.SecondLook:
    """Whose link ends, and what this person can then no longer do; what was asked and answered stays."""
    waiting = matter.wanted.filter(status="asked").values_list("text", flat=True)
    told = {"name": matter.name, "email": matter.email or "–"}
    return second_look.SecondLook(
        act=_("Revoke the client’s link"),
        does=[
            _("The link of %(name)s (%(email)s) opens nothing any more.") % told,
            _("Nobody is written to: tell the client yourself, or send a new link later."),
            _("What was answered and sent stays in the matter, and reminders about this stop."),
        ],
        undone=[str(one) for one in waiting],
        back=address("firm:client", matter.pk),
        back_to=matter.name,
        final=True,
    )


@require_http_methods(["GET", "POST"])
@about_a_matter
def ask_again(request: HttpRequest, matter: Matter, wanted: int) -> HttpResponse:
    """Ask again for what was not enough, and say what is lacking."""
    found = get_object_or_404(matter.wanted, pk=wanted)
    form = bind(ask_again_form(), request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            client_links.send_back(found, why=form.cleaned_data["why"], by=member_in(request))
        if not form.errors:
            messages.success(request, _("The client is asked again by e-mail."))
            return back_to(matter, "wanted")
    facts = {"form": form, "matter": matter, "asked": found}
    return render(request, "firm/matters/ask-again.html", facts, status=422 if form.errors else 200)


@require_POST
@about_a_matter
def settle(request: HttpRequest, matter: Matter, wanted: int) -> HttpResponse:
    """Accept what came, or no longer ask."""
    found = get_object_or_404(matter.wanted, pk=wanted)
    act = SETTLING.get(request.POST.get("act", ""))
    if act:
        with suppress(AlreadyDone):
            act(found, by=member_in(request))
    return back_to(matter, "wanted")


SETTLING = {"accept": client_links.accept, "withdraw": client_links.withdraw}


@require_safe
@about_a_matter
def document(request: HttpRequest, matter: Matter, file: int) -> FileResponse:
    """The clean copy of a document that the client sent."""
    found = get_object_or_404(matter.files, pk=file)
    return as_file(BytesIO(bytes(found.content)), found.media_type, found.shown_name)
