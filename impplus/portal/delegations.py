"""The own part of an adult member of the family: a link by e-mail, sent again, or taken back; or a paper instead."""

from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from impplus.actions import delegations as actions
from impplus.portal.application import WHO, application_of, person_in
from impplus.queries import readiness
from impplus.queries.delegations import LINK_DAYS, open_in
from impplus.queries.done import was_done
from impplus.queries.file import file_of
from impplus.queries.privacy import hidden_in
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.records.models import Application, Delegation, Person
from impplus.records.user import LANGUAGES
from impplus.web.attempts import count
from impplus.web.emails import EmailField
from impplus.web.fields import ChoiceField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.pages import door, submitted
from impplus.web.step_up import stepped_up


class OfferForm(PageForm):
    """Where the link goes, and in which language."""

    email = EmailField(
        label=_("E-mail address of this person"),
        help_text=_("An address that this person alone reads, and not yours."),
    )
    language = ChoiceField(label=_("Language of the message"), choices=LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget: forms.Widget = self.fields["email"].widget
        widget.attrs["autocomplete"] = "off"


@require_http_methods(["GET", "POST"])
@door(*WHO)
@stepped_up
def page(request: HttpRequest, number: str, person: int) -> HttpResponse:
    """Give a member a part of their own, look how far that is, send the link again, or take the part back."""
    application = application_of(request, number)
    if application.status != "draft" and not submitted(request):
        return redirect("portal:status", number)
    member = _member(application, person)
    given = open_in(application).get(person)
    offers = not submitted(request) or request.POST.get("act", "offer") == "offer"
    form: PageForm = bind(OfferForm, request, {"language": application.language})
    if not offers:  # nothing is asked: what is refused stands alone
        form = bind(PageForm, request)
    if submitted(request) and _done(request, member, given, form):
        return redirect("portal:own-part", number, person)
    ready = readiness.of(file_of(application))
    facts = {
        "application": application,
        "member": member,
        "given": given,
        "signing": next((one for one in ready.signings if one.person.pk == person), None),
        "unfinished": any(gap.person and gap.person.pk == person for gap in ready.gaps),
        "kept": person in hidden_in(application),
        "form": form,
        "days": LINK_DAYS,
    }
    status = 422 if form.errors else 200
    return render(request, "portal/family/own-part.html", facts, status=status)


def _member(application: Application, person: int) -> Person:
    members = (one for one in application.people.all() if one.relation != "principal")
    found = next((one for one in members if one.pk == person), None)
    if found is None:
        raise Http404
    return found


def _done(request: HttpRequest, member: Person, given: Delegation | None, form: PageForm) -> bool:
    """Do what was pressed; False shows the page again, with why it was not done. Raises WrongMoment for what has no button."""
    act, by = request.POST.get("act", "offer"), person_in(request)
    ended = None if given else member.delegations.last()
    if act == "end" and (given or (ended and was_done(ended, "end", by=by))):
        with refusals_in(form, NotUnderstood):
            with suppress(AlreadyDone):
                if given:
                    actions.end(given, by=by)
            messages.success(request, _("The part is taken back. Everybody concerned is told."))
        return not form.errors
    if act in ("send", "end") and not given:
        messages.warning(
            request, _("This part is no longer given to this person. Nothing was changed.")
        )
        return True
    if act not in ("send", "offer"):
        raise WrongMoment
    count(request, "own-part-link")
    if act == "send" and given:
        with refusals_in(form, NotUnderstood):
            actions.send_again(given, by=by)
            messages.success(
                request, _("A new link is on its way. The one before no longer works.")
            )
        return not form.errors
    if form.is_valid():
        with refusals_in(form, email=NotUnderstood):
            actions.offer(member, **form.cleaned_data, by=by)
            messages.success(request, _("The link is on its way."))
    return not form.errors
