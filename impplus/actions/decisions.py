"""Decisions: always a named officer's own act, with a reason per condition, for each person who applies."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from django.db import transaction

from impplus.actions import decided, messages, moves, payments, permits
from impplus.actions.decided import Stated
from impplus.actions.locks import held_by_its_officer
from impplus.queries import countersignatures, fairness, lacks, refunds
from impplus.queries.access import must_see
from impplus.queries.done import was_decided
from impplus.queries.due_papers import Paper
from impplus.queries.file import File, file_of
from impplus.queries.findings import PRINCIPAL, FileAtDecision, judged
from impplus.queries.first_acts import came_too_late
from impplus.queries.letters.decided import facts_decided
from impplus.queries.noted import Noted, noted_of_everyone
from impplus.queries.officers import must_have
from impplus.queries.outcomes import (
    FoundOfMember,
    MemberAtDecision,
    OfMember,
    found_of,
    left_for_later,
    members_at,
)
from impplus.queries.refusals import AlreadyDone, NotUnderstood, ReasonMissing
from impplus.queries.translations import NONE, Translated
from impplus.records.models import Application, Decision, Deferral, User
from impplus.rules.eligibility import ConditionResult
from impplus.rules.lifecycle import Verb
from impplus.words.undecided import APPROVE_WITHOUT_REASON, NO_PERMIT, unweighed

NOBODY_LEFT: Mapping[str, str] = MappingProxyType({})
UNSAID: Mapping[str, bool] = MappingProxyType({})
UNWRITTEN: Mapping[str, str] = MappingProxyType({})
OF_NOBODY: Mapping[str, FoundOfMember] = MappingProxyType({})


def approve(
    application: Application,
    *,
    weighed: Mapping[str, bool],
    notes: Mapping[str, str],
    reasons: str,
    by: User,
    office: str = "",
    words: Translated = NONE,
    members: Mapping[str, FoundOfMember] = OF_NOBODY,
    later: Mapping[str, str] = NOBODY_LEFT,
) -> Decision:
    """Approve the principal applicant, and each member of the family but those refused; issue what is due to them.

    `later` says by name who is left for later, and why: then the application is decided in part, and actions/rest.py goes on.
    `weighed` says of each requirement that is left to the officer whether it is met. A note says why a condition is met where
    the facts do not show it, or why a requirement that is not met does not stand in the way. `members` says by name who is
    refused and why; one whom the facts bar is not passed over. Where all are approved and no note says anything, `reasons`
    may be empty. `office` is the key of the office that decides (none: the first), `words` the language of what is written
    (none: the applicant's) and its translation.
    """
    file = _file_of_an_officer(application, by)
    before = judged(file)
    found = _found_to_approve(before, weighed, notes)
    deciding, left = left_for_later(members_at(file, before), later)
    family = found_of(deciding, members)
    if not reasons.strip() and decided.departs(notes.values(), family):
        raise ReasonMissing(APPROVE_WITHOUT_REASON)
    lacks.must_not_wait(lacks.of_an_approval(file, _approved(family), later))
    fairness.must_be_heard(file, before, decided.against_members(family))
    countersignatures.must_be_signed(file, before, "approved", found, notes, family)
    with transaction.atomic():
        noted = noted_of_everyone(before, found, notes, family, later)
        stated = Stated(reasons, office, words)
        decision = _made(file, "approved", before, noted, stated, family, by)
        _leave(decision, left, family, by)
        verb: Verb = "approve-part" if left else "approve"
        decided.follow(file, decision, family, verb, _issued(file, family, decision, by), by)
    return decision


def refuse(
    application: Application,
    *,
    unmet: Mapping[str, str],
    reasons: str,
    by: User,
    weighed: Mapping[str, bool] = UNSAID,
    notes: Mapping[str, str] = UNWRITTEN,
    office: str = "",
    words: Translated = NONE,
    members: Mapping[str, FoundOfMember] = OF_NOBODY,
    falling: Collection[str] = (),
) -> Decision:
    """Refuse the principal applicant, for conditions or requirements found not met, each with the reason.

    `weighed` says what else the officer finds, and `notes` why, where the facts show otherwise; what
    the officer says nothing of stays as the facts show it, or not known. No member of the family is approved then:
    `members` says who is refused for reasons of their own, `falling` names each other one, who falls with the principal
    applicant by the officer's act. `office` and `words` are as for an approval.
    """
    file = _file_of_an_officer(application, by)
    before = judged(file)
    found, written = _found_to_refuse(before, unmet, weighed, notes)
    if not reasons.strip():
        raise ReasonMissing
    family = found_of(members_at(file, before), members, falling=falling)
    lacks.must_not_wait(lacks.of_a_refusal(file))
    against = decided.against_members(family) | {PRINCIPAL: _against(before, unmet, weighed)}
    fairness.must_be_heard(file, before, against)
    countersignatures.must_be_signed(file, before, "refused", found, written, family)
    with transaction.atomic():
        noted = noted_of_everyone(before, found, written, family)
        decision = _made(file, "refused", before, noted, Stated(reasons, office, words), family, by)
        facts = facts_decided(file, decision, family, decided.kept_in(file))
        moves.move(application, "refuse", by=by, facts=facts | refunds.facts(file, "refused"))
        decided.close_overdue(application, by)
        payments.owe_refund(file, outcome="refused", by=by)
        messages.tell_members(application, "own-application-closed")
    return decision


def _against(
    before: FileAtDecision, unmet: Mapping[str, str], weighed: Mapping[str, bool]
) -> set[str]:
    """What the officer finds not met."""
    said = {key for key, met in weighed.items() if met is False}
    return said | {key for key in before.grounds if _written(unmet, key)}


def _approved(family: Iterable[OfMember]) -> list[str]:
    """Who is approved, by name, where the principal applicant is."""
    return [PRINCIPAL, *(one.member.name for one in family if one.approved)]


def _found_to_approve(
    before: FileAtDecision, weighed: Mapping[str, bool], notes: Mapping[str, str]
) -> tuple[ConditionResult, ...]:
    """What is found of the principal applicant; each finding that does not show it met has its reason."""
    if unsaid := [one for one in before.requirements if one.key not in weighed]:
        raise NotUnderstood(*(unweighed(one.title) for one in unsaid))
    explained = {one.key: True for one in before.conditions if _written(notes, one.key)}
    said = {one.key: weighed[one.key] for one in before.requirements}
    found = before.as_found(explained | said)
    if any(one.met is not True and not _written(notes, one.key) for one in found):
        raise ReasonMissing(APPROVE_WITHOUT_REASON)
    return found


def _found_to_refuse(
    before: FileAtDecision,
    unmet: Mapping[str, str],
    weighed: Mapping[str, bool],
    notes: Mapping[str, str],
) -> tuple[tuple[ConditionResult, ...], Mapping[str, str]]:
    """What is found of the principal applicant, and the reasons: of each ground, and where the facts show otherwise."""
    grounds = {key: why for key in before.grounds if (why := _written(unmet, key))}
    found = before.as_found({**weighed, **dict.fromkeys(grounds, False)})
    written = {**notes, **grounds}
    shown = {one.key: one.met for one in before.conditions}
    otherwise = [one for one in found if one.met not in (None, shown.get(one.key, True))]
    if not grounds or any(not _written(written, one.key) for one in otherwise):
        raise ReasonMissing
    return found, written


def _file_of_an_officer(application: Application, by: User) -> File:
    must_see(application, by)
    must_have(Application.objects.select_related("officer").get(pk=application.pk), by)
    return file_of(application)


def _written(notes: Mapping[str, str], key: str) -> str:
    return notes.get(key, "").strip()


def _made(
    file: File,
    outcome: str,
    before: FileAtDecision,
    found: list[Noted],
    stated: Stated,
    family: Collection[OfMember],
    by: User,
) -> Decision:
    """Hold the application and keep the decision; AlreadyDone where `by` made this very one, else that somebody was first."""
    held_by_its_officer(file.application, by)
    if made := Decision.objects.filter(application=file.application).first():
        same = (outcome, stated.reasons.strip(), decided.office_of(file, stated))
        weighed = {(one.person, one.key, one.met, note) for one, note in found}
        again = was_decided(made, same, weighed, by=by)
        raise AlreadyDone if again else came_too_late(file.application, by=by)
    decision = decided.keep(file, outcome, before, found, stated, by)
    decided.keep_outcomes(decision, family, file.principal)
    return decision


def _leave(
    decision: Decision,
    left: Collection[tuple[MemberAtDecision, str]],
    family: Iterable[OfMember],
    by: User,
) -> None:
    """Keep who is left for later, and tell whoever has a part of their own; of the others who are decided on nothing is awaited."""
    application = decision.about
    if left:
        decided.await_no_longer([one.member.person.pk for one in family])
    for one, why in left:
        row = Deferral(application=application, decision=decision, person=one.person, reason=why)
        moves.move(row, "leave", by=by, detail=moves.concerning(one.person.pk))
        messages.tell_whose_part(application, one.person, "own-decided-later")


def _issued(file: File, family: Iterable[OfMember], decision: Decision, by: User) -> list[Paper]:
    """The papers of an approval, that of the principal applicant among them."""
    issued = permits.issue(file, _approved(family), granted_on=decision.decided_on, by=by)
    if not any(paper.person.relation == "principal" for paper in issued):
        raise NotUnderstood(NO_PERMIT)
    return issued
