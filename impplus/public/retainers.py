"""A client's own page of a service agreement, by a private link: to read, ask about, sign or decline, and to answer another price.

Opening it changes nothing, as programs that look at e-mails do; each change is a press.
"""

from contextlib import suppress
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import prices, retainers
from impplus.practice.models import Retainer
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.queries.retainers import (
    fee_in_force,
    first_language,
    found_by,
    read,
    sections,
)
from impplus.records.models import Firm
from impplus.web.fields import ChoiceField, TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted
from impplus.words.agreement_words import BOUND_BY

_NAME = gettext_lazy("Your full name, as your signature")


class SignAgreementForm(PageForm):
    """The text that binds, and the signature."""

    language = ChoiceField(choices=[], label=gettext_lazy("Which text binds you and the firm"))
    chose = forms.BooleanField(
        label=gettext_lazy("I have seen the French text, and I expressly choose the English one."),
        required=False,
    )
    signature = TextField(label=_NAME, autocomplete="name")
    agreed = forms.BooleanField(
        label=gettext_lazy("I have read the agreement and agree to it."),
        error_messages={"required": gettext_lazy("Tick the box to agree.")},
    )

    def __init__(self, *args: Any, texts: list[str], french_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named: Any = self.fields["language"]
        named.choices = [(one, BOUND_BY[one].say(lang())) for one in texts]
        if len(texts) == 1:
            del self.fields["language"]
        if not (french_first and "en" in texts):
            del self.fields["chose"]


class AskAgreementForm(PageForm):
    """What the client asks before signing."""

    text = TextField(label=gettext_lazy("Your question"), lines=True, longest=5000)


class PriceAnswerForm(PageForm):
    """Who answers the proposed price."""

    name = TextField(label=_NAME, autocomplete="name")


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, link: str) -> HttpResponse:
    """The agreement as it stands, with what the client may do with it now."""
    agreement = found_by(link)
    if agreement is None:
        raise Http404
    price = agreement.prices.filter(status="proposed").last()
    form = _form(request, agreement)
    pressed = submitted(request) and (not form or form.is_valid())
    if pressed:
        said = _pressed(request, agreement, form)
        if said:
            messages.success(request, said)
            return redirect("public:service-agreement", link)
        agreement.refresh_from_db()
    facts = _facts(agreement) | {"form": form, "price": price, "link": link}
    facts["act"] = _act(request)
    status = 422 if form and form.errors else 200
    answer = render(request, "public/retainers/agreement.html", facts, status=status)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def paper(_request: HttpRequest, link: str, language: str) -> HttpResponse:
    """The signed agreement, for the client to keep."""
    agreement = found_by(link)
    papers = {"en": agreement.file_en, "fr": agreement.file_fr} if agreement else {}
    found = papers.get(language)
    if not found:
        raise Http404
    answer = HttpResponse(bytes(found), content_type="application/pdf")
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _act(request: HttpRequest) -> str:
    """What the client is about to do: sign unless told otherwise."""
    act = request.POST.get("act") or request.GET.get("act") or "sign"
    return act if act in ("sign", "ask", "decline", "consent", "refuse") else "sign"


def _form(request: HttpRequest, agreement: Retainer) -> PageForm | None:
    act = _act(request)
    if agreement.status == "signed":
        return None if submitted(request) and act == "sign" else bind(PriceAnswerForm, request)
    if agreement.status != "offered" or act == "decline":
        return None
    if act == "ask":
        return bind(AskAgreementForm, request)
    return bind(
        SignAgreementForm,
        request,
        initial={"language": first_language(agreement)},
        texts=agreement.texts.split(),
        french_first=read(agreement.terms).quebec,
    )


def _pressed(request: HttpRequest, agreement: Retainer, form: PageForm | None) -> str:
    """Do what was pressed, and say so; "" where nothing was."""
    act, given = _act(request), form.cleaned_data if form else {}
    shown = form or PageForm({})
    with refusals_in(shown, Refusal), suppress(AlreadyDone):
        if act == "decline" and agreement.status in ("offered", "questioned", "declined"):
            retainers.decline(agreement)
        elif act == "ask" and "text" in given:
            retainers.ask(agreement, text=given["text"])
        elif act in ("consent", "refuse") and "name" in given:
            _answer(agreement, act, given["name"])
        elif act == "sign" and "signature" in given:
            number = request.POST.get("version", "")
            retainers.sign(
                agreement,
                version=int(number)
                if number.isascii() and number.isdecimal() and len(number) < 6
                else 0,
                signature=given["signature"],
                language=given.get("language") or first_language(agreement),
                chose=bool(given.get("chose")),
            )
        else:
            return ""
    if shown.errors:
        return ""
    return {
        "sign": _("The agreement is signed. A copy comes to you and to the firm by e-mail."),
        "ask": _("Your question reached the firm. You get an e-mail when it is answered."),
        "decline": _("You declined the agreement. The firm is told."),
        "consent": _("You consented to the new price. The firm is told."),
        "refuse": _("You declined the new price. The price before counts."),
    }[act]


def _answer(agreement: Retainer, act: str, name: str) -> None:
    last = agreement.prices.exclude(status="withdrawn").last()
    if last:
        prices.answer(last, consents=act == "consent", name=name)


def _facts(agreement: Retainer) -> dict[str, Any]:
    firm = Firm.objects.get(pk=agreement.firm)
    terms = read(agreement.terms)
    texts = agreement.texts.split()
    shown = agreement.status in ("offered", "questioned", "signed", "ended")
    return {
        "agreement": agreement,
        "firm": firm,
        "terms": terms,
        "texts": [(one, sections(terms, firm.name, one)) for one in texts] if shown else [],
        "french_first": terms.quebec,
        "questions": agreement.questions.all(),
        "fee": Decimal(fee_in_force(agreement)) / 100,
    }
