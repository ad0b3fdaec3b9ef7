"""The page that a client's link opens: what the firm asks, and the answer; no decision, no letter and no money."""

from contextlib import suppress

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from impplus.actions import client_links
from impplus.queries.client_links import found_by
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.records.models import Firm
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.pages import submitted


class ClientAnswerForm(PageForm):
    """The answer to one thing that is asked."""

    text = TextField(label=gettext_lazy("Your answer"), longest=5000, lines=True)


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, link: str) -> HttpResponse:
    """What is asked, each with its answer; opening it changes nothing, whoever or whatever opens it."""
    found = found_by(link)
    if found is None:
        raise Http404
    rows = found.matter.wanted.filter(status__in=("asked", "answered"))
    key = request.POST.get("wanted", "") or request.GET.get("answer", "")
    chosen = next((one for one in rows if str(one.pk) == key), None)
    form = bind(ClientAnswerForm, request)
    if submitted(request) and chosen and form.is_valid():
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            client_links.answer(found, chosen, text=form.cleaned_data["text"])
        if not form.errors:
            messages.success(request, _("Your answer reached the firm."))
            return redirect("public:client-link", link)
    firm = Firm.objects.get(pk=found.firm)
    facts = {
        "firm": firm,
        "rows": rows,
        "chosen": chosen,
        "form": form,
        "language_of": found.matter.language,
    }
    answer = render(
        request, "public/client_links/page.html", facts, status=422 if form.errors else 200
    )
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
