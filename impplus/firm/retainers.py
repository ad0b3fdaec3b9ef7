"""A client's service agreement at the firm: begun, written, signed and sent, with what the client asked, and its papers."""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from impplus.actions import retainers
from impplus.firm.agreement_forms import terms_form, typed, written
from impplus.firm.matters import member_in, works_on_matters
from impplus.firm.second_look import SecondLook, is_sure, shown
from impplus.practice import access
from impplus.practice.models import Enquiry, Matter, Retainer
from impplus.queries.begun_terms import begun
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.queries.retainers import (
    digest_of,
    fee_in_force,
    lacking,
    paid_in_advance,
    read,
    sections,
)
from impplus.queries.teammates import teammates
from impplus.records.models import User
from impplus.web.addresses import address
from impplus.web.forms import bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import Page, submitted
from impplus.words import formats
from impplus.words.agreement_words import (
    ADVANCE,
    DISBURSEMENTS,
    FEES_SAID,
    NO_ADVANCE,
    OTHERS,
    TEXTS,
)


def about_an_agreement(page: Callable[..., HttpResponse]) -> Page:
    """A page about one agreement of the firm, which does not exist for who may not see it."""

    @works_on_matters
    @wraps(page)
    def found(request: HttpRequest, pk: int, **rest: Any) -> HttpResponse:
        agreement = get_object_or_404(access.agreements(member_in(request)), pk=pk)
        return page(request, agreement, **rest)

    return found


@require_POST
@works_on_matters
def begin_for_enquiry(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the agreement of an enquiry, or open the one that was begun."""
    return _begin(request, get_object_or_404(access.enquiries(member_in(request)), pk=pk))


@require_POST
@works_on_matters
def begin_for_matter(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the agreement of a matter, or open the one that was begun."""
    return _begin(request, get_object_or_404(access.matters(member_in(request)), pk=pk))


def _begin(request: HttpRequest, about: Enquiry | Matter) -> HttpResponse:
    by = member_in(request)
    lawyer = _lawyer(about, by)
    try:
        made = retainers.begin(
            about, lawyer=lawyer.pk, terms=begun(about, lawyer), email=about.email, by=by
        )
    except Refusal as refusal:
        messages.error(request, refusal.text.say(lang()))
        back = "firm:enquiry" if isinstance(about, Enquiry) else "firm:client"
        return redirect(back, about.pk)
    return redirect("firm:service-agreement", made.pk)


def _lawyer(about: Enquiry | Matter, by: User) -> User:
    """Whoever answers for a matter; of an enquiry whoever begins."""
    if isinstance(about, Enquiry):
        return by
    return get_object_or_404(User, pk=about.lawyer, firm=about.firm)


@require_safe
@about_an_agreement
def page(request: HttpRequest, agreement: Retainer) -> HttpResponse:
    """The agreement as the client reads it, what is lacking, what was asked, and what comes next."""
    terms = read(agreement.terms)
    firm = member_in(request).firm
    name = firm.name if firm else ""
    team = teammates(agreement.firm)
    facts = {
        "agreement": agreement,
        "terms": terms,
        "other": OTHERS[terms.other],
        "lawyer": team.get(agreement.lawyer),
        "texts": [(one, sections(terms, name, one)) for one in agreement.texts.split()],
        "lacking": lacking(terms, agreement.texts),
        "questions": agreement.questions.all(),
        "waiting": agreement.questions.filter(answered_at=None).exists(),
        "prices": agreement.prices.all(),
        "paid": paid_in_advance(agreement),
        "fee": Decimal(fee_in_force(agreement)) / 100,
        "open": agreement.status in ("draft", "offered", "questioned"),
        "signs": agreement.lawyer == member_in(request).pk,
        "leads": access.role_of(member_in(request)) in access.LAWYERS,
    }
    return render(request, "firm/agreements/agreement.html", facts)


@require_http_methods(["GET", "POST"])
@about_an_agreement
def terms(request: HttpRequest, agreement: Retainer) -> HttpResponse:
    """Write the draft; what the law asks for and is missing is said on the page of the agreement."""
    before = {"language": agreement.language, "texts": agreement.texts}
    form = bind(terms_form(), request, initial=typed(read(agreement.terms)) | before)
    if submitted(request) and form.is_valid():
        given = form.cleaned_data
        with refusals_in(form, Refusal, texts=Refusal), suppress(AlreadyDone):
            retainers.change(
                agreement,
                terms=written(given),
                texts=given["texts"],
                language=given["language"],
                email=given["client_email"],
                by=member_in(request),
            )
        if not form.errors:
            messages.success(request, _("The draft is saved."))
            return redirect("firm:service-agreement", agreement.pk)
    facts = {"form": form, "agreement": agreement}
    return render(request, "firm/agreements/terms.html", facts, status=422 if form.errors else 200)


@require_POST
@about_an_agreement
def settle(request: HttpRequest, agreement: Retainer) -> HttpResponse:
    """Sign it for the firm and send it, or take it back."""
    by = member_in(request)
    act = request.POST.get("act")
    try:
        if act == "offer":
            answer = request.POST.get("answer", "")[:5000].replace("\x00", "")
            retainers.must_be_ready(agreement, answer=answer, by=by)
            look = _offering(agreement)
            if not is_sure(request, look.seen):
                return shown(request, look)
            retainers.offer(agreement, answer=answer, by=by)
            messages.success(
                request, _("The agreement is signed for the firm and sent to the client.")
            )
        elif act == "withdraw":
            retainers.withdraw(agreement, by=by)
            messages.success(request, _("The agreement is taken back."))
    except AlreadyDone:
        pass
    except Refusal as refusal:
        messages.error(request, refusal.text.say(lang()))
    return redirect("firm:service-agreement", agreement.pk)


def _offering(agreement: Retainer) -> SecondLook:
    """To whom the agreement goes, with which price, in which texts, and what it does."""
    terms, language = read(agreement.terms), lang()
    names = {"name": terms.client.name, "email": agreement.email, "signs": terms.licensee.name}
    amounts = [
        FEES_SAID[terms.fee].filled({"amount": _dollars(terms.fee_cents), "n": terms.hours}),
        DISBURSEMENTS.filled({"amount": _dollars(terms.disbursement_cents)}),
        ADVANCE.filled({"amount": _dollars(terms.advance_cents)})
        if terms.advance_cents
        else NO_ADVANCE,
    ]
    said = [one.say(language) for one in amounts]
    return SecondLook(
        act=_("Sign for the firm and send"),
        does=[
            _("%(name)s gets an e-mail with a private link to this agreement, at %(email)s.")
            % names,
            " ".join([_("The client reads:"), *said]),
            _("Texts: %(texts)s.") % {"texts": TEXTS[agreement.texts].say(language)},
            _(
                "You sign it for the firm as %(signs)s. It binds once the client signs, and can be taken back until then."
            )
            % names,
        ],
        back=address("firm:service-agreement", agreement.pk),
        back_to=_("Service agreement"),
        seen=digest_of(agreement),
    )


def _dollars(cents: int) -> str:
    return formats.dollars(cents, lang())


@require_safe
@about_an_agreement
def paper(_request: HttpRequest, agreement: Retainer, which: str) -> HttpResponse:
    """A signed paper: the agreement in a language, or the letter by which it ended."""
    papers = {"en": agreement.file_en, "fr": agreement.file_fr, "end": agreement.ending_file}
    found = papers.get(which)
    if not found:
        raise Http404
    return HttpResponse(bytes(found), content_type="application/pdf")
