"""The page of text messages: a number, the code that confirms it, and their end."""

from contextlib import suppress
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from impplus.actions import phones
from impplus.queries.refusals import AlreadyDone, NotUnderstood
from impplus.queries.text_messages import may_have, phone_of, unsent_of, waits_for_code
from impplus.records.models import User
from impplus.web.attempts import allowed
from impplus.web.ended import signed_in
from impplus.web.forms import PageForm, bind, refusals_in, submitted
from impplus.web.mobiles import MobileField, TextedCodeField


class MobileForm(PageForm):
    """To which number somebody is texted."""

    number = MobileField(
        label=_("Mobile phone number"),
        help_text=_("Begin with + and the country code, such as +212 600 000 000."),
        empty=_("Enter your mobile phone number."),
    )


class TextedCodeForm(PageForm):
    """The code that came in a text."""

    code = TextedCodeField(
        label=_("Code"),
        help_text=_("Six digits, from the text message."),
        empty=_("Enter the code."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def page(request: HttpRequest) -> HttpResponse:
    """Whether, and where to, texts are sent; another number is asked for here."""
    person = _offered(request)
    phone = phone_of(person)
    form = bind(MobileForm, request, {"number": phone.number} if phone else {})
    if submitted(request) and form.is_valid():
        number = form.cleaned_data["number"]
        if _may_ask(request, number):
            phones.ask(number, by=person)
            return redirect("account_text_messages_code")
        form.add_error("number", _OFTEN)
    waits = phone is not None and waits_for_code(phone)
    unsent = unsent_of(phone) if phone else None
    facts = {"form": form, "phone": phone, "waits": waits, "unsent": unsent}
    return render(request, "account/text_messages.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def code(request: HttpRequest) -> HttpResponse:
    """The code is entered; where none is waited for, the page of text messages."""
    person = _offered(request)
    form = bind(TextedCodeForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, code=NotUnderstood), suppress(AlreadyDone):
            phones.confirm(form.cleaned_data["code"], by=person)
        if not form.errors:
            messages.success(request, _BEGUN)
            return redirect("account_text_messages")
    phone = phone_of(person)
    if phone is None or not (form.errors or waits_for_code(phone)):
        return redirect("account_text_messages")
    facts = {"form": form, "phone": phone, "unsent": unsent_of(phone)}
    status = 422 if form.errors else 200
    return render(request, "account/text_messages_code.html", facts, status=status)


@require_POST
@signed_in
def stop(request: HttpRequest) -> HttpResponse:
    """No texts any more, and no number kept."""
    with suppress(AlreadyDone):
        phones.remove(by=_offered(request))
    messages.success(request, _("Saved. No text messages are sent, and your number is deleted."))
    return redirect("account_text_messages")


def _may_ask(request: HttpRequest, number: str) -> bool:
    """Whether one more code may be sent today, as one of an account, of a network and of a number."""
    of_whom = ("text-code", ""), ("text-code-of-a-network", ""), ("text-code-of-a-number", number)
    return all(allowed(request, what, key=key or None) for what, key in of_whom)


def _offered(request: HttpRequest) -> User:
    """Whoever is signed in, to whom texts are offered; nobody else sees the page."""
    person = cast(User, request.user)
    if not may_have(person):
        raise Http404
    return person


_BEGUN = _("Saved. A text message tells you when there is something new.")
_OFTEN = _("Several codes were sent today. Try again tomorrow.")
