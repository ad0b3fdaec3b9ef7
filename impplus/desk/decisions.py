"""The decision: the officer's own finding and reason per condition, a confirmation, then the decision."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impplus.actions import decisions, permits
from impplus.desk import countersignatures, translations
from impplus.desk.file import about_a_file, must_be_open_to, officer_in
from impplus.desk.unsent_decisions import LONGEST, fields_kept, keep, unsent_decision, written
from impplus.desk.weighing import (
    SAID,
    conditions_weighed,
    decision_form,
    placed,
    requirements_weighed,
)
from impplus.desk.weighing_members import (
    check_members,
    falling_in,
    found_in,
    member_fields,
    members_weighed,
)
from impplus.desk.weighing_rows import rows_of_everyone
from impplus.queries import contradictions, fairness, findings, interviews, lacks, refunds
from impplus.queries.beside import proofs_in
from impplus.queries.countersignatures import last_sent
from impplus.queries.file import File, file_of, today_of
from impplus.queries.findings import PRINCIPAL, FileAtDecision
from impplus.queries.habits import chosen
from impplus.queries.introductions import is_in_canada
from impplus.queries.letters.words import LIMITS
from impplus.queries.outcomes import MemberAtDecision, members_at
from impplus.queries.refusals import AlreadyDone, NotUnderstood, ReasonMissing
from impplus.queries.reports import reported_in
from impplus.queries.translations import issued_in
from impplus.records.models import Application, Person, User
from impplus.rules.law import Office
from impplus.rules.validity import PermitDue
from impplus.web.addresses import address
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted
from impplus.web.unsent_texts import Typing
from impplus.words.text import Text

# Where a press that decides may be one that was made before: the action tells it from another.
DECIDED = ("approved", "refused")
DECIDES = frozenset({"sure", "second"})
CHECK = "check"  # of the address: what was filled in is shown once more


@dataclass(frozen=True)
class Foreseen:
    """A permit that an approval today would issue."""

    person: Person
    due: PermitDue
    limit: Text | None

    @property
    def abroad(self) -> bool:
        """Whether a letter of introduction comes before the permit."""
        return not is_in_canada(self.person)

    @property
    def possible(self) -> bool:
        """Whether it has a last day that comes after its first."""
        return self.due.until is not None and self.due.until >= self.due.valid_from


@dataclass(frozen=True)
class Weighing:
    """A file on the day on which it is weighed: what the rules say of it, and the members who apply."""

    file: File
    today: date
    judged: FileAtDecision
    members: tuple[MemberAtDecision, ...]


@require_http_methods(["GET", "POST"])
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """Weigh every condition of everyone who applies, confirm what was weighed, then decide.

    What was filled in is kept, and is confirmed on a page that a browser can open again.
    """
    if "sure" not in request.POST or application.status not in DECIDED:
        must_be_open_to(application, "approve", officer_in(request))
    weighing = _weighing(application)
    unsent = unsent_decision(request, application)
    form = _form(weighing, unsent)
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


def _weighing(application: Application) -> Weighing:
    file, today = file_of(application), today_of(application)
    judged = findings.judged(file, decided_on=today)
    return Weighing(file, today, judged, members_at(file, judged))


def _sound(form: PageForm, weighing: Weighing) -> bool:
    """Whether what was filled in of everyone can be judged."""
    if form.is_bound and form.is_valid():
        check_members(form, weighing.members)
    return form.is_bound and form.is_valid()


def _shown(weighing: Weighing, unsent: Typing, form: PageForm, *, looked: bool) -> HttpResponse:
    """The page to be filled in, or what was filled in once more; where a second officer is asked, the file."""
    request, file = unsent.request, weighing.file
    given = form.cleaned_data if looked else {}
    second = (
        countersignatures.needed(file, weighing.judged, given, weighing.members) if looked else None
    )
    if second and "second" in request.POST:
        unsent.sent(kept=True)
        return countersignatures.asks(request, file.application, second, given)
    facts = _about(weighing) | _weighed(weighing, form)
    facts |= {"form": form, "second": second, "unsent": unsent}
    if form.is_bound:
        facts["unheard"] = fairness.unheard(file, weighing.judged, _against(form, weighing))
    if looked:
        offices = file.programme.in_force(weighing.today).deciding
        facts |= _once_more(weighing, given) | {"office": _office(offices, given)}
    template = "desk/decisions/sure.html" if looked else "desk/decisions/decision.html"
    return render(request, template, facts, status=422 if form.errors else 200)


def _form(weighing: Weighing, unsent: Typing) -> PageForm:
    """The form as it was sent; where its check is opened, as it was kept; else to be filled in, with what was kept."""
    application, request, kept = unsent.application, unsent.request, fields_kept(unsent)
    offices = weighing.file.programme.in_force(weighing.today).deciding
    beside = member_fields(weighing.members, lang()) | translations.fields(
        application, required=True
    )
    made = decision_form(weighing.judged, offices.values(), lang(), beside)
    if kept and CHECK in request.GET and request.method == "GET":
        form = made(kept)
    else:
        form = bind(made, request, {**last_sent(application), **kept})
    if weighing.members:
        named = {"name": weighing.file.principal.name}
        form.fields["outcome"].label = _("Your decision on %(name)s") % named
    return form


def _about(weighing: Weighing) -> dict[str, Any]:
    """What is to be known before anything is weighed."""
    file = weighing.file
    everyone = [PRINCIPAL, *(one.name for one in weighing.members)]
    return {
        "application": file.application,
        "habits": chosen(getattr(file.application, "habits", None)),
        "principal": file.principal,
        "members_read": translations.members_read(file.application),
        "lacking": lacks.of_an_approval(file, everyone),
        "reported": reported_in(file, lang()),
        "contradictions": contradictions.of(file, lang()),
        "interviews": interviews.interviews_of(file.application),
        "notes": [
            one
            for one in findings.notes_on(file, weighing.judged.family)
            if not one.bars  # what bars stands with the member
        ],
    }


def _weighed(weighing: Weighing, form: Form) -> dict[str, Any]:
    """Everything that is weighed, with its controls, and what an approval of everybody would issue."""
    proofs = proofs_in(weighing.file)
    own = {key: one for (pk, key), one in proofs.items() if pk == weighing.file.principal.pk}
    requirements = requirements_weighed(form, weighing.judged)
    family = members_weighed(form, weighing.members, proofs)
    return {
        "requirements": requirements,
        "conditions": conditions_weighed(form, weighing.judged, own),
        "family": family,
        "rows": rows_of_everyone(weighing.file.principal.name, requirements, family),
        "foreseen": _foreseen(weighing, None),
    }


def _once_more(weighing: Weighing, given: Mapping[str, Any]) -> dict[str, Any]:
    """What is decided, shown once more before it is."""
    file, outcome = weighing.file, given["outcome"]
    refused = _refused(weighing, given)
    falling = falling_in(given, weighing.members) if outcome == "refuse" else []
    approved = [one for one in weighing.members if one.name not in refused]
    people = [PRINCIPAL, *(one.name for one in approved)]
    return {
        "outcome": outcome,
        "reasons": given["reasons"],
        "refused": refused,
        "falling": falling,
        "named": [file.principal.name, *(one.person.name for one in weighing.members)],
        "foreseen": _foreseen(weighing, people) if outcome == "approve" else [],
        "refund": refunds.due(file, "refused", None if outcome == "refuse" else refused),
    }


def _refused(weighing: Weighing, given: Mapping[str, Any]) -> set[str]:
    """The members who are refused, by name."""
    if given["outcome"] == "refuse":
        return {one.name for one in weighing.members}
    return {one.name for one in weighing.members if given[f"outcome-{one.name}"] == "refuse"}


def _look(weighing: Weighing, given: Mapping[str, Any]) -> None:
    """Refuse with NotUnderstood what could not be decided so, before it is shown once more."""
    issued_in(weighing.file.application, translations.given(given))
    refused = _refused(weighing, given)
    if given["outcome"] == "refuse":
        lacking = lacks.of_a_refusal(weighing.file)
    else:
        left = [PRINCIPAL, *(one.name for one in weighing.members if one.name not in refused)]
        lacking = lacks.of_an_approval(weighing.file, left)
    if faults := [one.text for one in lacking if one.stops]:
        raise NotUnderstood(*faults)


def _decided(request: HttpRequest, weighing: Weighing, form: Form) -> bool:
    """Decide where the officer is sure, else say what stands in the way; whether it is decided."""
    given = form.cleaned_data
    with refusals_in(form, ReasonMissing, NotUnderstood):
        if "sure" in request.POST:
            with suppress(AlreadyDone):
                _decide(weighing, given, request.POST, officer_in(request))
            messages.success(request, _("The decision is made. The letter will be sent shortly."))
            return True
        _look(weighing, given)
        fairness.must_be_heard(weighing.file, weighing.judged, _against(form, weighing))
    return False


def _against(form: Form, weighing: Weighing) -> dict[str, list[str]]:
    """The conditions that the officer finds not met of each person who is to be refused, by name."""

    def unmet(keys: Iterable[str], of: str = "") -> list[str]:
        return [key for key in keys if form[f"met-{of}{key}"].value() == "no"]

    all_refused = form["outcome"].value() == "refuse"
    against = {PRINCIPAL: unmet(weighing.judged.grounds)} if all_refused else {}
    for one in weighing.members:
        if all_refused or form[f"outcome-{one.name}"].value() == "refuse":
            against[one.name] = unmet(one.grounds, f"{one.name}-")
    return against


def _office(offices: Mapping[str, Office], given: Mapping[str, Any]) -> Text | None:
    """The office that was chosen; None where the officer had no choice."""
    return placed(offices[given["office"]]) if given.get("office") else None


def _decide(weighing: Weighing, given: Mapping[str, Any], sent: QueryDict, by: User) -> None:
    judged, application = weighing.judged, weighing.file.application
    notes = {key: given[f"note-{key}"] for key in judged.grounds}
    said = {key: SAID[given[f"met-{key}"]] for key in judged.grounds if given[f"met-{key}"] in SAID}
    words: dict[str, Any] = {
        "notes": notes,
        "reasons": given["reasons"],
        "office": given.get("office", ""),
        "words": translations.given(given),
        "members": found_in(given, weighing.members),
    }
    if given["outcome"] == "approve":
        decisions.approve(application, weighed=said, by=by, **words)
    else:
        unmet = {key: notes[key] for key, met in said.items() if not met}
        falling = sent.getlist("falls")
        decisions.refuse(application, unmet=unmet, weighed=said, falling=falling, by=by, **words)


def _foreseen(weighing: Weighing, approved: list[str] | None) -> list[Foreseen]:
    people = weighing.file.people
    return [
        Foreseen(people[due.person], due, LIMITS.get(due.limited_by or ""))
        for due in permits.due(weighing.file, weighing.today, approved)
    ]
