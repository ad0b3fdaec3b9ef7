"""An application that came by another means than online: what the office typed in, for the applicant to read and sign."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from impplus.actions import assistance
from impplus.portal.application import application_of, person_in
from impplus.portal.my_answers import pages_of
from impplus.queries.assistance import assistance_of
from impplus.queries.file import file_of
from impplus.queries.refusals import NotReady, SignatureMissing
from impplus.rules.lifecycle import Role
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.pages import door, submitted


class TypedForm(PageForm):
    """The applicant’s own name under what the office typed in."""

    signature = TextField(
        label=gettext_lazy("Your full name"),
        autocomplete="name",
        empty=gettext_lazy("Enter your full name as it is on your passport"),
        help_text=gettext_lazy("Type it as it is on your passport. This is your signature."),
    )


@require_http_methods(["GET", "POST"])
@door(Role.APPLICANT)
def page(request: HttpRequest, number: str) -> HttpResponse:
    """Every answer that was typed in, and the signature."""
    application = application_of(request, number)
    came = assistance_of(application)
    if came is None or not came.read:
        raise Http404
    form = bind(TypedForm, request)
    if came.status == "signed":
        return redirect("portal:status", number)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotReady, signature=SignatureMissing):
            assistance.sign(application, by=person_in(request), **form.cleaned_data)
            messages.success(request, _("Your answers are signed."))
            return redirect("portal:status", number)
    file = file_of(application)
    facts = {
        "application": application,
        "came": came,
        "people": [(one.person, pages_of(one)) for one in file.sheets],
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "portal/assisted/sign.html", facts, status=status)
