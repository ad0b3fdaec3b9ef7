"""One enquiry: read by the firm it was sent to, and answered by e-mail."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from impplus.actions import enquiries
from impplus.firm.bookings import booking_panel
from impplus.firm.conflicts import FindingForm, conflicts_part
from impplus.practice import access
from impplus.practice.models import Enquiry
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.records.models import User
from impplus.rules.lifecycle import Role
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.pages import door, submitted


class ReplyForm(PageForm):
    """What the firm writes back."""

    text = TextField(label=gettext_lazy("Your answer"), longest=5000, lines=True)


@require_http_methods(["GET", "POST"])
@door(Role.REPRESENTATIVE)
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The enquiry, and the form to answer it by e-mail."""
    user: User = request.user  # type: ignore[assignment]
    asked: Enquiry = get_object_or_404(access.enquiries(user), pk=pk)
    form = bind(ReplyForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            enquiries.answer(asked, text=form.cleaned_data["text"], by=user)
        if not form.errors:
            messages.success(request, _("Your answer will be sent by e-mail."))
            return redirect("firm:home")
        asked.refresh_from_db()  # what was tried stands in it still
    replies = asked.replies.prefetch_related("mails")
    facts = {"asked": asked, "form": form, "replies": replies}
    facts |= booking_panel(asked)
    facts["part"] = conflicts_part(asked, FindingForm())
    status = 422 if form.errors else 200
    return render(request, "firm/enquiries/enquiry.html", facts, status=status)
