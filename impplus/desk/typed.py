"""An application that came by another means: its answers typed in page by page, the people whom it names, and that it was signed."""

from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from impplus.actions import assistance
from impplus.actions.refused_files import LARGEST, FileRefused
from impplus.desk.file import about_a_file, officer_in
from impplus.queries import readiness
from impplus.queries.answers import Sheet, in_words
from impplus.queries.assistance import (
    READ,
    WHYS,
    answers_missing,
    as_it_came,
    assistance_of,
    typed_people,
)
from impplus.queries.file import File, file_of, today_of
from impplus.queries.refusals import AlreadyDone, NotUnderstood, SignatureMissing, Stale
from impplus.records.models import Application, Assistance
from impplus.rules.form import Step
from impplus.web.day import DayField
from impplus.web.fields import ChoiceField, TextField
from impplus.web.forms import PageForm, bind, form_for, made_form, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted
from impplus.words import formats

VERSION = "_version"


@require_http_methods(["GET", "POST"])
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """How it came, what is typed in and what is missing; and that it was read back and signed."""
    came = _came(application)
    form = bind(_sign_form(application), request, files=True)
    if submitted(request) and form.is_valid() and _signed(request, application, form):
        messages.success(request, _("It is kept that the answers were read back."))
        return redirect("desk:typed", application.number)
    file = file_of(application)
    ready = readiness.of(file)
    facts = {
        "application": application,
        "principal": file.principal,
        "scans": as_it_came(application),
        "came": came,
        "receipt": application.letters.filter(kind="receipt").first(),
        "why": WHYS[came.why],
        "read": READ.get(came.read),
        "people": [(sheet, _pages(sheet)) for sheet in file.sheets],
        "missing": answers_missing(ready),
        "others": [one for one in ready.gaps if one.kind in ("document", "payment")],
        "addable": typed_people(file),
        "form": form,
    }
    return render(request, "desk/typed/typed.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@about_a_file
def step(request: HttpRequest, application: Application, person: int, key: str) -> HttpResponse:
    """One page of the form, as it stands on paper."""
    came, file = _came(application), file_of(application)
    sheet, asked = _found(file, person, key)
    if came.status != "arrived" and not submitted(request):
        return redirect("desk:typed", application.number)
    answers = {one: value for one, value in sheet.answers.items() if one != "relation"}
    made = form_for(asked, sheet.answers, lang(), required=False, on=today_of(application))
    made.base_fields.pop("relation", None)
    form, version = bind(made, request, answers), sheet.person.answers_version
    saved: list[tuple[str, str]] = []
    if submitted(request) and form.is_valid():
        try:
            if _typed(request, sheet, asked, form):
                return _next(request, application, person, asked)
        except Stale as stale:
            form.add_error(None, stale.text.say(lang()))
            saved = _in_words(asked, stale)
    facts = {
        "application": application,
        "principal": file.principal,
        "scans": as_it_came(application),
        "sheet": sheet,
        "step": asked,
        "form": form,
        "version": version,
        "unmarked": True,  # whatever is left empty counts as missing: no question is said to be optional
        "saved": saved,
    }
    return render(request, "desk/typed/step.html", facts, status=422 if form.errors else 200)


def _typed(request: HttpRequest, sheet: Sheet, asked: Step, form: PageForm) -> bool:
    """Whether what was typed is kept, upon the version that the page says it was made from."""
    read = formats.whole(request.POST.get(VERSION, ""))
    version = sheet.person.answers_version if read is None else read
    said, by = form.cleaned_data, officer_in(request)
    with refusals_in(form, NotUnderstood):
        assistance.type_in(sheet.person, step=asked, answers=said, version=version, by=by)
    return not form.errors


def _in_words(asked: Step, stale: Stale) -> list[tuple[str, str]]:
    fields = {field.key: field for field in asked.fields}
    return [
        (fields[one].label.say(lang()), in_words(fields[one], value, lang()))
        for one, value in stale.saved.items()
    ]


@require_POST
@about_a_file
def add(request: HttpRequest, application: Application) -> HttpResponse:
    """Add somebody whom the application names."""
    relation, seen = request.POST.get("relation", ""), formats.whole(request.POST.get("seen", ""))
    try:
        made = assistance.add_person(
            application, relation=relation, seen=seen or 0, by=officer_in(request)
        )
    except AlreadyDone:
        return redirect("desk:typed", application.number)
    except NotUnderstood as refusal:
        messages.error(request, refusal.text.say(lang()))
        return redirect("desk:typed", application.number)
    sheet = next(one for one in file_of(_anew(application)).sheets if one.person.pk == made.pk)
    return redirect("desk:type-in", application.number, made.pk, sheet.asked[0].key)


@require_POST
@about_a_file
def remove(request: HttpRequest, application: Application, person: int) -> HttpResponse:
    """Take out somebody who was added by mistake."""
    if found := application.people.filter(pk=person).first():
        try:
            assistance.remove_person(found, by=officer_in(request))
        except NotUnderstood as refusal:
            messages.error(request, refusal.text.say(lang()))
    return redirect("desk:typed", application.number)


def _came(application: Application) -> Assistance:
    """How the application came; no such page of one that was made online."""
    came = assistance_of(application)
    if came is None:
        raise Http404
    return came


def _anew(application: Application) -> Application:
    return get_object_or_404(Application.objects.select_related("receipt"), pk=application.pk)


def _found(file: File, person: int, key: str) -> tuple[Sheet, Step]:
    sheet = next((one for one in file.sheets if one.person.pk == person), None)
    asked = sheet.find(key) if sheet else None
    if sheet is None or asked is None:
        raise Http404
    return sheet, asked


def _next(request: HttpRequest, application: Application, person: int, asked: Step) -> HttpResponse:
    """The page after, of the same person; all of them after the last, or where that is wished."""
    sheet = next(one for one in file_of(_anew(application)).sheets if one.person.pk == person)
    keys = [one.key for one in sheet.asked]
    place = keys.index(asked.key) + 1 if asked.key in keys else len(keys)
    if "all" in request.POST or place >= len(keys):
        messages.success(request, _("The answers are kept."))
        return redirect("desk:typed", application.number)
    return redirect("desk:type-in", application.number, person, keys[place])


def _pages(sheet: Sheet) -> list[tuple[Step, int]]:
    """Each page that is asked of a person, with how many answers are missing on it."""
    missing = [one.step.key for one in sheet.missing]
    return [(one, missing.count(one.key)) for one, _fields in sheet.pages]


def _sign_form(application: Application) -> type[PageForm]:
    """How and when the answers were read back, and the paper that was signed, or nothing where an account signs."""
    read = [(key, text.say(lang())) for key, text in READ.items()]
    paper = forms.FileField(
        required=False,
        allow_empty_file=True,
        label=_("Scan of the signed paper"),
        help_text=_("A photo or PDF, up to %(most)s MB.") % {"most": LARGEST},
    )
    return made_form(
        "ReadBackForm",
        {
            "read": ChoiceField(choices=read, label=_("How were the answers read back?")),
            "read_on": DayField(label=_("On which day?"), initial=today_of(application)),
            "how": ChoiceField(
                choices=[
                    ("paper", _("On paper: the scan is added here")),
                    ("account", _("The person signs in an account")),
                ],
                label=_("How are they signed?"),
            ),
            "signature": TextField(required=False, label=_("Name as it is signed on the paper")),
            "paper": paper,
        },
    )


def _signed(request: HttpRequest, application: Application, form: Any) -> bool:
    given, by = dict(form.cleaned_data), officer_in(request)
    how, paper, signature = (given.pop(one) for one in ("how", "paper", "signature"))
    if how == "paper" and paper is None:
        form.add_error("paper", _("Choose the scan of the signed paper."))
        return False
    refusals = refusals_in(form, NotUnderstood, signature=SignatureMissing, paper=FileRefused)
    with suppress(AlreadyDone), refusals:
        if how == "account":
            assistance.leave_to_account(application, **given, by=by)
        else:
            files = [(str(paper.name), paper)]
            assistance.sign_on_paper(application, signature=signature, files=files, **given, by=by)
    return not form.errors
