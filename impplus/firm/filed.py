"""What was filed with the department: its number, and each of its letters with the last day to answer."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from impplus.actions import filings
from impplus.firm.entry import entry
from impplus.firm.packages import client_of
from impplus.practice.access import MATTERS
from impplus.queries.file import today_of
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.web.day import DayField
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.pages import submitted


class FiledForm(PageForm):
    """That the package was filed in the department's portal."""

    number = TextField(label=gettext_lazy("Number that the department’s portal gave"), longest=40)
    filed_on = DayField(label=gettext_lazy("Day of filing"))


class DepartmentLetterForm(PageForm):
    """A letter of the department about what was filed."""

    title = TextField(label=gettext_lazy("What the letter is about"), longest=200)
    dated = DayField(label=gettext_lazy("Day of the letter"))
    due_on = DayField(label=gettext_lazy("Last day to answer"), required=False)


@require_http_methods(["GET", "POST"])
@entry(MATTERS)
def page(request: HttpRequest, number: str) -> HttpResponse:
    """Note that the package was filed, with the department's number."""
    application, user = client_of(request, number)
    form = bind(FiledForm, request, initial={"filed_on": today_of(application)})
    if submitted(request) and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            filings.file(application, number=said["number"], on=said["filed_on"], by=user)
        if not form.errors:
            return redirect("firm:package", number)
    facts = {"application": application, "form": form}
    return render(request, "firm/packages/filed.html", facts, status=422 if form.errors else 200)


@require_POST
@entry(MATTERS)
def take_back(request: HttpRequest, number: str) -> HttpResponse:
    """It was noted by mistake."""
    application, user = client_of(request, number)
    with suppress(AlreadyDone):
        filings.take_back(application, by=user)
    return redirect("firm:package", number)


@require_http_methods(["GET", "POST"])
@entry(MATTERS)
def letter(request: HttpRequest, number: str) -> HttpResponse:
    """Add a letter of the department, with the last day to answer it."""
    application, user = client_of(request, number)
    form = bind(DepartmentLetterForm, request, initial={"dated": today_of(application)})
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal):
            filings.add_letter(application, **form.cleaned_data, by=user)
        if not form.errors:
            return redirect("firm:package", number)
    facts = {"application": application, "form": form}
    return render(request, "firm/packages/letter.html", facts, status=422 if form.errors else 200)


@require_POST
@entry(MATTERS)
def settle(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A letter of the department needs nothing more."""
    application, user = client_of(request, number)
    with suppress(AlreadyDone):
        filings.settle(application, pk, by=user)
    return redirect("firm:package", number)
