"""The page of one's own account: how one signs in, what is open, and in which language one is written to."""

from typing import cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from impplus.actions import accounts
from impplus.queries.accounts import changes_of
from impplus.queries.recoveries import page_of, recovery_of
from impplus.queries.second_factors import factors_of
from impplus.queries.sessions import sessions_of
from impplus.queries.text_messages import may_have, phone_of
from impplus.records.models import User
from impplus.web.ended import signed_in
from impplus.web.fields import ChoiceField
from impplus.web.forms import PageForm, bind, submitted
from impplus.web.language import SPOKEN


class LanguageForm(PageForm):
    """In which language somebody is written to."""

    language = ChoiceField(
        label=_("Language of your letters and notices"),
        help_text=_("Each letter always exists in both languages."),
        choices=SPOKEN,
        widget=forms.RadioSelect,
    )


@require_http_methods(["GET", "POST"])
@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Everything about one's own account; the language is chosen here."""
    person = cast(User, request.user)
    form = bind(LanguageForm, request, {"language": person.language})
    if submitted(request) and form.is_valid():
        accounts.choose_language(form.cleaned_data["language"], by=person)
        messages.success(request, _CHOSEN)
        return redirect("account")
    recovery = recovery_of(person)
    texts = may_have(person)
    facts = {
        "form": form,
        "stop_recovery": page_of(recovery, "stop") if recovery else "",
        "factors": factors_of(person),
        "sessions": sessions_of(person, request.session.session_key),
        "changes": changes_of(person),
        "texts": texts,
        "phone": phone_of(person) if texts else None,
    }
    return render(request, "account/account.html", facts, status=422 if form.errors else 200)


_CHOSEN = _("Saved. Your letters and notices will be in this language.")
