"""One matter: the client, the deadlines with who signed them off, notes, and what happened."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from impplus.actions import matter_deadlines, matters, walls
from impplus.firm import second_look
from impplus.firm.matter_forms import client_form, deadline_form, note_form
from impplus.firm.matters import member_in, works_on_matters
from impplus.practice import access
from impplus.practice.deadline import RUNNING
from impplus.practice.models import Matter
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.firm_absences import absences_at, answers_for
from impplus.queries.matter_timeline import name_of, still_open, timeline_of
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.queries.retainers import paid_in_advance
from impplus.queries.teammates import Teammate, teammates
from impplus.queries.unjoined_files import unjoined_files
from impplus.records import access as files
from impplus.records.models import User
from impplus.rules.terms import TERMS, Term, is_near
from impplus.web.addresses import address
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import Page, submitted
from impplus.words.matter_tasks import SETS
from impplus.words.matters import ACTORS, STAGES, lacking
from impplus.words.text import Source

MOST_OVER = 50  # of what is settled, shown below what runs


def about_a_matter(page: Callable[..., HttpResponseBase]) -> Page:
    """A page about one matter of the firm, which does not exist for who may not see it."""

    def found(request: HttpRequest, pk: int, **rest: Any) -> HttpResponseBase:
        matter = get_object_or_404(access.matters(member_in(request)), pk=pk)
        return page(request, matter, **rest)

    return works_on_matters(found)


@require_safe
@about_a_matter
def page(request: HttpRequest, matter: Matter) -> HttpResponse:
    """All of a matter; that it was shown is remembered."""
    matters.look(matter, by=member_in(request))
    return shown(request, matter, note_form()())


def source_of(term: Term) -> Source | None:
    """The text that a deadline comes from, where the programme names it."""
    return SERVED.sources.get(term.source or "")


def shown(request: HttpRequest, matter: Matter, form: PageForm) -> HttpResponse:
    """The page of a matter, with the note that is being written."""
    team = teammates(matter.firm)
    on = today(SERVED)
    running = [
        (one, term, source_of(term), (one.due_on - on).days, is_near(term, one.due_on, on))
        for one in matter.deadlines.filter(status__in=RUNNING)
        for term in [TERMS[one.kind]]
    ]
    up = [
        (one, team[one.account].name)
        for one in matter.walls.filter(status="up")
        if one.account in team
    ]
    facts = {
        "matter": matter,
        **_standing(matter, member_in(request)),
        **_who_works_on(matter, team, member_in(request)),
        "running": running,
        "closes": access.role_of(member_in(request)) in access.LAWYERS,
        "today": on,
        "over": [
            (one, name_of(one)) for one in matter.deadlines.exclude(status__in=RUNNING)[:MOST_OVER]
        ],
        "walls": up,
        "may_be_walled": _may_be_walled(matter, team, up, member_in(request).pk),
        "tasks": matter.tasks.filter(status="planned"),
        "tasks_over": matter.tasks.exclude(status="planned")[:MOST_OVER],
        "task_sets": SETS,
        **_asked_of(matter),
        "timeline": timeline_of(matter, member_in(request), team),
        **_agreement_of(matter),
        "form_signatures": matter.form_signatures.filter(status="signed"),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "firm/matters/matter.html", facts, status=status)


def _who_works_on(matter: Matter, team: dict[int, Teammate], reader: User) -> dict[str, Any]:
    """Who answers for a matter and works on it, who stands in for them today, and whether the reader signs deadlines off."""
    works = (matter.lawyer, matter.paralegal or 0)
    away = [one for one in absences_at(matter.firm, team) if one.now and one.able]
    return {
        "lawyer": team.get(matter.lawyer),
        "paralegal": team.get(matter.paralegal or 0),
        "absences": [one for one in away if one.who.account in works],
        "signs": answers_for(matter, reader),
    }


def _standing(matter: Matter, reader: User) -> dict[str, Any]:
    """Where the file stands, who acts next, what it lacks, and whether it is open to the reader."""
    lacks = lacking(matter.lacks)
    standing = {"stage": STAGES[matter.stage], "acts": ACTORS[matter.acts], "lacking": lacks}
    file = files.applications(reader).filter(pk=matter.application or 0)
    records = settings.PREPARES_ONLY and not matter.application and matter.status == "open"
    return standing | {"opens_file": file.exists(), "records_letter": records}


def _asked_of(matter: Matter) -> dict[str, Any]:
    """What is asked of the client, with what came, and the link."""
    shown = matter.wanted.filter(status__in=("asked", "answered")).prefetch_related(
        Prefetch("files", matter.files.defer("content"))
    )
    link = matter.links.filter(status="active").first()
    waits = any(one.status == "asked" for one in shown)
    return {"wanted": shown, "link": link, "asked_without_link": waits and link is None}


def _agreement_of(matter: Matter) -> dict[str, Any]:
    """The last service agreement, and what was paid in advance by it."""
    agreement = matter.agreements.defer("file_en", "file_fr", "ending_file").last()
    return {"agreement": agreement, "paid": paid_in_advance(agreement) if agreement else None}


def _may_be_walled(matter: Matter, team: Any, up: list[Any], reader: int) -> list[Any]:
    kept = {matter.lawyer, matter.paralegal, reader, *(one.account for one, _name in up)}
    return [one for one in team.values() if one.account not in kept and one.role]


def back_to(matter: Matter, part: str) -> HttpResponse:
    """The page of a matter, at one of its parts."""
    return redirect(f"{address('firm:client', matter.pk)}#{part}")


@require_http_methods(["GET", "POST"])
@about_a_matter
def change(request: HttpRequest, matter: Matter) -> HttpResponse:
    """What is known of the client, where the file stands, and who works on it."""
    team = teammates(matter.firm)
    files = [] if matter.application else unjoined_files(member_in(request))
    made = client_form(team.values(), opens=False, files=files)
    initial = {name: getattr(matter, name, "") for name in made.base_fields}
    initial |= {"lawyer": str(matter.lawyer), "paralegal": str(matter.paralegal or "")}
    form = bind(made, request, initial=initial)
    if submitted(request) and form.is_valid():
        columns = form.cleaned_data
        columns["people"] = 1 + len(columns["family"].splitlines())
        paralegal = columns.pop("paralegal")
        lawyer = int(columns.pop("lawyer"))
        with refusals_in(form, Refusal):
            assists = int(paralegal) if paralegal else None
            matters.save(matter, by=member_in(request), lawyer=lawyer, paralegal=assists, **columns)
            return back_to(matter, "main")
    facts = {"form": form, "matter": matter}
    return render(request, "firm/matters/change.html", facts, status=422 if form.errors else 200)


@require_POST
@about_a_matter
def note(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Write a note; one that is refused stays on the page as it was typed."""
    form = bind(note_form(), request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            matters.note(matter, by=member_in(request), **form.cleaned_data)
        if not form.errors:
            return back_to(matter, "notes")
    return shown(request, matter, form)


@require_http_methods(["GET", "POST"])
@about_a_matter
def add_deadline(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Count a deadline from the day of sending."""
    on = today(SERVED)
    form = bind(deadline_form(on), request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            matter_deadlines.add(matter, by=member_in(request), **form.cleaned_data)
        if not form.errors:
            return back_to(matter, "deadlines")
    terms = [(term, source_of(term)) for term in TERMS.values()]
    facts = {"form": form, "matter": matter, "terms": terms, "on": on}
    return render(request, "firm/matters/deadline.html", facts, status=422 if form.errors else 200)


@require_POST
@about_a_matter
def close(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Close a matter, once what is still open in it was read; or open a closed one again."""
    by = member_in(request)
    if request.POST.get("act") == "resume":
        with suppress(AlreadyDone):
            matters.resume(matter, by=by)
        messages.success(request, _("The matter is open again."))
        return back_to(matter, "main")
    if not second_look.is_sure(request):
        return second_look.shown(request, _closing(matter))
    with suppress(AlreadyDone):
        matters.close(matter, by=by)
    messages.success(request, _("The matter is closed."))
    return back_to(matter, "main")


def _closing(matter: Matter) -> second_look.SecondLook:
    """What closing does, and what is still open in the matter."""
    does = _(
        "The matter leaves the board, and the client’s link opens nothing. You find it under “Closed”, and can open it again."
    )
    return second_look.SecondLook(
        act=_("Close the matter"),
        does=[f"{matter.name}, {matter.number}", does],
        undone=[one.say(lang()) for one in still_open(matter)],
        back=address("firm:client", matter.pk),
        back_to=matter.name,
    )


@require_POST
@about_a_matter
def wall(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Put a colleague behind a wall, or take the wall away."""
    key, by = request.POST.get("account", "") or request.POST.get("wall", ""), member_in(request)
    number = int(key) if key.isascii() and key.isdecimal() and len(key) < 18 else 0
    with suppress(AlreadyDone):
        if "wall" in request.POST:
            walls.take_away(get_object_or_404(matter.walls, pk=number), by=by)
        else:
            walls.put_up(matter, account=number, by=by)
            messages.success(request, _("This colleague does not see the matter any more."))
    return back_to(matter, "walls")
