"""Messages that wait for an answer, and those of one file with a form to write."""

from django.contrib import messages
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat, Trim
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import correspondence
from impplus.desk import translations
from impplus.desk.file import about_a_file, officer_in
from impplus.desk.lists import page_of_list
from impplus.queries.facts import principal_of
from impplus.queries.papers import correspondence_of
from impplus.queries.refusals import NotUnderstood
from impplus.queries.typed import LONGEST
from impplus.records.models import Application, Correspondence, Person
from impplus.rules.lifecycle import Role
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.pages import door, submitted


def _form(application: Application) -> type[PageForm]:
    """What an officer writes."""
    text = TextField(
        label=_("Message to the applicant"),
        empty=_("Write the message"),
        longest=LONGEST,
        lines=True,
    )
    return made_form("FromTheOfficeForm", {"text": text, **translations.fields(application)})


@require_safe
@door(Role.FEDERAL)
def listed(request: HttpRequest) -> HttpResponse:
    """The messages to the office that have no answer, those due first at the top."""
    pages = page_of_list(request, _waiting(), "due_on", "pk")
    return render(request, "desk/correspondence/waiting.html", {"pages": pages})


def _waiting() -> QuerySet[Correspondence]:
    named = Trim(Concat("given_names", Value(" "), "family_name"))
    of_file = Person.objects.filter(application=OuterRef("application"), relation="principal")
    waiting = Correspondence.objects.filter(status="waiting").select_related("application")
    return waiting.annotate(name=Subquery(of_file.order_by().values(name=named)))


@require_http_methods(["GET", "POST"])
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """What was written about a file; what the officer writes answers all that waits."""
    form = bind(_form(application), request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            written = form.cleaned_data["text"]
            words = translations.given(form.cleaned_data)
            correspondence.reply(application, text=written, by=officer_in(request), words=words)
            messages.success(
                request,
                _(
                    "The message is in the file. The applicant and any representative are told by e-mail."
                ),
            )
            return redirect("desk:messages", application.number)
    facts = {
        "application": application,
        "principal": principal_of(application),
        "thread": correspondence_of(application),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "desk/correspondence/messages.html", facts, status=status)
