"""The last page before an application is submitted: what is declared, what a press means, and the signature."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from impplus.actions import applications
from impplus.portal.application import WHO, application_of, person_in, signs
from impplus.portal.review import barred, missing_of
from impplus.queries import readiness
from impplus.queries.file import file_of
from impplus.queries.places import places_left
from impplus.queries.privacy import as_seen
from impplus.queries.refunds import last_of
from impplus.queries.refusals import (
    CapReached,
    IntakeClosed,
    NotReady,
    NotYours,
    OutcomeUnknown,
    SignatureMissing,
)
from impplus.queries.signatures import covered, guarded
from impplus.web.addresses import address
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.pages import door, submitted
from impplus.web.step_up import stepped_up
from impplus.words.declaration import DECLARED


class SignForm(PageForm):
    """The applicant's own name, and the declaration."""

    declared = forms.BooleanField(
        label=_("I declare all of this, and I understand it."),
        error_messages={"required": _("Tick the box to make the declaration.")},
    )
    signature = TextField(
        label=_("Your full name"),
        autocomplete="name",
        empty=_("Enter your full name as it is on your passport"),
        help_text=_("Type it as it is on your passport. This is your signature."),
    )


@require_http_methods(["GET", "POST"])
@door(*WHO)
@stepped_up
def sign(request: HttpRequest, number: str) -> HttpResponse:
    """The page that the applicant alone signs and submits on, once nothing is missing."""
    form = bind(SignForm, request)
    if submitted(request):
        if not signs(request):
            raise NotYours
        answer = _submit(request, number, form) if form.is_valid() else None
        if answer:
            return answer
    application = application_of(request, number)
    if application.status != "draft":
        return redirect("portal:status", number)
    file = file_of(application)
    ready = as_seen(readiness.of(file))
    if request.method != "POST" and (ready.gaps or not signs(request) or settings.PREPARES_ONLY):
        return redirect("portal:review", number)
    return render(
        request,
        "portal/review/sign.html",
        {
            "application": application,
            "form": form,
            "ready": ready,
            "missing": missing_of(ready),
            "declared": DECLARED[:3],
            "guarded": guarded(file),
            "covered": covered(file),
            "not_met": sum(one.met is False for one in ready.findings),
            "barred": barred(ready),
            "refund": file.law.refunds.get("refused"),
            "misrepresentation": file.programme.sources.get("irpa-40"),
            "places": places_left(file.programme, file.on.year),
        },
        status=422 if form.errors else 200,
    )


def _submit(request: HttpRequest, number: str, form: SignForm) -> HttpResponse | None:
    """The receipt, or the page that says that no place is left; None shows the page again."""
    signature = form.cleaned_data["signature"]
    try:
        with refusals_in(form, IntakeClosed, signature=SignatureMissing):
            applications.receive(number, signature=signature, by=person_in(request))
            # Not `redirect`, which works the address out anew: every press of a rush ends here.
            return HttpResponseRedirect(address("portal:receipt", number))
    except CapReached:
        application = application_of(request, number)
        refund = last_of(application.payments.all())
        facts = {"application": application, "refund": refund}
        return render(request, "portal/review/full.html", facts, status=CapReached.status)
    except OutcomeUnknown as unknown:
        return _checking(request, number, unknown)
    except NotReady:
        form.add_error(None, _MISSING)
    return None


@require_POST
@door(*WHO)
def check(request: HttpRequest, number: str) -> HttpResponse:
    """What became of a submission whose outcome was not known: the receipt, or the draft."""
    try:
        received = applications.outcome(application_of(request, number), by=person_in(request))
    except OutcomeUnknown as unknown:
        return _checking(request, number, unknown)
    if received:
        return redirect("portal:receipt", number)
    messages.info(request, _NOT_RECEIVED)
    return redirect("portal:sign", number)


def _checking(request: HttpRequest, number: str, unknown: OutcomeUnknown) -> HttpResponse:
    """The page that asks again; it needs no database."""
    facts = {"number": number, "unknown": unknown}
    return render(request, "portal/review/checking.html", facts, status=unknown.status)


_NOT_RECEIVED = _(
    "We checked: your application was not received, and your draft is as it was. Sign and submit it again."
)
_MISSING = _("Something is still missing. All of it is listed on this page.")
