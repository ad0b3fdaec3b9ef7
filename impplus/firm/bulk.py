"""Many clients at once: which files are ready, as a page and as CSV, and the keys of the firm's own software."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from impplus.actions import firm_keys
from impplus.firm.entry import entry
from impplus.firm.matters import member_in, works_on_matters
from impplus.practice import access
from impplus.practice.firm_key import ASKS, READS
from impplus.queries.client_list import LARGEST, MOST, listed
from impplus.queries.firm_keys import keys_of
from impplus.queries.ready_clients import ClientChecked, checked, drafts_of
from impplus.queries.refusals import AlreadyDone, NotUnderstood, Refusal
from impplus.queries.teammates import teammates
from impplus.rules.lifecycle import status_of
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted
from impplus.web.spreadsheets import saved
from impplus.web.step_up import stepped_up

ON_A_PAGE = 25
WHAT_KEYS_MAY = (
    (READS, gettext_lazy("Read which files are ready and what each still lacks")),
    (ASKS, gettext_lazy("Ask clients whose file is ready to sign, pay and submit it")),
)


class CheckedListForm(PageForm):
    """A list of files to check."""

    list = forms.FileField(
        label=gettext_lazy("List of applications (CSV)"),
        help_text=gettext_lazy("With a column headed “number”. At most 5,000 lines."),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
        },
    )


class FirmKeyForm(PageForm):
    """What a key is called, and what it may do."""

    name = TextField(label=gettext_lazy("Name of the key"), longest=100)
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        choices=WHAT_KEYS_MAY,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose what the key may do.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@works_on_matters
def page(request: HttpRequest) -> HttpResponseBase:
    """The files in preparation with what each lacks; a list that is sent is answered with a CSV."""
    user, form = member_in(request), bind(CheckedListForm, request, files=True)
    if submitted(request) and form.is_valid():
        sent = form.cleaned_data["list"]
        with refusals_in(form, Refusal, list=NotUnderstood):
            found = listed(sent.read(LARGEST + 1))
            return _as_csv(checked(user, found.numbers))
    after = request.GET.get("after", "").replace("\x00", "")[:20]
    numbers = list(drafts_of(user, after=after).values_list("number", flat=True)[: ON_A_PAGE + 1])
    shown = numbers[:ON_A_PAGE]
    facts = {
        "form": form,
        "clients": list(checked(user, shown)),
        "after": shown[-1] if len(numbers) > ON_A_PAGE else "",
        "begun": after,
        "most": MOST,
        "makes_keys": access.role_of(user) in access.LAWYERS,
    }
    return render(request, "firm/bulk/ready.html", facts, status=422 if form.errors else 200)


@require_safe
@works_on_matters
def as_csv(request: HttpRequest) -> HttpResponseBase:
    """Every file in preparation with what it lacks."""
    user = member_in(request)
    return _as_csv(checked(user, drafts_of(user).values_list("number", flat=True)[:MOST]))


def _as_csv(found: Iterable[ClientChecked]) -> HttpResponseBase:
    """A line for each thing that a file lacks, and one for a file that lacks nothing or is not there."""
    # The words are said now: the rows are sent when the request has ended.
    heads = [_("number"), _("client"), _("status"), _("ready"), _("what is missing")]
    words = {True: _("yes"), False: _("no"), None: _("no such file, or not open to you")}
    return saved("clients.csv", chain([heads], _rows(found, words, lang())))


def _rows(
    found: Iterable[ClientChecked], words: Mapping[bool | None, str], language: str
) -> Iterator[list[str]]:
    for one in found:
        state = status_of("application", one.status).name.say(language) if one.status else ""
        for gap in [gap.text.say(language) for gap in one.gaps] or [""]:
            yield [one.number, one.name, state or words[None], words[one.ready], gap]


@require_http_methods(["GET", "HEAD", "POST"])
@entry(access.LAWYERS)
@stepped_up
def keys(request: HttpRequest) -> HttpResponse:
    """Make a key, which is shown this once; and the keys there are."""
    user, shown = member_in(request), ""
    if not access.works_on_matters(user):
        raise Http404
    form = bind(FirmKeyForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal, name=NotUnderstood):
            shown = firm_keys.give(**form.cleaned_data, by=user)
    team = teammates(access.firm_of(user))
    given = [(one, team.get(one.account)) for one in keys_of(user).order_by("status", "-pk")]
    facts: dict[str, Any] = {"form": FirmKeyForm() if shown else form, "shown": shown}
    facts |= {
        "given": given,
        "what": dict(WHAT_KEYS_MAY),
        "tells": access.role_of(user) in access.TEAM,
    }
    return render(request, "firm/bulk/keys.html", facts, status=422 if form.errors else 200)


@require_POST
@entry(access.LAWYERS)
def revoke_key(request: HttpRequest, pk: int) -> HttpResponse:
    """End a key."""
    user = member_in(request)
    key = get_object_or_404(keys_of(user), pk=pk)
    try:
        firm_keys.revoke(key, by=user)
    except AlreadyDone:
        return redirect("firm:keys")
    messages.success(request, _("The key is revoked: it opens nothing any more."))
    return redirect("firm:keys")
