"""The internal notes on one file: officers alone read and write them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from impplus.actions import remarks
from impplus.desk.file import about_a_file, officer_in
from impplus.desk.forms import LONGEST_TEXT
from impplus.queries.beside import remarks_of
from impplus.queries.facts import principal_of
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Application
from impplus.web.addresses import address
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.pages import submitted


class RemarkForm(PageForm):
    """A note."""

    text = TextField(
        longest=LONGEST_TEXT,
        lines=True,
        label=_("New note"),
        help_text=_(
            "Officers alone read it. The applicant is not told, and no letter comes of it."
        ),
    )


@require_http_methods(["GET", "POST"])
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """Every note, the last first, and a new one."""
    form = bind(RemarkForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, text=NotUnderstood):
            remarks.write(application, text=form.cleaned_data["text"], by=officer_in(request))
            seen = request.POST.get("document", "")
            query = f"?document={seen}" if seen.isdecimal() else ""
            return redirect(f"{address('desk:file', application.number)}{query}#notes")
    facts = {
        "application": application,
        "principal": principal_of(application),
        "form": form,
        "remarks": remarks_of(application),
    }
    status = 422 if form.errors else 200
    return render(request, "desk/files/remarks.html", facts, status=status)
