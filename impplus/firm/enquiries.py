"""Enquiries: the list, searched; and one, with what the rules say of it, answered, declined or gone on with."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from impplus.actions import enquiries
from impplus.firm.bookings import booking_panel
from impplus.firm.conflicts import FindingForm, conflicts_part, known_of
from impplus.firm.entry import entry
from impplus.practice import access
from impplus.practice.models import Enquiry
from impplus.programmes import SERVED
from impplus.queries import clock, enquiries as asked_of
from impplus.queries.conflicts import is_cleared
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.queries.triage import triage_of
from impplus.records.models import User
from impplus.rules.firm_states import UNDER_WAY
from impplus.rules.lifecycle import STATUSES
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.pages import submitted
from impplus.words.mailed import MAILED

A_PAGE = 25
STATES = [one for one in STATUSES if one.noun == "enquiry"]


class ReplyForm(PageForm):
    """What the firm writes back."""

    text = TextField(label=gettext_lazy("Your answer"), longest=5000, lines=True)


class DeclineForm(PageForm):
    """Why the firm declines."""

    reason = TextField(
        label=gettext_lazy("Why the firm declines"),
        help_text=gettext_lazy("It stays in the firm; nobody is written to."),
        longest=500,
    )


class NarrowForm(forms.Form):
    """What a list of enquiries is narrowed by; what cannot be read narrows nothing."""

    q = forms.CharField(required=False, max_length=100)
    on = forms.DateField(required=False)
    status = forms.ChoiceField(
        required=False, choices=[("", ""), *((one.key, one.key) for one in STATES)]
    )


@require_safe
@entry(access.ENQUIRIES)
def listed(request: HttpRequest) -> HttpResponse:
    """The enquiries of the firm, the newest first, found by words, day and state."""
    user = _reader(request)
    form = NarrowForm(request.GET)
    form.is_valid()
    said = form.cleaned_data
    found = asked_of.found(
        user, typed=said.get("q", ""), on=said.get("on"), status=said.get("status", "")
    )
    page = Paginator(found.prefetch_related("mails"), A_PAGE).get_page(request.GET.get("page"))
    facts = {
        "asked": page,
        "states": STATES,
        "said": said,
        "odd": sorted(form.errors),
        "here": "enquiries",
    }
    return render(request, "firm/enquiries/enquiries.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(access.ENQUIRIES)
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The enquiry, what the rules of today say of it, and the form to answer it by e-mail."""
    user, asked = _reader(request), _asked(request, pk)
    form = bind(ReplyForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            enquiries.answer(asked, text=form.cleaned_data["text"], by=user)
        if not form.errors:
            messages.success(request, _("Your answer will be sent by e-mail."))
            return redirect("firm:enquiry", pk)
        asked.refresh_from_db()  # what was tried stands in it still
    if request.method == "GET":
        enquiries.look(asked, by=user)
    return _shown(request, asked, user, form=form)


@require_POST
@entry(access.ENQUIRIES)
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Decline to act, with a reason."""
    user, asked = _reader(request), _asked(request, pk)
    form = DeclineForm(request.POST)
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            enquiries.decline(asked, reason=form.cleaned_data["reason"], by=user)
        if not form.errors:
            messages.success(request, _("The enquiry is declined."))
            return redirect("firm:enquiry", pk)
        asked.refresh_from_db()
    return _shown(request, asked, user, declining=form, form=ReplyForm())


@require_POST
@entry(access.ENQUIRIES)
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """The person was heard of again."""
    return _acted(request, pk, enquiries.resume, _("The enquiry goes on."))


def _acted(request: HttpRequest, pk: int, act: Callable[..., None], said: str) -> HttpResponse:
    """One press without words, and the page again; pressed twice, it is done once."""
    user, asked = _reader(request), _asked(request, pk)
    with suppress(AlreadyDone):
        act(asked, by=user)
    messages.success(request, said)
    return redirect("firm:enquiry", pk)


def _reader(request: HttpRequest) -> User:
    user: User = request.user  # type: ignore[assignment]
    return user


def _asked(request: HttpRequest, pk: int) -> Enquiry:
    found: Enquiry = get_object_or_404(access.enquiries(_reader(request)), pk=pk)
    return found


def _shown(request: HttpRequest, asked: Enquiry, user: User, **forms_of: Any) -> HttpResponse:
    form = forms_of["form"]
    declining = forms_of.get("declining") or DeclineForm()
    before, after = asked_of.near(user, asked)
    on = clock.today(SERVED)
    consent = asked.consents.filter(kind="implied").last()
    facts = {
        "asked": asked,
        "form": declining if declining.errors else form,
        "answering": form,
        "declining": declining,
        "triage": triage_of(asked, on),
        "replies": asked.replies.prefetch_related("mails"),
        "mails": [
            (MAILED[one.kind], one)
            for one in asked.mails.filter(kind__in=MAILED, account=None, reply=None)
        ],
        "history": list(asked_of.history(asked)),
        "consent": consent,
        "newsletter": asked.consents.filter(kind="newsletter", withdrawn_on=None).exists(),
        "consented": consent is not None and consent.until is not None and consent.until >= on,
        "can_decline": asked.status in UNDER_WAY,
        **booking_panel(asked),
        "agreement": asked.agreements.last(),
        "part": conflicts_part(asked, FindingForm(initial=known_of(asked)), user),
        "opens_matter": access.works_on_matters(user) and is_cleared(asked),
        "before": before,
        "after": after,
        "here": "enquiries",
    }
    status = 422 if form.errors or declining.errors else 200
    return render(request, "firm/enquiries/enquiry.html", facts, status=status)
