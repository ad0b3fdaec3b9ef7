"""One consultation request: read by the firm it was sent to, and answered once."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from impplus.actions import consultations
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.records import access
from impplus.records.models import Consultation, User
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
    """The request, and the form to answer it by e-mail."""
    user: User = request.user  # type: ignore[assignment]
    asked: Consultation = get_object_or_404(access.consultations(user), pk=pk)
    form = bind(ReplyForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            consultations.answer(asked, text=form.cleaned_data["text"], by=user)
        if not form.errors:
            messages.success(request, _("Your answer will be sent by e-mail."))
            return redirect("firm:home")
        asked.refresh_from_db()  # what was tried stands in it still
    facts, status = {"asked": asked, "form": form}, 422 if form.errors else 200
    return render(request, "firm/consultations/consultation.html", facts, status=status)
