"""Messages that wait for an answer, and those of one file with a form to write."""

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import correspondence
from impplus.desk import translations
from impplus.desk.file import about_a_file, officer_in
from impplus.desk.forms import WHOLE
from impplus.desk.lists import page_of_list
from impplus.queries.delegations import languages_in, open_in
from impplus.queries.facts import principal_of
from impplus.queries.officers import is_anothers
from impplus.queries.papers import correspondence_of
from impplus.queries.principals import principals_name
from impplus.queries.refusals import NotUnderstood
from impplus.queries.typed import LONGEST
from impplus.records.models import Application, Correspondence, Person
from impplus.rules.lifecycle import Role
from impplus.web.fields import ChoiceField, TextField
from impplus.web.forms import PageForm, bind, made_form, refusals_in, sent
from impplus.web.pages import door, submitted
from impplus.web.windows import sent_from, window_of


def _form(application: Application, members: list[tuple[str, str]], reads: str) -> type[PageForm]:
    """What an officer writes, in the language that its reader `reads` at first; and to whom, where members have accounts of their own."""
    text = TextField(label=_("Message"), empty=_("Write the message"), longest=LONGEST, lines=True)
    asked: dict[str, forms.Field] = {"text": text, **translations.fields(application, reads)}
    if not members:
        text.label = _("Message to the applicant")
        return made_form("FromTheOfficeForm", asked)
    whom = [(WHOLE, _("The applicant and any representative")), *members]
    to = ChoiceField(choices=whom, label=_("To whom you write"))
    return made_form("FromTheOfficeForm", {"person": to, **asked})


@require_safe
@door(Role.FEDERAL)
def listed(request: HttpRequest) -> HttpResponse:
    """The messages to the office that have no answer, those due first at the top."""
    pages = page_of_list(request, _waiting(), "due_on", "pk")
    return render(request, "desk/correspondence/waiting.html", {"pages": pages})


def _waiting() -> QuerySet[Correspondence]:
    waiting = Correspondence.objects.filter(status="waiting").select_related(
        "application", "person"
    )
    return waiting.annotate(name=principals_name("application"))


@require_http_methods(["GET", "POST"])
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """What was written about a file; what the officer writes answers all that waits."""
    given = {str(key): part for key, part in open_in(application).items() if part.account_id}
    people = {str(one.pk): one for one in application.people.all() if str(one.pk) in given}
    chosen = {str(key): language for key, language in languages_in(application).items()}
    members = [(key, _called(one, given[key].private, chosen[key])) for key, one in people.items()]
    thread = correspondence_of(application)
    first = _first_waiting(thread)
    made = _form(application, members, chosen.get(first, ""))
    form = bind(made, request, {"person": first})
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            correspondence.reply(
                application,
                text=form.cleaned_data["text"],
                by=officer_in(request),
                person=people.get(form.cleaned_data.get("person", WHOLE)),
                words=translations.given(form.cleaned_data),
                window=sent_from(request),
            )
            messages.success(
                request,
                _("The message is in the file. Everybody who reads it is told by e-mail."),
            )
            return redirect("desk:messages", application.number)
    facts = {
        "application": application,
        "principal": principal_of(application),
        "thread": thread,
        "several": bool(members),
        "anothers": is_anothers(application, officer_in(request)),
        "form": form,
        "window": window_of(sent(request)),
    }
    status = 422 if form.errors else 200
    return render(request, "desk/correspondence/messages.html", facts, status=status)


def _called(person: Person, private: bool, language: str) -> str:
    """The name of a member, with who else reads the messages, and the language that this one chose."""
    said = _("%(name)s – nobody else in the family reads it") if private else "%(name)s"
    return f"{said % {'name': person.name}} ({translations.reads_in_words(language)})"


def _first_waiting(thread: list[Correspondence]) -> str:
    """To whom an answer is due first, as the form names that one."""
    waiting = next((one for one in thread if one.status == "waiting"), None)
    return str(waiting.person_id) if waiting and waiting.person_id else WHOLE
