"""A question to the applicant, with a day by which to answer."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import questions, reviews
from impplus.desk import translations
from impplus.desk.file import about_a_file, may, must_be_open_to, officer_in
from impplus.desk.forms import WHOLE, question_form
from impplus.queries import clock
from impplus.queries.delegations import languages_in, open_in
from impplus.queries.facts import principal_of
from impplus.queries.papers import questions_of
from impplus.queries.refusals import AlreadyDone, NotUnderstood
from impplus.records.models import Application, Person
from impplus.web.forms import bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted


@require_http_methods(["GET", "POST"])
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """Write the question; it becomes a letter and a task of the applicant's."""
    must_be_open_to(application, "ask", officer_in(request))
    programme = application.programme
    on = clock.today(programme)
    most = programme.settings.number("answer-days-most", on)
    documents = programme.in_force(on).documents
    members = _members(application)
    about, spoken = _called(members, application), translations.fields(application)
    made = question_form(documents, lang(), most, about, spoken)
    form = bind(made, request, {"days": "30", "person": WHOLE})
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
            )
            messages.success(request, _("The question is asked. The letter will be sent shortly."))
            return redirect("desk:file", application.number)
    facts = {
        "application": application,
        "principal": principal_of(application),
        "members_read": translations.members_read(application),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "desk/questions/question.html", facts, status=status)


@require_safe
@about_a_file
def listed(request: HttpRequest, application: Application) -> HttpResponse:
    """What was asked, with the answers and the files that came with them."""
    facts = {
        "application": application,
        "principal": principal_of(application),
        "questions": questions_of(application),
        "may_ask": may(application, "ask"),
    }
    return render(request, "desk/questions/questions.html", facts)


@require_http_methods(["GET", "POST"])
@about_a_file
def more_time(request: HttpRequest, application: Application, pk: int) -> HttpResponse:
    """Give the time that is asked for to answer a question, or leave the last day as it is."""
    question = get_object_or_404(application.questions, pk=pk)
    if request.method == "POST":
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
    }
    return render(request, "desk/questions/more-time.html", facts)


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


def _members(application: Application) -> dict[str, Person]:
    return {str(one.pk): one for one in application.people.all() if one.relation != "principal"}


def _called(members: dict[str, Person], application: Application) -> list[tuple[str, str]]:
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
