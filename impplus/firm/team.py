"""The team of the firm: who works there, invited by e-mail, with another role, or no longer."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from impplus.actions import colleagues
from impplus.firm import second_look
from impplus.firm.entry import entry
from impplus.practice.access import TEAM, firm_of, role_of
from impplus.practice.colleague import ROLES_AT_A_FIRM
from impplus.practice.models import Offer
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.queries.team import left_behind, offers_of, seen_lately, team_of
from impplus.records.models import Firm, User
from impplus.web.addresses import address
from impplus.web.emails import EmailField
from impplus.web.fields import ChoiceField, TextField
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.language import SPOKEN, lang
from impplus.web.pages import submitted
from impplus.words.colleagues import NAMES_OF_ROLES, WHAT_EACH_MAY


def offer_form(language: str) -> type[PageForm]:
    """Whom the firm invites, and as what."""
    roles = [(one, capfirst(NAMES_OF_ROLES[one].say(language))) for one in ROLES_AT_A_FIRM]
    return made_form(
        "PlaceForm",
        {
            "name": TextField(label=gettext_lazy("Name"), longest=250),
            "email": EmailField(label=gettext_lazy("E-mail address")),
            "role": ChoiceField(label=gettext_lazy("Role"), choices=roles),
            "language": ChoiceField(label=gettext_lazy("Language"), choices=SPOKEN),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@entry(ROLES_AT_A_FIRM)
def page(request: HttpRequest) -> HttpResponse:
    """The team; an owner invites somebody."""
    user: User = request.user  # type: ignore[assignment]
    form = bind(offer_form(lang()), request, {"language": lang()})
    if submitted(request) and form.is_valid():
        firm = get_object_or_404(Firm, pk=user.firm_id)
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            colleagues.offer(firm, **form.cleaned_data, by=user)
        if not form.errors:
            messages.success(request, _("The invitation will be sent by e-mail."))
            return redirect("firm:team")
    return _shown(request, user, form)


@require_POST
@entry(TEAM)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    user: User = request.user  # type: ignore[assignment]
    offer = get_object_or_404(Offer, pk=pk, firm=firm_of(user))
    with suppress(AlreadyDone):
        colleagues.withdraw(offer, by=user)
    return redirect("firm:team")


@require_POST
@entry(TEAM)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a colleague another role."""
    user: User = request.user  # type: ignore[assignment]
    account = get_object_or_404(User, pk=pk, firm=user.firm_id)
    form = PageForm()
    form.cleaned_data = {}
    with refusals_in(form, Refusal):
        colleagues.change(account, role=request.POST.get("role", ""), by=user)
    return _after(request, user, form, _("The role was changed."))


@require_POST
@entry(TEAM)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """End somebody's work at the firm."""
    user: User = request.user  # type: ignore[assignment]
    account = get_object_or_404(User, pk=pk, firm=user.firm_id)
    if not account.is_active:
        return redirect("firm:team")
    form = PageForm()
    form.cleaned_data = {}
    sure = second_look.is_sure(request)
    with refusals_in(form, Refusal), suppress(AlreadyDone):
        (colleagues.remove if sure else colleagues.must_be_free)(account, by=user)
    if not (sure or form.errors):
        return second_look.shown(request, _removal(account))
    return _after(request, user, form, _("This person no longer works at the firm."))


def _removal(account: User) -> second_look.SecondLook:
    """What removing a colleague does, and what others take over."""
    left = left_behind(account)
    works = ngettext(
        "%(n)s open matter that this person works on",
        "%(n)s open matters that this person works on",
        left.matters,
    )
    booked = ngettext(
        "%(n)s consultation booked with this person",
        "%(n)s consultations booked with this person",
        left.booked,
    )
    undone = [(works, left.matters), (booked, left.booked)]
    return second_look.SecondLook(
        act=_("Remove %(name)s") % {"name": account.name},
        does=[
            f"{account.name}, {NAMES_OF_ROLES[role_of(account)].say(lang())}",
            _(
                "This person opens nothing of the firm any more, from the next page on, and visitors are offered no time with them."
            ),
            _("What they wrote and did stays in the files under their name."),
        ],
        undone=[said % {"n": number} for said, number in undone if number],
        back=address("firm:team"),
        back_to=_("Team"),
        here="team",
        final=True,
    )


def _after(request: HttpRequest, user: User, refused: PageForm, said: str) -> HttpResponse:
    if refused.errors:
        return _shown(request, user, offer_form(lang())(), refused)
    messages.success(request, said)
    return redirect("firm:team")


def _shown(
    request: HttpRequest, user: User, offering: PageForm, refused: PageForm | None = None
) -> HttpResponse:
    role = role_of(user)
    form = refused or offering
    facts = {
        "firm": user.firm,
        "team": team_of(user),
        "offers": offers_of(user),
        "owner": role in TEAM,
        "seen": list(seen_lately(user)) if role in TEAM else [],
        "roles_there": [(key, NAMES_OF_ROLES[key], WHAT_EACH_MAY[key]) for key in ROLES_AT_A_FIRM],
        "form": form,
        "offering": offering,
        "here": "team",
    }
    return render(request, "firm/team/team.html", facts, status=422 if form.errors else 200)
