"""The page that a client's link opens: what the firm asks, the answer and documents; no decision, no letter and no money."""

from contextlib import suppress

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import format_lazy
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from impplus.actions import client_links
from impplus.actions.refused_files import LARGEST
from impplus.practice.models import ClientLink, Wanted
from impplus.programmes import SERVED
from impplus.queries.client_links import found_by, opens
from impplus.queries.clock import today
from impplus.queries.presentations import reached_at
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.records.models import Firm
from impplus.web.fields import TextField
from impplus.web.file_fields import PICTURES, TOGETHER, FilesField, FilesInput
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted


class ClientAnswerForm(PageForm):
    """The answer to one thing that is asked: words, documents, or both."""

    text = TextField(label=gettext_lazy("Your answer"), longest=5000, lines=True, required=False)
    documents = FilesField(
        label=gettext_lazy("Photos or PDF"),
        help_text=format_lazy(
            gettext_lazy(
                "Photos (also HEIC) or PDF, up to {most} MB each. You can choose several, up to {together} MB together."
            ),
            most=LARGEST,
            together=TOGETHER,
        ),
        required=False,
        allow_empty_file=True,
        widget=FilesInput(attrs={"accept": f"{PICTURES},.pdf", "multiple": True}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, link: str) -> HttpResponse:
    """What is asked, each with what was answered; opening it changes nothing, whoever or whatever opens it."""
    found = found_by(link)
    if found is None or not opens(found):
        return _closed(request, found)
    rows = found.matter.wanted.filter(status__in=("asked", "answered")).prefetch_related(
        Prefetch("files", found.matter.files.defer("content"))
    )
    key = request.POST.get("wanted", "") or request.GET.get("answer", "")
    chosen = next((one for one in rows if str(one.pk) == key), None)
    form = bind(ClientAnswerForm, request, files=True)
    if submitted(request) and chosen and form.is_valid():
        _answer(found, chosen, form)
        if not form.errors:
            messages.success(request, _("Your answer reached the firm."))
            return redirect("public:client-link", link)
    facts = {
        "firm": Firm.objects.get(pk=found.firm),
        "rows": rows,
        "chosen": chosen,
        "form": form,
        "language_of": found.matter.language,
    }
    return _unkept(
        render(request, "public/client_links/page.html", facts, status=422 if form.errors else 200)
    )


def _answer(found: ClientLink, chosen: Wanted, form: PageForm) -> None:
    given = form.cleaned_data
    sent = [(one.name or "", one.file) for one in given["documents"]]
    with refusals_in(form, Refusal), suppress(AlreadyDone):
        client_links.answer(found, chosen, text=given["text"], files=sent)


def _closed(request: HttpRequest, found: ClientLink | None) -> HttpResponse:
    """That a link is not right, or no longer in use, for somebody who never had an account: and whom to write to."""
    facts: dict[str, object] = {"known": found is not None}
    if found:
        facts["firm"] = Firm.objects.get(pk=found.firm)
        facts["at"] = reached_at(found.firm, found.matter.lawyer, today(SERVED), lang())
    status = 410 if found else 404
    return _unkept(render(request, "public/client_links/closed.html", facts, status=status))


def _unkept(answer: HttpResponse) -> HttpResponse:
    """The page, of which neither a cache nor a search engine keeps a copy."""
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
