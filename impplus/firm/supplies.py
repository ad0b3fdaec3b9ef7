"""What a firm supplies to its packages: blank forms of the department, maps of forms, and portals of its own."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from impplus.actions import supplies
from impplus.firm.entry import entry
from impplus.practice import access
from impplus.practice.access import MATTERS
from impplus.practice.routing import keeps_for_firms
from impplus.programmes import SERVED
from impplus.programmes.imm_forms import file_of_map, maps_of
from impplus.queries.packages import kept
from impplus.queries.refusals import Refusal
from impplus.records.models import User
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.pages import submitted


class SupplyForm(PageForm):
    """A blank, a map or portals to use."""

    file = forms.FileField(
        label=gettext_lazy("Blank form (PDF), map of a form or portals (TOML)"),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
        },
    )


@require_http_methods(["GET", "POST"])
@entry(MATTERS)
def page(request: HttpRequest) -> HttpResponse:
    """What the firm uses, the maps that come with the program, and the form to add a file."""
    user = _worker(request)
    form = bind(SupplyForm, request, files=True)
    if submitted(request) and form.is_valid():
        sent = form.cleaned_data["file"]
        with refusals_in(form, Refusal):
            supplies.add(sent.read(), name=sent.name or "", by=user)
        if not form.errors:
            messages.success(request, _("The file is in use for every package from now on."))
            return redirect("firm:supplies")
    facts = {"form": form, "supplies": kept.supplies_of(user), "maps": maps_of(SERVED.code)}
    return render(request, "firm/supplies/supplies.html", facts, status=422 if form.errors else 200)


@require_safe
@entry(MATTERS)
def save_map(request: HttpRequest, form: str, version: str) -> HttpResponse:
    """A map that comes with the program, as a file to begin one of another version from."""
    content = file_of_map(SERVED.code, form, version)
    if content is None:
        raise Http404
    named = f'attachment; filename="{form}.{version}.toml"'
    headers = {"Content-Disposition": named}
    return HttpResponse(content, content_type="application/toml", headers=headers)


@require_POST
@entry(MATTERS)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Use one of them no more."""
    user = _worker(request)
    supplies.drop(get_object_or_404(access.supplies(user), pk=pk), by=user)
    return redirect("firm:supplies")


def _worker(request: HttpRequest) -> User:
    user: User = request.user  # type: ignore[assignment]
    if not keeps_for_firms():
        raise Http404
    return user
