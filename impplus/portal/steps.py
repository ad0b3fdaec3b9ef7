"""One page of the form: what was answered before, what is typed now, and where to go next."""

import re
import secrets
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impplus.portal import conflicts
from impplus.portal.answers import anchor_of, page_of, position
from impplus.portal.application import WHO, application_of, home_of, part_of
from impplus.portal.contradictions import say_what_arose
from impplus.portal.saves import LATER, PageSent, after, by_itself
from impplus.queries.answers import Sheet
from impplus.queries.earlier import EARLIER, may_be_declared
from impplus.queries.file import File, file_of
from impplus.queries.known import unseen_in
from impplus.queries.refusals import Stale
from impplus.queries.saves import added_from
from impplus.records.models import Person
from impplus.rules import form as form_rules
from impplus.rules.form import Step
from impplus.web import ended
from impplus.web.forms import AUTO, is_alone, sent
from impplus.web.pages import door, submitted

# How the page on which a member is added is named in its address.
NEW = "new"
BEFORE = "earlier"  # and whom of an earlier application it declares again
NAMES = frozenset(
    {"given_names", "family_name"}
)  # by which what is said after a save calls somebody
_NAME = re.compile(r"[A-Za-z0-9_-]{16,40}")


@require_http_methods(["GET", "POST"])
@door(*WHO)
def step(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """A page about the principal applicant."""
    file = file_of(application_of(request, number))
    for part in ("questionnaire", "form"):
        sheet = file.sheets[0].of_part(part)
        if any(one.key == key for one in sheet.steps):
            return _page(request, file, sheet, key, reverse("portal:tasks", args=[number]))
    raise Http404


@require_http_methods(["GET", "POST"])
@door(*WHO)
def member_step(request: HttpRequest, number: str, person: int, key: str) -> HttpResponse:
    """A page about one family member."""
    application = part_of(request, number, person)
    start, file = reverse("portal:family", args=[number]), file_of(application)
    if application.own_part is not None:
        start = home_of(application)
    for sheet in file.sheets[1:]:
        if sheet.person.pk == person and any(one.key == key for one in sheet.steps):
            return _page(request, file, sheet, key, start)
    raise Http404


@require_http_methods(["GET", "POST"])
@door(*WHO)
def new_member(request: HttpRequest, number: str) -> HttpResponse:
    """The first page about a family member, who is declared once something is saved.

    The page has a name in its address: it adds one member however often it is sent, and leads to that
    member when it is opened again.
    """
    application, name = application_of(request, number), request.GET.get(NEW, "")
    if not _NAME.fullmatch(name):
        name = secrets.token_urlsafe(12)
        if request.method != "POST":
            query = request.GET.copy()
            query[NEW] = name
            return redirect(f"{request.path}?{query.urlencode()}")
    file, start = file_of(application), reverse("portal:family", args=[number])
    known, before = added_from(application, name), request.GET.get(BEFORE, "")
    saves = {EARLIER: pk} if before and (pk := may_be_declared(file, before)) else {}
    sheet = file.sheet_of(known or Person(application=application, saves=saves))
    first = sheet.asked[0]
    if known and request.method != "POST":
        return redirect(page_of(known, first))
    return _page(request, file, sheet, first.key, start, added=name)


def _page(
    request: HttpRequest, file: File, sheet: Sheet, key: str, start: str, *, added: str = ""
) -> HttpResponse:
    application, asked = sheet.person.application, sheet.find(key)
    if application.status != "draft" and not submitted(request):
        return redirect(home_of(application))
    if asked is None:
        if AUTO in request.POST:
            raise Http404
        return redirect(start)
    page = PageSent(request, file, sheet, asked, added)
    if conflicts.is_between_versions(request):
        return conflicts.shown_again(page)
    if AUTO in request.POST:
        return by_itself(page)
    try:
        return _taken(page, start) or _shown(page, start)
    except Stale as refusal:
        if page.adds:  # the same page was sent twice at once: now there is that member
            return cast(HttpResponse, new_member(request, application.number))
        return conflicts.refused(page, refusal)


def _taken(page: PageSent, start: str) -> HttpResponse | None:
    """What follows a press; None where the page is to be shown. Raises Stale.

    Its mistakes stand on a page of their own address: Back and Forward ask for that, and send nothing again.
    """
    request = page.request
    if not submitted(request):
        return None
    if page.judge() or LATER in request.POST:
        person = page.keep()
        return None if page.form.errors else _saved(page, person, start)
    stays = page.chosen is None and ended.stays(request, judged=True)
    return redirect(request.get_full_path()) if stays else None


def _shown(page: PageSent, start: str) -> HttpResponse:
    """The page as it is opened, or with what is wrong."""
    request, sheet, asked = page.request, page.sheet, page.step
    if page.form.errors and request.method == "POST":
        ended.stays(request)
    place, total, certain = position(sheet, asked)
    return render(
        request,
        "portal/steps/step.html",
        {
            "application": sheet.person.application,
            "sheet": sheet,
            "step": asked,
            "reasons": page.file.programme.purposes.said_of(asked, sheet.fields(asked)),
            "form": page.form,
            "version": page.version,
            "window": page.window,
            "unseen": asked.key in unseen_in(sheet),
            "read": page.read,
            "earlier": page.earlier,
            "alone": is_alone(page.form, asked),
            "unsaved": bool(sent(request)),
            "last": page.last,
            "saved_at": page.saved.at if page.saved else None,
            "position": place,
            "total": total,
            "certain": certain,
            "back": _back(request, sheet, asked, start),
        },
        status=422 if page.form.errors else 200,
    )


def _saved(page: PageSent, person: Person | None, start: str) -> HttpResponse:
    """What comes after a save, with a word on what the answers do not go together with."""
    request, file = page.request, page.file
    if person is None:
        return redirect(start)
    if page.adds or NAMES.intersection(page.form.changed_data):
        file = file_of(application_of(request, file.application.number))
    whole = next(one for one in file.sheets if one.person.pk == person.pk)
    goes_to = start if LATER in request.POST else _after(request, page, person, start)
    if goes_to == start or "#" in goes_to:  # no further page is asked at once
        messages.success(request, _("The answers are saved."))
    answered = whole.with_answers(page.form.cleaned_data)
    say_what_arose(request, file, answered, page.step, on=goes_to)
    return redirect(goes_to)


def _after(request: HttpRequest, page: PageSent, person: Person, start: str) -> str:
    sheet, asked = after(page, person), page.step
    following = form_rules.next_step(sheet.steps, sheet.answers, asked.key)
    if _from_review(request):
        review = reverse("portal:review", args=[person.application.number])
        if following and following.when and _lacks(sheet, following):
            return f"{page_of(person, following)}?from=review"
        return f"{review}#{anchor_of(person, asked.key)}"
    return page_of(person, following) if following else start


def _lacks(sheet: Sheet, step: Step) -> bool:
    return any(gap.step.key == step.key for gap in sheet.missing)


def _back(request: HttpRequest, sheet: Sheet, asked: Step, start: str) -> str:
    if _from_review(request):
        return reverse("portal:review", args=[sheet.person.application.number])
    before = form_rules.step_before(sheet.steps, sheet.answers, asked.key)
    return page_of(sheet.person, before) if before else start


def _from_review(request: HttpRequest) -> bool:
    return request.GET.get("from") == "review"
