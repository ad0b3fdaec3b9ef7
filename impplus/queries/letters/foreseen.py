"""The letter that would leave if a file were decided as an officer has filled it in: the same words as if it were, and nothing is kept."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from impplus.queries import refunds
from impplus.queries.clock import now
from impplus.queries.due_papers import Paper, due, paper_of, told_of
from impplus.queries.file import File, today_of
from impplus.queries.findings import PRINCIPAL, FileAtDecision
from impplus.queries.letters.decided import facts_decided
from impplus.queries.noted import Noted, finding_of, noted_of, noted_of_everyone
from impplus.queries.outcomes import (
    FoundOfMember,
    MemberAtDecision,
    OfMember,
    found_of,
    left_for_later,
    left_in,
)
from impplus.queries.translations import Translated, spoken
from impplus.records.models import Decision, Deferral, Letter, User
from impplus.rules.lifecycle import Verb, move_of


@dataclass(frozen=True, kw_only=True)
class FilledIn:
    """A decision as it is filled in: what is said of the principal applicant by key, of members by name, and of the whole.

    `falling` names who falls with the principal applicant, None where that person is approved.
    """

    said: Mapping[str, bool]
    notes: Mapping[str, str]
    members: Mapping[str, FoundOfMember]
    later: Mapping[str, str]
    falling: Collection[str] | None
    reasons: str
    office: str
    words: Translated


def letter_foreseen(
    file: File,
    judged: FileAtDecision,
    members: tuple[MemberAtDecision, ...],
    filled: FilledIn,
    by: User,
) -> Letter | None:
    """The letter to the principal applicant; None where an approval could date no permit. Raises as the decision would for what is missing.

    `members` are those who may be decided on: of a family that is decided in part, whoever was left for later.
    """
    first = file.application.decision if file.application.status == "part-decided" else None
    deciding, left = _divided(file, members, filled, first)
    family = found_of(deciding, filled.members, falling=filled.falling)
    approved = _approved(family, with_principal=not first and filled.falling is None)
    papers = _papers(file, approved)
    if PRINCIPAL in approved and file.principal not in [one.person for one in papers]:
        return None
    decision = _decision(file, filled, approved, first, by)
    noted = noted_of(family) if first else _noted(judged, filled, family)
    found = [finding_of(file.application, one) for one in noted]
    facts = facts_decided(file, decision, family, found, left) | filled.words.beside
    if filled.falling is None:
        refused = {one.member.name for one in family if not one.approved}
        facts |= told_of(papers, file) | refunds.facts(file, "refused", refused)
    else:
        facts |= refunds.facts(file, "refused")
    kind = move_of("application", _verb(filled, first)).letter or ""
    return Letter(kind=kind, facts=facts, application=file.application, owed_at=now())


def _divided(
    file: File,
    members: tuple[MemberAtDecision, ...],
    filled: FilledIn,
    first: Decision | None,
) -> tuple[tuple[MemberAtDecision, ...], list[Deferral]]:
    """Who is decided on, and who is left for later: in the rest of a family, with the reason of before."""
    if first is None:
        deciding, left = left_for_later(members, filled.later)
        return deciding, [Deferral(person=one.person, reason=why) for one, why in left]
    deciding = tuple(one for one in members if one.name not in filled.later)
    keys = {one.person.pk for one in members if one.name in filled.later}
    return deciding, [one for one in left_in(file.application) if one.person_id in keys]


def _noted(judged: FileAtDecision, filled: FilledIn, family: Collection[OfMember]) -> list[Noted]:
    own = judged.as_found(filled.said)
    return noted_of_everyone(judged, own, filled.notes, family, filled.later)


def _approved(family: Collection[OfMember], *, with_principal: bool) -> list[str]:
    own = [PRINCIPAL] if with_principal else []
    return [*own, *(one.member.name for one in family if one.approved)]


def _papers(file: File, approved: Collection[str]) -> list[Paper]:
    """What would be issued to those approved, as far as it can be dated."""
    on = today_of(file.application)
    return [
        paper_of(file, file.people[one.person], one)
        for one in due(file, on, approved)
        if one.until is not None and one.until >= one.valid_from
    ]


def _decision(
    file: File, filled: FilledIn, approved: Collection[str], first: Decision | None, by: User
) -> Decision:
    on = today_of(file.application)
    return Decision(
        application=None if first else file.application,
        part_of=first,
        outcome="approved" if approved else "refused",
        officer=by,
        decided_on=on,
        office=filled.office or next(iter(file.programme.in_force(on).deciding)),
        reasons=filled.reasons,
        language=spoken(file.application, filled.words.language),
    )


def _verb(filled: FilledIn, first: Decision | None) -> Verb:
    if first:
        return "decide-members"
    if filled.falling is not None:
        return "refuse"
    return "approve-part" if filled.later else "approve"
