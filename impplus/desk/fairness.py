"""The procedural fairness letter: which conditions are in doubt, why, on what it rests, and the whole letter before it is sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BoundField, Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impplus.actions import asking, fairness
from impplus.actions.messages import account_of
from impplus.desk import translations
from impplus.desk.file import about_a_file, must_be_open_to, officer_in
from impplus.desk.questions import called
from impplus.queries import findings
from impplus.queries.fairness import marked_otherwise
from impplus.queries.file import File, file_of, today_of
from impplus.queries.findings import PRINCIPAL, FileAtDecision
from impplus.queries.outcomes import members_at
from impplus.queries.refusals import NotUnderstood
from impplus.queries.returns import as_it_will_be_sent
from impplus.records.models import Application, Person, Question
from impplus.rules.eligibility import ConditionResult
from impplus.rules.law import Requirement
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted

LONGEST_CONCERN = 2000


@dataclass(frozen=True)
class Doubted:
    """A condition in doubt with the two fields about it."""

    title: str
    concern: BoundField
    evidence: BoundField


@dataclass(frozen=True)
class Concerned:
    """Whom concerns are about: the name that rules give, what this person is called on the page, and what a refusal may rest on."""

    name: str
    person: Person
    called: str
    grounds: Sequence[ConditionResult | Requirement]


@require_http_methods(["GET", "POST"])
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """Choose whom it is about and the conditions, write the concerns, read the letter, then send it."""
    must_be_open_to(application, "put-concern", officer_in(request))
    file = file_of(application)
    judged = findings.judged(file, decided_on=today_of(application))
    asked = request.POST.getlist("condition") or request.GET.getlist("condition")
    about = _about(file, judged, request.POST.get("about") or request.GET.get("about", PRINCIPAL))
    chosen = [one for one in about.grounds if one.key in asked]
    facts: dict[str, Any] = {"application": application, "principal": file.principal}
    facts |= {"about": about, "people": _people(file, judged)}
    if not chosen:
        return render(request, "desk/fairness/conditions.html", facts)
    form = bind(_form(application, chosen), request, _first(file, about, chosen))
    letter = None
    if submitted(request) and "change" not in request.POST and form.is_valid():
        with refusals_in(form, NotUnderstood):
            if "sure" in request.POST:
                fairness.put(application, **_given(form, about, chosen), by=officer_in(request))
                messages.success(
                    request, _("The concerns are put. The letter will be sent shortly.")
                )
                return redirect("desk:questions", application.number)
            put = fairness.unsaved(
                application, **_given(form, about, chosen), by=officer_in(request)
            )
            letter, facts["reader"] = _letter(file, put), asking.reader_of(put)
    facts |= {"form": form, "chosen": chosen, "letter": letter, "doubted": _doubted(form, chosen)}
    facts["others"] = [one for one in form if not one.name.startswith(("concern-", "evidence-"))]
    facts["members_read"] = translations.members_read(application)
    return render(request, "desk/fairness/letter.html", facts, status=422 if form.errors else 200)


def _letter(file: File, put: Question) -> Any:
    facts, to = asking.letter_of(put), asking.reader_of(put)
    account = account_of(to)
    language = account.language if account else put.application.language
    return as_it_will_be_sent(file, "fairness", facts, language, to=to)


def _people(file: File, judged: FileAtDecision) -> list[tuple[str, Person]]:
    """Who applies, by the name that rules give."""
    family = [(one.name, one.person) for one in members_at(file, judged)]
    return [(PRINCIPAL, file.principal), *family]


def _about(file: File, judged: FileAtDecision, name: str) -> Concerned:
    """Whom a concern is about, by the name that rules give; Http404 of who does not apply."""
    if name == PRINCIPAL:
        return Concerned(
            name, file.principal, file.principal.name, _grounds(judged, judged.conditions)
        )
    for one in members_at(file, judged):
        if one.name == name:
            (named,) = called({"": one.person}, file.application)
            return Concerned(name, one.person, named[1], _grounds(judged, one.weighed))
    raise Http404


def _grounds(
    judged: FileAtDecision, shown: Iterable[ConditionResult]
) -> list[ConditionResult | Requirement]:
    """What a refusal may rest on: what only an officer weighs, then what the answers show, not met first."""
    return [*judged.requirements, *sorted(shown, key=lambda one: one.met is True)]


def _form(
    application: Application, chosen: Sequence[ConditionResult | Requirement]
) -> type[PageForm]:
    fields: dict[str, Any] = {}
    for one in chosen:
        named = {"condition": one.title.say(lang())}
        fields[f"concern-{one.key}"] = TextField(
            longest=LONGEST_CONCERN,
            lines=True,
            label=_("Your concern"),
            empty=_("Write your concern about this: %(condition)s") % named,
        )
        fields[f"evidence-{one.key}"] = TextField(
            longest=LONGEST_CONCERN,
            lines=True,
            label=_("What it rests on"),
            help_text=_("The answer, the document with its page, or the source outside the file."),
            empty=_("Write what this concern rests on: %(condition)s") % named,
        )
        for name in ("concern", "evidence"):
            field = fields[f"{name}-{one.key}"]
            field.widget.attrs["aria-label"] = f"{field.label} – {one.title.say(lang())}"
    own = [f"concern-{one.key}" for one in chosen]  # what it rests on may be a quotation
    return made_form("FairnessForm", fields | translations.fields(application, of=own))


def _first(
    file: File, about: Concerned, chosen: Sequence[ConditionResult | Requirement]
) -> dict[str, str]:
    """What the fields begin with: the pages that were marked to show something else."""
    marked = marked_otherwise(file, about.person, file.application.language)
    return {f"evidence-{one.key}": marked[one.key] for one in chosen if one.key in marked}


def _doubted(form: Form, chosen: Sequence[ConditionResult | Requirement]) -> list[Doubted]:
    return [
        Doubted(one.title.say(lang()), form[f"concern-{one.key}"], form[f"evidence-{one.key}"])
        for one in chosen
    ]


def _given(
    form: Form, about: Concerned, chosen: Sequence[ConditionResult | Requirement]
) -> dict[str, Any]:
    said = form.cleaned_data
    concerns = {
        one.key: (said[f"concern-{one.key}"], said[f"evidence-{one.key}"]) for one in chosen
    }
    return {
        "concerns": concerns,
        "person": about.person,
        "words": translations.given(said),
    }
