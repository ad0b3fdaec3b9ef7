"""Messages with the office about a received application: the thread, and a form to write."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy

from impplus.actions import correspondence
from impplus.portal.application import WHO, application_of, person_in
from impplus.queries.file import today_of
from impplus.queries.papers import correspondence_of
from impplus.queries.refusals import NotUnderstood
from impplus.queries.typed import LONGEST
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import door, submitted


class ToTheOfficeForm(PageForm):
    """What somebody writes to the office."""

    text = TextField(
        label=gettext_lazy("Your message"),
        help_text=gettext_lazy(
            "An officer reads it with your file, so you do not have to repeat what is in it."
        ),
        empty=gettext_lazy("Write your message"),
        longest=LONGEST,
        lines=True,
    )


@door(*WHO)
def page(request: HttpRequest, number: str) -> HttpResponse:
    """What was written, and a form; a draft has nobody at the office who reads it."""
    application = application_of(request, number)
    if application.status == "draft" and not submitted(request):
        return redirect("portal:tasks", number)
    form = bind(ToTheOfficeForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            written = form.cleaned_data["text"]
            correspondence.write(application, text=written, by=person_in(request), language=lang())
            messages.success(request, _("Your message was sent to the office."))
            return redirect("portal:messages", number)
    programme = application.programme
    facts = {
        "application": application,
        "thread": correspondence_of(application),
        "days": programme.settings.number("message-answer-days", today_of(application)),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "portal/correspondence/messages.html", facts, status=status)
