"""The membership number of a lawyer, as letters and IMM 5476 name it: written by that person or an owner."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from impplus.actions import colleagues
from impplus.firm.entry import entry
from impplus.practice.access import LAWYERS, TEAM, role_of
from impplus.queries.refusals import Refusal
from impplus.records.models import User
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in, submitted


class MembershipForm(PageForm):
    """A number, or nothing."""

    membership = TextField(
        label=gettext_lazy("Membership number"),
        help_text=gettext_lazy("With the law society, the chamber or the college."),
        longest=colleagues.LONGEST_NUMBER,
        required=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@entry(LAWYERS)
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the number of a lawyer of the firm; one's own, or as an owner."""
    user: User = request.user  # type: ignore[assignment]
    account = get_object_or_404(User, pk=pk, firm=user.firm_id, is_active=True)
    own = account == user or role_of(user) in TEAM
    if not own or role_of(account) not in LAWYERS:
        raise Http404
    form = bind(MembershipForm, request, {"membership": account.membership})
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal):
            colleagues.register(account, **form.cleaned_data, by=user)
        if not form.errors:
            messages.success(request, _("The membership number was saved."))
            return redirect("firm:team")
    facts, status = {"form": form, "account": account}, 422 if form.errors else 200
    return render(request, "firm/team/membership.html", facts, status=status)
