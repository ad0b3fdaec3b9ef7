"""Whether a permit or a letter of invitation is genuine and in force: anyone may ask, by its code."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions.invitations import opened
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.refusals import TooManyAttempts
from impplus.queries.verification import NoPaper, Verified, verify, verify_number
from impplus.web.attempts import count, guessed
from impplus.web.day import DayField
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.pages import submitted
from impplus.words import provinces
from impplus.words.codes import number_of

SHOWN = "_shown"


class Code(PageForm):
    """The code as printed beside the QR code on a permit or a letter."""

    code = TextField(
        label=_("Code on the permit or the letter"),
        help_text=_(
            "26 letters and digits; it is not the number of the permit or of the letter. "
            "Spaces, hyphens and capital letters do not matter."
        ),
        longest=100,
        empty=_("Enter the code"),
    )
    code.widget.attrs.update(autocomplete="off", spellcheck="false", autocapitalize="characters")


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The form and its answer, at an address without the code: a browser remembers addresses."""
    form = bind(Code, request)
    if submitted(request) and form.is_valid():
        return _answer(request, form, form.cleaned_data["code"])
    if SHOWN in request.POST:
        return _answer(request, form, str(request.POST.get("code", "")))
    return _unlisted(render(request, "public/verification/form.html", {"form": form}))


class Numbered(PageForm):
    """The number at the top of a permit or a letter, and the birth of its holder."""

    number = TextField(
        label=_("Number of the permit or the letter"),
        help_text=_("As printed at its top, such as P-3F9C-HT2W."),
        longest=30,
        empty=_("Enter the number"),
    )
    born = DayField(label=_("Date of birth of the holder"), partly=True)
    number.widget.attrs.update(autocomplete="off", spellcheck="false", autocapitalize="characters")


@require_http_methods(["GET", "HEAD", "POST"])
def by_number(request: HttpRequest) -> HttpResponse:
    """The state of a paper whose code is not at hand, for who knows its number and the birth of its holder."""
    form, on = bind(Numbered, request), today(SERVED)
    if submitted(request) and form.is_valid():
        number, found = number_of(form.cleaned_data["number"]), None
        with (
            refusals_in(form, NoPaper, TooManyAttempts),
            guessed(request, "paper-number", number, wrong=NoPaper),
        ):
            found = verify_number(number, form.cleaned_data["born"], on)
        if found:
            facts = {"found": found, "on": on, "by_number": True, "at_address": True}
            facts |= _permit_facts(found)
            return _unlisted(render(request, "public/verification/answer.html", facts))
    status = 422 if form.errors else 200
    return _unlisted(
        render(request, "public/verification/number.html", {"form": form}, status=status)
    )


@require_safe
def by_code(request: HttpRequest, code: str) -> HttpResponse:
    """The address in the QR code of a permit."""
    return _answer(request, Code(initial={"code": code}), code, at_address=True)


def _answer(request: HttpRequest, form: Code, typed: str, at_address: bool = False) -> HttpResponse:
    count(request, "look-up")
    on = today(SERVED)
    found = verify(typed[:200], on)
    if found and found.invitation:
        opened(found.invitation)
    facts: dict[str, Any] = {
        "form": form,
        "found": found,
        "on": on,
        "at_address": at_address,
        **_permit_facts(found),
    }
    return _unlisted(render(request, "public/verification/answer.html", facts))


def _permit_facts(found: Verified | None) -> dict[str, Any]:
    """What its programme says of the kind of permit, and the place to which the permit is limited."""
    if found is None or found.permit is None:
        return {}
    permit = found.permit
    law = permit.application.programme.in_force(permit.valid_from)
    return {
        "permit": permit,
        "kind": law.kinds[permit.kind],
        "there": provinces.THERE.get(permit.province),
    }


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
