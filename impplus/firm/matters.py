"""The firm's board of clients, and the page on which a matter is opened."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import matters
from impplus.firm.entry import entry
from impplus.firm.matter_forms import client_form
from impplus.practice import access
from impplus.practice.conflict import CLEARED
from impplus.practice.models import Enquiry
from impplus.programmes import SERVED
from impplus.queries.board import board_of
from impplus.queries.board_search import (
    BANDS,
    FORM_DAYS,
    NOTHING,
    SILENT_DAYS,
    VIEWS,
    Sought,
)
from impplus.queries.conflicts import NotSearched
from impplus.queries.conflicts_shown import SearchedFor
from impplus.queries.refusals import NotUnderstood, Refusal
from impplus.queries.teammates import teammates
from impplus.records import access as files
from impplus.records.models import User
from impplus.web.forms import bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import Page, submitted
from impplus.words import formats
from impplus.words.matters import ACTORS, LACKS, STAGES

LONGEST_SEARCH = 100
LONGEST_SEARCHED = 1000
KEYS = '{"j": "next_page", "k": "page_before", "/": "search", "x": "choose", "r": "remind"}'


def member_in(request: HttpRequest) -> User:
    """Whoever is signed in at this door."""
    return request.user  # type: ignore[return-value]


def works_on_matters(page: Page) -> Page:
    """Open a page to those of a firm who work on matters; for others it does not exist."""

    @entry(access.MATTERS)
    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access.works_on_matters(member_in(request)):
            raise Http404
        return page(request, *args, **kwargs)

    return guarded


@require_safe
@works_on_matters
def page(request: HttpRequest) -> HttpResponse:
    """The clients that are asked for, by the next last day."""
    sought = sought_by(request.GET)
    board = board_of(member_in(request), sought)
    facts = {"board": board, "sought": sought, "views": VIEWS, "bands": BANDS, "stages": STAGES}
    facts |= {"actors": ACTORS, "keys": KEYS, "firm": member_in(request).firm}
    facts |= {"kinds": {key: many for key, (_one, many) in LACKS.items()}, "nothing": NOTHING}
    facts |= {"silent_days": SILENT_DAYS, "form_days": FORM_DAYS}
    facts |= {"page_before": sought.page - 1, "page_after": sought.page + 1}
    return render(request, "firm/matters/board.html", facts)


def sought_by(asked: QueryDict) -> Sought:
    """What an address asks for; what it cannot ask for is left out."""

    def one_of(name: str, known: Any, usual: str = "") -> str:
        said = str(asked.get(name, ""))
        return said if said in known else usual

    account, number = asked.get("for", ""), asked.get("page", "")
    return Sought(
        view=one_of("view", VIEWS, "all"),
        stage=one_of("stage", STAGES),
        acts=one_of("acts", ACTORS),
        account=int(account) if _is_number(account) else 0,
        band=one_of("due", BANDS),
        lacks=one_of("lacks", (*LACKS, NOTHING)),
        text=asked.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
        page=max(1, int(number)) if _is_number(number) else 1,
    )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


@require_http_methods(["GET", "POST"])
@works_on_matters
def open_page(request: HttpRequest) -> HttpResponse:
    """The form by which a matter is opened: by hand, from an enquiry, or for a file whose client appointed the lawyer."""
    user = member_in(request)
    enquiry, application, known = _begun(request, user)
    team = teammates(access.firm_of(user))
    form = bind(client_form(team.values(), opens=True), request, initial=known)
    if enquiry:
        form.fields["searched"].required = False
    if submitted(request) and form.is_valid():
        columns = form.cleaned_data
        people = 1 + len(columns["family"].splitlines())
        columns |= {"lawyer": int(columns["lawyer"]), "people": people}
        columns["paralegal"] = int(columns["paralegal"]) if columns["paralegal"] else None
        with refusals_in(
            form,
            Refusal,
            searched=NotSearched,
            number=matters.NumberTaken,
            lawyer=NotUnderstood,
        ):
            made = matters.open_matter(by=user, enquiry=enquiry, application=application, **columns)
            messages.success(request, _("The matter is open."))
            return redirect("firm:client", made.pk)
    facts = {"form": form, "enquiry": enquiry, "number": request.GET.get("application", "")}
    return render(request, "firm/matters/open.html", facts, status=422 if form.errors else 200)


def _searched_of(enquiry: Enquiry) -> str:
    """The search for conflicts that counts for an enquiry, in words: who was looked for, what was found, by whom and when."""
    found = enquiry.conflicts.filter(status__in=CLEARED).last()
    if found is None:
        return ""
    said = {
        "names": "; ".join(SearchedFor.kept(row).said(lang()) for row in found.searched),
        "people": formats.count(found.people, lang()),
        "reason": found.reason,
        "who": found.name,
        "day": formats.day(SERVED.day_of(found.found_at), lang()),
    }
    text = _("Looked for: %(names)s; among %(people)s people. %(reason)s (%(who)s, %(day)s)") % said
    return str(text)[:LONGEST_SEARCHED]


def _begun(request: HttpRequest, user: User) -> tuple[Enquiry | None, int | None, dict[str, Any]]:
    """From what a matter is opened, by the address, and what is known of the client from that."""
    known: dict[str, Any] = {"lawyer": str(user.pk), "stage": "draft", "acts": "client"}
    if key := request.GET.get("enquiry", ""):
        asked = get_object_or_404(access.enquiries(user), pk=int(key) if _is_number(key) else 0)
        told = {one: getattr(asked, one) for one in ("name", "email", "phone", "language")}
        return asked, None, known | told | {"searched": _searched_of(asked)}
    if number := request.GET.get("application", ""):
        file = get_object_or_404(files.applications(user), number=number.replace("\x00", ""))
        people = list(file.people.order_by("pk"))
        names = {one.relation == "principal": one.name for one in people}
        others = "\n".join(one.name for one in people if one.relation != "principal" and one.name)
        told = {"name": names.get(True, ""), "family": others, "language": file.language}
        return None, file.pk, known | told
    return None, None, known
