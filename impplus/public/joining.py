"""The page behind the link of an invitation to work at a firm: it shows what is accepted, and opens the account on a press alone."""

from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from impplus.actions import colleagues
from impplus.practice.models import Offer
from impplus.practice.routing import keeps_for_firms
from impplus.queries.offers import offered_by
from impplus.queries.refusals import Refusal
from impplus.records.models import Firm
from impplus.web import attempts
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.pages import submitted
from impplus.words.colleagues import NAMES_OF_ROLES, WHAT_EACH_MAY


class JoinFirmForm(PageForm):
    """The password of the account that is opened."""

    password = forms.CharField(
        label=gettext_lazy("Choose a password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("Choose a password")},
    )

    def clean_password(self) -> str:
        """Held against what everybody's is."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, link: str) -> HttpResponse:
    """What is offered, and the form to accept it; a link that no longer works says so."""
    attempts.count(request, "look-up")
    offer = offered_by(link) if keeps_for_firms() else None
    if offer is None:
        return render(request, "public/joining/ended.html", status=404)
    form = bind(JoinFirmForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal):
            colleagues.accept(offer, password=form.cleaned_data["password"])
        if not form.errors:
            messages.success(request, _("Your account is open. Sign in with your e-mail address."))
            return redirect("account_login")
    return _shown(request, offer, form)


def _shown(request: HttpRequest, offer: Offer, form: PageForm) -> HttpResponse:
    facts = {
        "offer": offer,
        "firm": Firm.objects.get(pk=offer.firm),
        "role": NAMES_OF_ROLES[offer.role],
        "may": WHAT_EACH_MAY[offer.role],
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "public/joining/join.html", facts, status=status)
