"""Messages with the office about a received application: the thread, and a form to write."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from impplus.actions import correspondence
from impplus.portal.application import WHO, home_of, part_of, person_in, signs, writer_in
from impplus.queries.facts import keeps_private
from impplus.queries.file import today_of
from impplus.queries.papers import correspondence_of
from impplus.queries.privacy import is_read
from impplus.queries.refusals import NotUnderstood
from impplus.queries.typed import LONGEST
from impplus.queries.unsent_texts import MESSAGE
from impplus.records.models import Application, User
from impplus.rules.lifecycle import status_of
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.pages import door, submitted
from impplus.web.unsent_texts import Typing


class ToTheOfficeForm(PageForm):
    """What somebody writes to the office."""

    text = TextField(
        label=gettext_lazy("Your message"),
        help_text=gettext_lazy(
            "An officer reads it with the file, so what is in it need not be repeated."
        ),
        empty=gettext_lazy("Write your message"),
        longest=LONGEST,
        lines=True,
    )


@require_http_methods(["GET", "POST"])
@door(*WHO)
def page(request: HttpRequest, number: str) -> HttpResponse:
    """What was written, and a form; a draft has nobody at the office who reads it."""
    application = part_of(request, number)
    typing = Typing(request, application, MESSAGE, "text", person_in(request))
    if typing.by_itself:
        return typing.saved(awaited=application.status != "draft")
    if application.status == "draft" and not submitted(request):
        return redirect(home_of(application))
    form = bind(ToTheOfficeForm, request, typing.initial)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            written = form.cleaned_data["text"]
            correspondence.write(application, text=written, **writer_in(request))
            typing.sent()
            messages.success(request, _("Your message was sent to the office."))
            return redirect("portal:messages", number)
    programme = application.programme
    facts = {
        "application": application,
        "state": status_of("application", application.status),
        "thread": [
            one for one in correspondence_of(application) if is_read(application, one.person_id)
        ],
        "alone": _is_alone(application),
        "signs": signs(request),
        "representative": _representative(application),
        "days": programme.settings.number("message-answer-days", today_of(application)),
        "form": form,
        "typing": typing,
    }
    status = 422 if form.errors else 200
    return render(request, "portal/correspondence/messages.html", facts, status=status)


def _representative(application: Application) -> User | None:
    """Who represents the applicant, and so is told of what is written; None where nobody does."""
    given = application.mandates.filter(status="active").select_related("lawyer").first()
    return given.lawyer if given else None


def _is_alone(application: Application) -> bool:
    """Whether a member of the family writes, whose messages nobody else in it reads."""
    whose = application.own_part
    return any(one.pk == whose and keeps_private(one) for one in application.people.all())
