"""A reconsideration that the people of a closed file asked for: read, and answered by an officer who did not decide it."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impplus.actions import reconsiderations
from impplus.desk.file import about_a_file, officer_in
from impplus.desk.permit_forms import said_fields
from impplus.desk.translations import as_words, looked_at
from impplus.queries.facts import principal_of
from impplus.queries.refusals import AlreadyDone, NotUnderstood
from impplus.queries.reopenings import deciders_of, hindrances
from impplus.records.models import Application, Letter, Reconsideration
from impplus.web.forms import PageForm, bind, made_form, refusals_in

_ANSWERS = {"keep": reconsiderations.keep, "reopen": reconsiderations.grant}


@require_http_methods(["GET", "POST"])
@about_a_file
def page(request: HttpRequest, application: Application, pk: int) -> HttpResponse:
    """What was asked and why; keep what was decided, or reopen the application, once the reasons for the letter were looked at again."""
    asked = get_object_or_404(application.reconsiderations.select_related("asked_by"), pk=pk)
    form, officer = bind(_form(application), request), officer_in(request)
    chosen, own = request.POST.get("answer", ""), officer.pk in deciders_of(application)
    looked = looked_at(request, form, application)
    if looked and chosen not in _ANSWERS:
        form.add_error(None, _("Choose what you answer: keep what was decided, or reopen."))
    elif looked:
        with refusals_in(form, NotUnderstood, reconsiderations.AnotherAnswers):
            if own:
                raise reconsiderations.AnotherAnswers
            if "sure" in request.POST or asked.status != "asked":
                return _answered(request, asked, chosen, as_words(form.cleaned_data))
    facts: dict[str, Any] = {
        "application": application,
        "principal": principal_of(application),
        "asked": asked,
        "letter": _about(asked),
        "own": own,
        "sure": looked and form.is_valid(),
        "chosen": chosen,
        "hindrances": hindrances(application) if asked.status == "asked" else (),
        "form": form,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/reconsiderations/page.html", facts, status=status)


def _answered(
    request: HttpRequest, asked: Reconsideration, chosen: str, given: dict[str, Any]
) -> HttpResponse:
    """Answer as it was looked at once more, and go back to what else is to be answered."""
    with suppress(AlreadyDone):
        _ANSWERS[chosen](asked, **given, by=officer_in(request))
    said = _("It is answered. The applicant and any representative are told by letter.")
    messages.success(request, said)
    return redirect("desk:countersignatures")


def _about(asked: Reconsideration) -> Letter | None:
    """The letter by which the people of the file learned what they ask to be looked at again."""
    ended = asked.application.letters.filter(kind__in=("refusal", "returned"), person=None)
    return ended.filter(owed_at__lte=asked.asked_at).last()


def _form(application: Application) -> type[PageForm]:
    return made_form("AnswerForm", said_fields(application))
