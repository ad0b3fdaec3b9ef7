"""A question to the applicant, with a day by which to answer."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import questions, reviews
from impplus.desk import translations
from impplus.desk.file import about_a_file, may, must_be_open_to, officer_in
from impplus.desk.forms import WHOLE, LaterDayForm, question_form
from impplus.queries import checklist, clock, readiness
from impplus.queries.delegations import languages_in, open_in
from impplus.queries.facts import principal_of
from impplus.queries.file import file_of
from impplus.queries.papers import questions_of
from impplus.queries.readiness import Readiness
from impplus.queries.refusals import AlreadyDone, NotUnderstood
from impplus.records.models import Application, Person
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted
from impplus.words.asked_often import ASKED_OFTEN


@require_http_methods(["GET", "POST"])
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """Write the question; it becomes a letter and a task of the applicant's."""
    must_be_open_to(application, "ask", officer_in(request))
    members, ready = members_of(application), readiness.of(file_of(application))
    form = bind(_form(application, ready), request, _first(request, application, ready))
    if submitted(request) and form.is_valid():
        asked = form.cleaned_data
        with refusals_in(form, NotUnderstood):
            reviews.ask(
                application,
                text=asked["text"],
                document=asked["document"],
                days=int(asked["days"]),
                person=members.get(asked.get("person", WHOLE)),
                by=officer_in(request),
                words=translations.given(asked),
                wanted=asked["wanted"],
            )
            messages.success(request, _("The question is asked. The letter will be sent shortly."))
            return redirect("desk:file", application.number)
    facts = {
        "application": application,
        "principal": principal_of(application),
        "members_read": translations.members_read(application),
        "form": form,
        "may_put": may(application, "put-concern"),
        "often": ASKED_OFTEN.values(),
        "ticked": request.GET.getlist("missing"),
    }
    status = 422 if form.errors else 200
    return render(request, "desk/questions/question.html", facts, status=status)


def _form(application: Application, ready: Readiness) -> type[PageForm]:
    programme = application.programme
    on = clock.today(programme)
    most = programme.settings.number("answer-days-most", on)
    about = called(members_of(application), application)
    spoken, documents = translations.fields(application), programme.in_force(on).documents
    return question_form(documents, lang(), most, about, spoken, checklist.askable(ready))


def _first(request: HttpRequest, application: Application, ready: Readiness) -> dict[str, Any]:
    """What the form begins with: words that are asked often, and what was ticked as missing on the checklist."""
    keys = request.GET.getlist("missing")
    some = checklist.ticked(ready, keys)
    chosen = ASKED_OFTEN.get(request.GET.get("words", "missing" if some else ""))
    text = chosen.text.say(application.language) if chosen else ""
    wanted = [one.key for one in checklist.askable(ready) if one.key in keys]
    if others := [one for one in some if one.key not in wanted]:
        text += f"\n\n{checklist.as_list(others, application.language)}"
    return {"days": "30", "person": WHOLE, "text": text.strip(), "wanted": wanted}


@require_safe
@about_a_file
def listed(request: HttpRequest, application: Application) -> HttpResponse:
    """What was asked, with the answers and the files that came with them."""
    facts = {
        "application": application,
        "principal": principal_of(application),
        "questions": questions_of(application),
        "may_ask": may(application, "ask"),
        "may_refuse": may(application, "refuse"),
        "may_put": may(application, "put-concern"),
        "today": clock.today(application.programme),
    }
    return render(request, "desk/questions/questions.html", facts)


@require_http_methods(["GET", "POST"])
@about_a_file
def more_time(request: HttpRequest, application: Application, pk: int) -> HttpResponse:
    """Give the time that is asked for to answer a question, or leave the last day as it is; or give more that nobody asked for."""
    question = get_object_or_404(application.questions, pk=pk)
    form = bind(LaterDayForm, request)
    if "extend" in request.POST and submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            with suppress(AlreadyDone):
                until = form.cleaned_data["until"]
                questions.extend(question, until=until, by=officer_in(request))
            messages.success(request, _("More time is given."))
            return redirect("desk:questions", application.number)
    if not {"give", "refuse"}.isdisjoint(request.POST):
        given = "give" in request.POST
        with suppress(AlreadyDone):
            questions.settle_more_time(question, given=given, by=officer_in(request))
        said = _("More time is given.") if given else _("The last day stays as it was.")
        messages.success(request, said)
        return redirect("desk:file", application.number)
    facts = {
        "application": application,
        "principal": principal_of(application),
        "question": question,
        "form": form,
        "most": questions.latest(question),
    }
    status = 422 if form.errors else 200
    return render(request, "desk/questions/more-time.html", facts, status=status)


@require_http_methods(["GET", "POST"])
@about_a_file
def withdraw(request: HttpRequest, application: Application, pk: int) -> HttpResponse:
    """Take back a question that has no answer."""
    question = get_object_or_404(application.questions, pk=pk)
    if request.method == "POST":
        with suppress(AlreadyDone):
            questions.withdraw(question, by=officer_in(request))
        messages.success(
            request,
            _("The question is withdrawn. Everybody concerned is told by e-mail."),
        )
        return redirect("desk:file", application.number)
    facts = {
        "application": application,
        "principal": principal_of(application),
        "question": question,
    }
    return render(request, "desk/questions/withdraw.html", facts)


def members_of(application: Application) -> dict[str, Person]:
    """The members of the family by their keys, as a choice has them."""
    return {str(one.pk): one for one in application.people.all() if one.relation != "principal"}


def called(members: dict[str, Person], application: Application) -> list[tuple[str, str]]:
    """The name of each member, with who answers what is asked of that member, and in which language that one reads."""
    given, chosen = open_in(application), languages_in(application)

    def who(one: Person) -> str:
        part = given.get(one.pk)
        if part is None or part.status != "accepted":
            return one.name
        said = _("%(name)s – has an account of their own")
        if part.private:
            said = _("%(name)s – answers in private, in an account of their own")
        reads = translations.reads_in_words(chosen[one.pk])
        return f"{said % {'name': one.name}} ({reads})"

    return [(key, who(one)) for key, one in members.items()]
