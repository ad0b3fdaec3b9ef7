"""The decision: the officer's own finding and reason per condition, a confirmation, then the decision."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impplus.actions import rest
from impplus.desk import countersignatures, translations
from impplus.desk.deciding import (
    Weighing,
    against,
    approved,
    decide,
    foreseen,
    lacking,
    left,
    refused,
    weighing_of,
)
from impplus.desk.file import about_a_file, must_be_open_to, officer_in
from impplus.desk.letter_beside import letter_beside
from impplus.desk.unsent_decisions import LONGEST, fields_kept, keep, unsent_decision, written
from impplus.desk.weighing import (
    Beside,
    conditions_weighed,
    decision_form,
    placed,
    requirements_weighed,
)
from impplus.desk.weighing_members import (
    check_members,
    falling_in,
    member_fields,
    members_weighed,
)
from impplus.desk.weighing_rows import people_weighed, rows_of
from impplus.queries import contradictions, fairness, findings, interviews, lacks, refunds
from impplus.queries.beside import declared_in, pages_in, provable
from impplus.queries.countersignatures import last_sent
from impplus.queries.habits import chosen
from impplus.queries.outcomes import outcomes_said
from impplus.queries.papers import mandate_of
from impplus.queries.refusals import AlreadyDone, NotUnderstood, ReasonMissing
from impplus.queries.reports import reported_in
from impplus.queries.translations import issued_in
from impplus.records.models import Application, User
from impplus.rules.law import Office
from impplus.rules.lifecycle import Verb
from impplus.web.addresses import address
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted
from impplus.web.unsent_texts import Typing
from impplus.words.text import Text

# Where a press that decides may be one that was made before: the action tells it from another.
DECIDED = ("approved", "part-decided", "refused")
DECIDES = frozenset({"sure", "second"})
CHECK = "check"  # of the address: what was filled in is shown once more
LETTER = "_letter"  # what the script of the page asks for, that shows the letter as it would leave


@require_http_methods(["GET", "POST"])
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """Weigh every condition of everyone who applies, confirm what was weighed, then decide.

    What was filled in is kept, and is confirmed on a page that a browser can open again.
    """
    part = application.status == "part-decided"
    if "sure" not in request.POST or application.status not in DECIDED:
        verb: Verb = "decide-members" if part else "approve"
        must_be_open_to(application, verb, officer_in(request))
    if application.status == "approved" and "outcome" not in request.POST:
        return _again(request, application)
    weighing = weighing_of(application)
    unsent = unsent_decision(request, application)
    form = _form(weighing, unsent)
    if LETTER in request.POST:
        facts = _letter(weighing, form, unsent.by)
        return render(request, "desk/decisions/letter.html", facts)
    if unsent.by_itself:
        return unsent.saved(written(unsent, form), longest=LONGEST)
    if _sound(form, weighing) and _decided(request, weighing, form):
        unsent.sent(kept=True)
        return redirect("desk:file", application.number)
    looked = form.is_bound and form.is_valid()
    if submitted(request) and DECIDES.isdisjoint(request.POST):
        keep(unsent, form)
        if looked:
            return redirect(f"{address('desk:decision', application.number)}?{CHECK}")
    return _shown(weighing, unsent, form, looked=looked)


def _again(request: HttpRequest, application: Application) -> HttpResponse:
    """The press on those left for later that completed the decision, made once more; who was first where it was another."""
    chosen = {key: one for key, one in request.POST.items() if key.startswith("outcome-")}
    people = [key.removeprefix("outcome-") for key, one in chosen.items() if one != "later"]
    with suppress(AlreadyDone):
        rest.decide(application, people=people, reasons="", by=officer_in(request))
    messages.success(request, _("The decision is made. The letter will be sent shortly."))
    return redirect("desk:file", application.number)


def _sound(form: PageForm, weighing: Weighing) -> bool:
    """Whether what was filled in of everyone can be judged."""
    if form.is_bound and form.is_valid():
        check_members(form, weighing.members)
    return form.is_bound and form.is_valid()


def _shown(weighing: Weighing, unsent: Typing, form: PageForm, *, looked: bool) -> HttpResponse:
    """The page to be filled in, or what was filled in once more; where a second officer is asked, the file."""
    request, file = unsent.request, weighing.file
    given = form.cleaned_data if looked else {}
    second = countersignatures.needed(weighing, given) if looked else None
    if second and "second" in request.POST:
        unsent.sent(kept=True)
        return countersignatures.asks(request, file.application, second, given)
    facts = _about(weighing) | _weighed(weighing, form)
    facts |= {"form": form, "second": second, "unsent": unsent}
    facts |= _letter(weighing, form, officer_in(request))
    if form.is_bound:
        facts["unheard"] = fairness.unheard(file, weighing.judged, against(form, weighing))
    if looked:
        offices = file.programme.in_force(weighing.today).deciding
        facts |= _once_more(weighing, given) | {"office": _office(offices, given)}
    template = "desk/decisions/sure.html" if looked else "desk/decisions/decision.html"
    return render(request, template, facts, status=422 if form.errors else 200)


def _letter(weighing: Weighing, form: PageForm, by: User) -> dict[str, Any]:
    """The letter that would leave, and in which language it is read."""
    beside = letter_beside(weighing, form, by)
    return {"beside": beside, "shown": beside.shown, "application": weighing.file.application}


def _form(weighing: Weighing, unsent: Typing) -> PageForm:
    """The form as it was sent; where its check is opened, as it was kept; else to be filled in, with what was kept."""
    application, request, kept = unsent.application, unsent.request, fields_kept(unsent)
    offices = weighing.file.programme.in_force(weighing.today).deciding
    judged = weighing.judged
    keys = [one.key for one in judged.requirements] + [one.key for one in judged.conditions]
    beside = member_fields(weighing.members, lang(), rest=weighing.rest) | translations.fields(
        application, required=True, of=("reasons", *(f"note-{key}" for key in keys))
    )
    made = decision_form(judged, offices.values(), lang(), beside, rest=weighing.rest)
    if kept and CHECK in request.GET and request.method == "GET":
        form = made(kept)
    else:
        form = bind(made, request, {**last_sent(application), **kept})
    if weighing.members and not weighing.rest:
        named = {"name": weighing.file.principal.name}
        form.fields["outcome"].label = _("Your decision on %(name)s") % named
    return form


def _about(weighing: Weighing) -> dict[str, Any]:
    """What is to be known before anything is weighed."""
    file = weighing.file
    return {
        "application": file.application,
        "habits": chosen(getattr(file.application, "habits", None)),
        "principal": file.principal,
        "mandate": mandate_of(file),
        "members_read": translations.members_read(file.application),
        "rest": weighing.rest,
        "decided": outcomes_said(file.application) if weighing.rest else (),
        "lacking": lacks.of_an_approval(file, weighing.people),
        "reported": reported_in(file, lang()),
        "contradictions": contradictions.of(file, lang()),
        "interviews": interviews.interviews_of(file.application),
        "notes": [
            one
            for one in findings.notes_on(file, weighing.judged.family)
            if not one.bars and not weighing.rest  # what bars stands with the member
        ],
    }


def _weighed(weighing: Weighing, form: Form) -> dict[str, Any]:
    """Everything that is weighed, with its controls, and what an approval of everybody would issue."""
    file = weighing.file
    answers = declared_in(file, file.people.values(), lang())
    beside = Beside(file.principal.pk, pages_in(file), answers)
    requirements = requirements_weighed(form, weighing.judged)
    family = members_weighed(form, weighing.members, beside)
    conditions = conditions_weighed(form, weighing.judged, beside)
    issued = foreseen(weighing, None)
    people = people_weighed(weighing, form, requirements, family, issued)
    return {
        "requirements": requirements,
        "conditions": conditions,
        "provable": provable(file),
        "family": family,
        "people": people,
        "about_members": rows_of(people, shown=True),
        "for_the_officer": rows_of(people, shown=False),
        "foreseen": issued,
    }


def _once_more(weighing: Weighing, given: Mapping[str, Any]) -> dict[str, Any]:
    """What is decided, shown once more before it is."""
    file, outcome, others = weighing.file, given["outcome"], refused(weighing, given)
    falling = falling_in(given, weighing.members) if outcome == "refuse" else []
    people = approved(weighing, given)
    back = None if outcome == "refuse" else others
    return {
        "outcome": outcome,
        "reasons": given["reasons"],
        "refused": others,
        "left": left(weighing, given),
        "falling": falling,
        "named": [file.principal.name, *(one.person.name for one in weighing.members)],
        "foreseen": foreseen(weighing, people) if people else [],
        "refund": refunds.due(file, "refused", back) if back is None or back else None,
    }


def _look(weighing: Weighing, given: Mapping[str, Any]) -> None:
    """Refuse with NotUnderstood what could not be decided so, before it is shown once more."""
    issued_in(weighing.file.application, translations.given(given))
    lacks.must_not_wait(lacking(weighing, given))


def _decided(request: HttpRequest, weighing: Weighing, form: Form) -> bool:
    """Decide where the officer is sure, else say what stands in the way; whether it is decided."""
    given = form.cleaned_data
    with refusals_in(form, ReasonMissing, NotUnderstood):
        if "sure" in request.POST:
            with suppress(AlreadyDone):
                decide(weighing, given, request.POST.getlist("falls"), officer_in(request))
            messages.success(request, _("The decision is made. The letter will be sent shortly."))
            return True
        _look(weighing, given)
        fairness.must_be_heard(weighing.file, weighing.judged, against(form, weighing))
    return False


def _office(offices: Mapping[str, Office], given: Mapping[str, Any]) -> Text | None:
    """The office that was chosen; None where the officer had no choice."""
    return placed(offices[given["office"]]) if given.get("office") else None
