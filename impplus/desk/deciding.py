"""A file on the day on which it is decided: who is decided on, and what the page that was filled in makes of each person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.forms import Form

from impplus.actions import decisions, rest
from impplus.desk import translations
from impplus.desk.weighing import SAID
from impplus.desk.weighing_members import falling_in, found_in
from impplus.queries import due_papers, findings, lacks
from impplus.queries.file import File, file_of, today_of
from impplus.queries.findings import PRINCIPAL, FileAtDecision
from impplus.queries.introductions import is_in_canada
from impplus.queries.letters.foreseen import FilledIn
from impplus.queries.letters.words import LIMITS
from impplus.queries.outcomes import MemberAtDecision, left_in, members_at, members_left
from impplus.records.models import Application, Person, User
from impplus.rules.validity import PermitDue
from impplus.words.text import Text


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
    """A file on the day on which it is weighed: what the rules say of it, and the members who apply.

    Of the `rest` of a family that is decided in part: the members who were left for later alone.
    """

    file: File
    today: date
    judged: FileAtDecision
    members: tuple[MemberAtDecision, ...]
    rest: bool

    @property
    def people(self) -> list[str]:
        """Everybody who may be decided on, by name."""
        return [*([] if self.rest else [PRINCIPAL]), *(one.name for one in self.members)]


def weighing_of(application: Application) -> Weighing:
    """The file as it is today."""
    file, today = file_of(application), today_of(application)
    judged = findings.judged(file, decided_on=today)
    members, part = members_at(file, judged), application.status == "part-decided"
    if not part:
        return Weighing(file, today, judged, members, rest=False)
    left = members_left(members, left_in(application))
    others = replace(judged, conditions=(), requirements=())  # the principal applicant is approved
    return Weighing(file, today, others, left, rest=True)


def refused(weighing: Weighing, given: Mapping[str, Any]) -> set[str]:
    """The members who are refused, by name."""
    if given["outcome"] == "refuse":
        return {one.name for one in weighing.members}
    return {one.name for one in weighing.members if given[f"outcome-{one.name}"] == "refuse"}


def left(weighing: Weighing, given: Mapping[str, Any]) -> dict[str, str]:
    """The members who are left for later, by name, each with the reason; nobody where all are refused."""
    if given["outcome"] == "refuse":
        return {}
    return {
        one.name: given.get(f"later-{one.name}", "")
        for one in weighing.members
        if given[f"outcome-{one.name}"] == "later"
    }


def approved(weighing: Weighing, given: Mapping[str, Any]) -> list[str]:
    """Who is approved, by name, the principal applicant first."""
    if given["outcome"] == "refuse":
        return []
    others = refused(weighing, given) | left(weighing, given).keys()
    return [one for one in weighing.people if one not in others]


def lacking(weighing: Weighing, given: Mapping[str, Any]) -> tuple[lacks.Lack, ...]:
    """What stands in the way of what is to be decided."""
    if given["outcome"] == "refuse":
        return lacks.of_a_refusal(weighing.file)
    later = left(weighing, given)
    return lacks.of_an_approval(weighing.file, approved(weighing, given), later)


def foreseen(weighing: Weighing, people: list[str] | None) -> list[Foreseen]:
    """The permits that an approval of these people, by name, would issue (None: of everybody whom the rules do not bar)."""
    named = weighing.file.people
    return [
        Foreseen(named[due.person], due, LIMITS.get(due.limited_by or ""))
        for due in due_papers.due(weighing.file, weighing.today, people)
        if due.person in weighing.people
    ]


def against(form: Form, weighing: Weighing) -> dict[str, list[str]]:
    """The conditions that the officer finds not met of each person who is to be refused, by name."""

    def unmet(keys: Iterable[str], of: str = "") -> list[str]:
        return [key for key in keys if form[f"met-{of}{key}"].value() == "no"]

    all_refused = not weighing.rest and form["outcome"].value() == "refuse"
    found = {PRINCIPAL: unmet(weighing.judged.grounds)} if all_refused else {}
    for one in weighing.members:
        if all_refused or form[f"outcome-{one.name}"].value() == "refuse":
            found[one.name] = unmet(one.grounds, f"{one.name}-")
    return found


def filled_in(weighing: Weighing, given: Mapping[str, Any]) -> FilledIn:
    """What was filled in; where all are refused, whoever has no reason of their own falls with the principal applicant."""
    keys, later = weighing.judged.grounds, left(weighing, given)
    falling = falling_in(given, weighing.members) if given["outcome"] == "refuse" else None
    return FilledIn(
        said={key: SAID[given[f"met-{key}"]] for key in keys if given[f"met-{key}"] in SAID},
        notes={key: given[f"note-{key}"] for key in keys},
        members=found_in(given, [one for one in weighing.members if one.name not in later]),
        later=later,
        falling=None if falling is None else [one.name for one in falling],
        reasons=given["reasons"],
        office=given.get("office", ""),
        words=translations.given(given),
    )


def decide(weighing: Weighing, given: Mapping[str, Any], falling: list[str], by: User) -> None:
    """Decide as it was filled in; `falling` names who falls with the principal applicant."""
    filled, application = filled_in(weighing, given), weighing.file.application
    whole: dict[str, Any] = {
        "reasons": filled.reasons,
        "office": filled.office,
        "words": filled.words,
        "members": filled.members,
        "by": by,
    }
    if weighing.rest:
        people = [one for one in weighing.people if one not in filled.later]
        rest.decide(application, people=people, **whole)
        return
    whole |= {"weighed": filled.said, "notes": filled.notes}
    if filled.falling is None:
        decisions.approve(application, later=filled.later, **whole)
    else:
        unmet = {key: filled.notes[key] for key, met in filled.said.items() if not met}
        decisions.refuse(application, unmet=unmet, falling=falling, **whole)
