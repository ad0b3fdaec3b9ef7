"""What was decided of a file, and found, as its people read it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from impplus.portal.ended import letter_is_good_again
from impplus.queries.court import Court, court
from impplus.queries.file import File
from impplus.queries.findings import PRINCIPAL, title_of, worth_telling
from impplus.queries.held import may_hold
from impplus.queries.outcomes import OutcomeSaid, outcomes_said, parts_of
from impplus.queries.papers import findings_at_decision
from impplus.queries.privacy import hidden_in
from impplus.records.models import Application, Decision, Finding, Letter, Person
from impplus.records.prepared import only, prepared
from impplus.words.text import Text


def outcome_in(file: File, letters: list[Letter]) -> dict[str, Any]:
    """What was decided and found, and the way on from a refusal or a return."""
    application = file.application
    decision = _decision(application)
    findings = list(_findings(file, decision.outcome)) if decision else []
    people = _people(file) if decision else []
    return {
        "decision": decision,
        "parts": parts_of(application) if decision else (),
        "people": [one for one in people if len(people) > 1],
        "court": _court(file, decision, letters, people) if decision else None,
        "returned": last_of(letters, "returned") if application.status == "returned" else None,
        "good_again": letter_is_good_again(application),
        "unmet": [one for one in findings if not one[2].met],
        "met": [one for one in findings if one[2].met],
    }


def last_of(letters: list[Letter], kind: str) -> Letter | None:
    """The last of a kind: an application that was reopened may have two."""
    return next((one for one in reversed(letters) if one.kind == kind), None)


def _people(file: File) -> list[OutcomeSaid]:
    """What was decided of each person whom the reader may read about, the principal applicant first."""
    hidden = hidden_in(file.application)
    return [one for one in outcomes_said(file.application) if one.person.pk not in hidden]


def _court(
    file: File, decision: Decision, letters: list[Letter], people: list[OutcomeSaid]
) -> Court | None:
    """The time to go to the Federal Court: of a family that was decided in parts, that of the last part in which somebody is refused."""
    refused = [one for one in people if one.status == "refused"]
    last = max(
        (one.decided for one in refused if one.decided), key=lambda one: one.pk, default=None
    )
    return court(file.programme, last or decision, letters, of_some=bool(refused))


def _findings(file: File, outcome: str) -> Iterator[tuple[Text, str, Finding]]:
    """What the officer found, under the title of each condition, with the name of the member."""
    rows = findings_at_decision(file.application)
    hidden = hidden_in(file.application)
    shown = (one for one in rows if file.people[one.person].pk not in hidden)
    for one in worth_telling(file.programme, shown, outcome):
        name = "" if one.person == PRINCIPAL else file.people[one.person].name
        yield title_of(file.programme, one), name, one


def _decision(application: Application) -> Decision | None:
    return only(_decided(application.pk)) if may_hold(application, Decision) else None


@prepared
def _decided(application: int) -> QuerySet[Decision]:
    return Decision.objects.filter(application=application).select_related("officer")


def later_of(application: Application, person: Person) -> OutcomeSaid | None:
    """That the decision on a member was left for later, and what became of that; None where it was not, or is made."""
    said = outcomes_said(application) if application.is_approved else []
    return next((one for one in said if one.person == person and one.why), None)
