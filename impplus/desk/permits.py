"""One permit: what it says, what became of it, and what an officer does to it, each act read once more before it is done."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import permit_states
from impplus.desk.file import about_a_file, officer_in
from impplus.desk.forms import LONGEST_TEXT
from impplus.desk.translations import language_field
from impplus.queries.answers import given_by
from impplus.queries.facts import principal_of
from impplus.queries.file import today_of
from impplus.queries.letters.words import LIMITS
from impplus.queries.officers import has, must_have
from impplus.queries.permits import became_of, grounds_for, state_on
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.records.models import Application, Permit, User
from impplus.rules.law import Ending, Ground
from impplus.rules.lifecycle import Role, may
from impplus.web.day import DayField
from impplus.web.fields import ChoiceField, TextField
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted
from impplus.words.text import Text

ACTS = ("cancel", "suspend", "resume", "replace")


@require_safe
@about_a_file
def page(request: HttpRequest, application: Application, pk: int) -> HttpResponse:
    """The permit as it stands today, and every row about it."""
    permit = _found(application, pk)
    on, its_own = today_of(application), has(application, officer_in(request))
    state = state_on(permit, on)
    facts = _facts(application, permit) | {
        "state": state,
        "limit": LIMITS[permit.limited_by],
        "became": became_of(permit),
        "acts": {one: its_own and state != "expired" and _may(permit, one) for one in ACTS},
        "its_own": its_own,
        "replacement": Permit.objects.filter(replaces=permit).first(),
        "letters": application.letters.filter(permit=permit),
    }
    return render(request, "desk/permits/permit.html", facts)


@require_http_methods(["GET", "POST"])
@about_a_file
def end(request: HttpRequest, application: Application, pk: int, verb: Ending) -> HttpResponse:
    """Cancel, suspend or replace a permit: the ground and the reasons, then all of it once more, then it is done."""
    permit, officer = _found(application, pk), officer_in(request)
    must_have(application, officer)
    if "sure" not in request.POST and not _may(permit, verb):
        raise WrongMoment
    grounds = list(grounds_for(permit, verb, today_of(application)))
    form = bind(_form(permit, verb, grounds), request)
    looked = submitted(request) and "change" not in request.POST and form.is_valid()
    if looked:
        with refusals_in(form, NotUnderstood):
            given = _given(form.cleaned_data)
            if "sure" in request.POST:
                with suppress(AlreadyDone):
                    _do(permit, verb, given, officer)
                messages.success(request, _done(verb))
                return redirect("desk:permit", application.number, permit.pk)
            until = given.get("until") or given.get("valid_until")
            permit_states.must_be_possible(
                permit, verb, ground=given["ground"], until=until, by=officer
            )
    looked = looked and form.is_valid()
    facts = _facts(application, permit) | {
        "verb": verb,
        "form": form,
        "sure": looked,
        "ground": next(
            (one for one in grounds if looked and one.key == form.cleaned_data["ground"]), None
        ),
        "given": form.cleaned_data if looked else {},
    }
    status = 422 if form.errors else 200
    return render(request, "desk/permits/end.html", facts, status=status)


@require_http_methods(["GET", "POST"])
@about_a_file
def resume(request: HttpRequest, application: Application, pk: int) -> HttpResponse:
    """End a suspension, after a confirmation."""
    permit = _found(application, pk)
    must_have(application, officer_in(request))
    if submitted(request):
        with suppress(AlreadyDone):
            permit_states.resume(permit, by=officer_in(request))
        messages.success(request, _done("resume"))
        return redirect("desk:permit", application.number, permit.pk)
    if not _may(permit, "resume"):
        raise WrongMoment
    return render(request, "desk/permits/resume.html", _facts(application, permit))


def _found(application: Application, pk: int) -> Permit:
    permits = Permit.objects.select_related("person", "replaces")
    permit = get_object_or_404(permits, application=application, pk=pk)
    permit.application = application
    return permit


def _facts(application: Application, permit: Permit) -> dict[str, Any]:
    kinds = {rule.key: rule.name for rule in application.programme.permit.kinds}
    return {
        "application": application,
        "principal": principal_of(application),
        "permit": permit,
        "kind": kinds[permit.kind],
        "conditions": [Text(**one) for one in permit.conditions],
    }


def _may(permit: Permit, verb: Any) -> bool:
    return may("permit", verb, permit.status, Role.FEDERAL)


def _form(permit: Permit, verb: Ending, grounds: list[Ground]) -> type[PageForm]:
    """The ground, then what this act asks beside it."""
    named = [(one.key, f"{one.text.say(lang())} ({one.source.cite})") for one in grounds]
    asked: dict[str, forms.Field] = {"ground": ChoiceField(choices=named, label=_("Ground"))}
    if verb == "suspend":
        asked["until"] = DayField(
            required=False,
            label=_("Last day of the suspension"),
            help_text=_("Leave it empty where the suspension lasts until an officer ends it."),
        )
    if verb == "replace":
        return made_form("ReplaceForm", asked | _replaced(permit))
    asked["reasons"] = TextField(
        longest=LONGEST_TEXT,
        lines=True,
        label=_("Your reasons"),
        help_text=_("They appear in the letter exactly as you write them."),
    )
    asked["language"] = language_field(permit.application)
    return made_form("EndForm", asked)


def _replaced(permit: Permit) -> dict[str, forms.Field]:
    """What the other permit says: as this one does until it is changed."""
    lines = [Text(**one) for one in permit.conditions]
    said = {
        "valid_until": DayField(
            label=_("Last day of the other permit"),
            help_text=_("Never later than that of this permit (IRPA 87.302(1.1))."),
            initial=permit.valid_until,
        ),
        "conditions_en": _lines(_("Conditions in English"), [one.en for one in lines], "en"),
        "conditions_fr": _lines(_("Conditions in French"), [one.fr for one in lines], "fr"),
    }
    given = given_by(permit.person)
    if given.get("applies_for") != "study-permit":
        return said
    institution = TextField(
        longest=200,
        required=False,
        label=_("Institution"),
        initial=given.get("institution") or "",
    )
    return said | {"institution": institution}


def _lines(label: str, lines: list[str], language: str) -> TextField:
    made = TextField(
        longest=LONGEST_TEXT,
        lines=True,
        label=label,
        help_text=_("One condition on each line."),
        initial="\n".join(lines),
    )
    made.widget.attrs["lang"] = language
    return made


def _given(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed as the actions take it; NotUnderstood where the two lists of conditions differ in length."""
    given = dict(cleaned)
    if "conditions_en" in given:
        pairs = [_split(given.pop(f"conditions_{language}")) for language in ("en", "fr")]
        if len(pairs[0]) != len(pairs[1]):
            raise NotUnderstood(permit_states.UNEVEN)
        given["conditions"] = [Text(en=en, fr=fr) for en, fr in zip(*pairs, strict=True)]
    return given


def _split(typed: str) -> list[str]:
    return [line.strip() for line in typed.splitlines() if line.strip()]


def _do(permit: Permit, verb: Ending, given: Mapping[str, Any], by: User) -> None:
    match verb:
        case "cancel":
            permit_states.cancel(permit, **given, by=by)
        case "suspend":
            permit_states.suspend(permit, **given, by=by)
        case "replace":
            permit_states.replace_with(permit, **given, by=by)


def _done(verb: str) -> str:
    told = _("The applicant and any representative are told by letter.")
    done = {
        "cancel": _("The permit is cancelled."),
        "suspend": _("The permit is suspended."),
        "resume": _("The suspension is ended."),
        "replace": _("The permit is replaced by another, which is being made."),
    }
    return f"{done[verb]} {told}"
