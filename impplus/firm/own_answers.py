"""The firm's own questions and answers on its public pages: written in both languages, ordered, and taken away."""

from contextlib import suppress

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from impplus.actions import own_answers
from impplus.actions.own_answers import WORDED
from impplus.firm.entry import entry
from impplus.firm.matters import member_in
from impplus.practice import access
from impplus.practice.models import OwnAnswer
from impplus.practice.routing import keeps_for_firms
from impplus.queries.presentations import own_answers_of
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.pages import submitted


class OwnAnswerForm(PageForm):
    """A question and its answer, the French ones first."""

    question_fr = TextField(label=gettext_lazy("Question, in French"), longest=200)
    question_en = TextField(label=gettext_lazy("Question, in English"), longest=200)
    answer_fr = TextField(label=gettext_lazy("Answer, in French"), lines=True, longest=3000)
    answer_en = TextField(label=gettext_lazy("Answer, in English"), lines=True, longest=3000)


@require_http_methods(["GET", "POST"])
@entry(access.LAWYERS)
def page(request: HttpRequest) -> HttpResponse:
    """The questions in their order, and the form for another."""
    return _written(request, None)


@require_http_methods(["GET", "POST"])
@entry(access.LAWYERS)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """The form with one of them."""
    return _written(request, get_object_or_404(_kept(request), pk=pk))


@require_POST
@entry(access.LAWYERS)
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one before the one above it, or take it away."""
    found = get_object_or_404(_kept(request), pk=pk)
    act = ACTS.get(request.POST.get("act", ""))
    if act:
        with suppress(AlreadyDone):
            act(found, by=member_in(request))
    return redirect("firm:own-answers")


ACTS = {"lift": own_answers.lift, "drop": own_answers.drop}


def _kept(request: HttpRequest) -> QuerySet[OwnAnswer]:
    if not keeps_for_firms():
        raise Http404
    return own_answers_of(access.firm_of(member_in(request)))


def _written(request: HttpRequest, before: OwnAnswer | None) -> HttpResponse:
    kept, by = _kept(request), member_in(request)
    form = bind(OwnAnswerForm, request, {one: getattr(before, one, "") for one in WORDED})
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            own_answers.save(before, by=by, **form.cleaned_data)
        if not form.errors:
            messages.success(request, _("Visitors read it from now on."))
            return redirect("firm:own-answers")
    facts = {
        "form": form,
        "before": before,
        "answers": [] if before else kept,
        "firm": by.firm,
        "here": "contact-form",
    }
    status = 422 if form.errors else 200
    return render(request, "firm/own_answers/own_answers.html", facts, status=status)
