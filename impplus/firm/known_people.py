"""Everybody whom a firm knows: a search for anybody, and those on the other side, who are entered here."""

from contextlib import suppress

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from impplus.actions import known_people
from impplus.firm.conflicts import shown_of, typed_in
from impplus.firm.entry import entry
from impplus.practice import access
from impplus.queries.alike import Identity
from impplus.queries.conflicts import known_to, search
from impplus.queries.conflicts_shown import walls_before
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.records.models import User
from impplus.web.day import DayField
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.pages import submitted


class KnownForm(PageForm):
    """Whom to look for, or to enter as an opposing party."""

    name = TextField(
        label=gettext_lazy("Name, in any script"), empty=gettext_lazy("Enter the name.")
    )
    born = DayField(label=gettext_lazy("Date of birth"), required=False)
    number = TextField(
        label=gettext_lazy("Matter in which this person is an opposing party"),
        longest=40,
        required=False,
    )
    note = TextField(label=gettext_lazy("Note"), longest=500, required=False)


@require_http_methods(["GET", "POST"])
@entry(access.ENQUIRIES)
def page(request: HttpRequest) -> HttpResponse:
    """The search, and the form to enter an opposing party."""
    user: User = request.user  # type: ignore[assignment]
    if user.firm_id is None or not access.may_search(user):
        raise Http404
    form = bind(KnownForm, request)
    if submitted(request) and form.is_valid():
        given = form.cleaned_data
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            one = Identity(given["name"], given["born"])
            known_people.add_opposing(one, number=given["number"], note=given["note"], by=user)
        if not form.errors:
            messages.success(
                request, _("The opposing party is entered, and found by every search from now on.")
            )
            return redirect("firm:known")
    said = typed_in(form, "name", "born")
    asked = Identity(said.get("name") or "", said.get("born"))
    found = search(user.firm_id, [asked]) if asked.name else []
    walls = walls_before(user)
    facts = {
        "form": form,
        "asked": asked,
        "found": [shown_of(one, walls) for one in found],
        "people": known_to(user.firm_id),
    }
    return render(
        request, "firm/known_people/known_people.html", facts, status=422 if form.errors else 200
    )
