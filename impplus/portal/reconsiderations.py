"""Asking the office to look at a refused or returned application again, and what it answered."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import format_lazy
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from impplus.actions import reconsiderations
from impplus.actions.refused_files import LARGEST, FileRefused
from impplus.portal.application import WHO, application_of, person_in
from impplus.queries.court import court
from impplus.queries.file import file_of
from impplus.queries.papers import letters_of
from impplus.queries.refusals import NotUnderstood
from impplus.queries.reopenings import RECONSIDERED, reconsiderations_of
from impplus.queries.typed import LONGEST
from impplus.records.models import Decision
from impplus.web.fields import TextField
from impplus.web.file_fields import PICTURES, TOGETHER, FilesField, FilesInput
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import door, submitted


class ReconsiderationForm(PageForm):
    """Why the office should look at it again."""

    reasons = TextField(
        label=gettext_lazy("Why the office should look at it again"),
        help_text=gettext_lazy(
            "Say which fact was misread, or what the office did not know. The whole file is read again with it."
        ),
        empty=gettext_lazy("Write why the office should look at it again"),
        longest=LONGEST,
        lines=True,
    )
    file = FilesField(
        required=False,
        allow_empty_file=True,
        label=gettext_lazy("Documents that show it"),
        help_text=format_lazy(
            gettext_lazy(
                "Only if you have any. Photos (also HEIC) or PDF, up to {most} MB each. You can choose several, up to {together} MB together."
            ),
            most=LARGEST,
            together=TOGETHER,
        ),
        widget=FilesInput(attrs={"accept": f"{PICTURES},.pdf", "multiple": True}),
    )


@require_http_methods(["GET", "POST"])
@door(*WHO)
def page(request: HttpRequest, number: str) -> HttpResponse:
    """What was asked and answered, and the form where it can be asked; no such page where nothing was refused or returned."""
    application = application_of(request, number)
    made = list(reconsiderations_of(application))
    open_to_it = application.status in RECONSIDERED
    there = open_to_it or made or submitted(request)
    if application.status == "draft" or not there:
        raise Http404
    form = bind(ReconsiderationForm, request, files=True)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood, file=FileRefused):
            reconsiderations.request(
                application,
                reasons=form.cleaned_data["reasons"],
                files=[(str(one.name), one) for one in form.cleaned_data["file"]],
                language=lang(),
                by=person_in(request),
            )
            messages.success(
                request, _("The reconsideration is asked for. The office answers by letter.")
            )
            return redirect("portal:reconsideration", number)
    decision = Decision.objects.filter(application=application).first()
    facts = {
        "application": application,
        "principal": file_of(application).principal.name,
        "made": made,
        "asks": open_to_it and not any(one.status == "asked" for one in made),
        "court": court(application.programme, decision, letters_of(application))
        if decision
        else None,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "portal/reconsiderations/page.html", facts, status=status)
