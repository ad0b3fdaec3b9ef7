"""Decisions: always a named officer's own act, with a reason per condition, for each person who applies."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db import transaction

from impplus.actions import findings, messages, moves, payments, permits, translations
from impplus.actions.locks import held_by_its_officer
from impplus.queries import countersignatures, fairness, lacks, refunds
from impplus.queries.access import must_see
from impplus.queries.clock import today
from impplus.queries.done import was_decided
from impplus.queries.file import File, file_of
from impplus.queries.findings import PRINCIPAL, FileAtDecision, judged, worth_telling
from impplus.queries.letters.decided import facts_decided, facts_found
from impplus.queries.officers import must_have
from impplus.queries.outcomes import FoundOfMember, OfMember, found_of, members_at
from impplus.queries.refusals import (
    AlreadyDone,
    NotUnderstood,
    ReasonMissing,
    WrongMoment,
)
from impplus.queries.translations import NONE, Translated, issued_in
from impplus.records.models import Application, Decision, PersonOutcome, User
from impplus.rules.answer import fingerprint
from impplus.rules.eligibility import ConditionResult
from impplus.words.undecided import APPROVE_WITHOUT_REASON, NO_OFFICE, NO_PERMIT, unweighed

UNSAID: Mapping[str, bool] = MappingProxyType({})
UNWRITTEN: Mapping[str, str] = MappingProxyType({})
OF_NOBODY: Mapping[str, FoundOfMember] = MappingProxyType({})


@dataclass(frozen=True)
class Stated:
    """What an officer writes of a decision as a whole: the reasons, the key of the office that decides, the language and its translation."""

    reasons: str
    office: str
    words: Translated


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
) -> Decision:
    """Approve the principal applicant, and each member of the family but those refused; issue what is due to them.

    `weighed` says of each requirement that is left to the officer whether it is met. A note says why a condition is met where
    the facts do not show it, or why a requirement that is not met does not stand in the way. `members` says by name who is
    refused and why; one whom the facts bar is not passed over. Where all are approved and no note says anything, `reasons`
    may be empty. `office` is the key of the office that decides (none: the first), `words` the language of what is written
    (none: the applicant's) and its translation.
    """
    file = _file_of_an_officer(application, by)
    before = judged(file)
    found = _found_to_approve(before, weighed, notes)
    family = found_of(members_at(file, before), members)
    if not reasons.strip() and _departs(notes, family):
        raise ReasonMissing(APPROVE_WITHOUT_REASON)
    _must_not_wait(lacks.of_an_approval(file, _approved(family)))
    fairness.must_be_heard(file, before, _against_members(family))
    countersignatures.must_be_signed(file, before, "approved", found, notes, family)
    with transaction.atomic():
        noted, stated = _noted(before, found, notes, family), Stated(reasons, office, words)
        decision = _decide(file, "approved", before, noted, stated, family, by)
        _follow_an_approval(file, decision, family, by)
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
    _must_not_wait(lacks.of_a_refusal(file))
    against = {PRINCIPAL: _against(before, unmet, weighed)} | _against_members(family)
    fairness.must_be_heard(file, before, against)
    countersignatures.must_be_signed(file, before, "refused", found, written, family)
    with transaction.atomic():
        noted, stated = _noted(before, found, written, family), Stated(reasons, office, words)
        decision = _decide(file, "refused", before, noted, stated, family, by)
        facts = facts_decided(file, decision, family) | refunds.facts(file, "refused")
        moves.move(application, "refuse", by=by, facts=facts)
        _close_overdue(application, by)
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


def _departs(notes: Mapping[str, str], family: Iterable[OfMember]) -> bool:
    """Whether an approval refuses somebody, or finds anything with a reason."""
    theirs = any(not one.approved or any(why for _found, why in one.found) for one in family)
    return theirs or any(note.strip() for note in notes.values())


def _against_members(family: Iterable[OfMember]) -> dict[str, Collection[str]]:
    """On what the refusal of each member rests who is refused for reasons of their own, by name."""
    return {one.member.name: one.against for one in family}


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


def _close_overdue(application: Application, by: User) -> None:
    """Close the questions that nobody answered in time."""
    for question in application.questions.filter(status="open"):
        moves.move(question, "close", by=by, detail=moves.concerning(question.person_id))


def _must_not_wait(lacking: Iterable[lacks.Lack]) -> None:
    if faults := [one.text for one in lacking if one.stops]:
        raise NotUnderstood(*faults)


def _noted(
    before: FileAtDecision,
    found: Iterable[ConditionResult],
    notes: Mapping[str, str],
    family: Collection[OfMember],
) -> list[findings.Noted]:
    """What was found of everyone, each with the officer's reason; of who does not apply here, as the facts show it."""
    own = [(one, _written(notes, one.key)) for one in found]
    theirs = [noted for one in family for noted in one.found]
    apply = {one.member.name for one in family}
    return own + theirs + [(one, "") for one in before.family if one.person not in apply]


def _file_of_an_officer(application: Application, by: User) -> File:
    must_see(application, by)
    must_have(Application.objects.select_related("officer").get(pk=application.pk), by)
    return file_of(application)


def _written(notes: Mapping[str, str], key: str) -> str:
    return notes.get(key, "").strip()


def _decide(
    file: File,
    outcome: str,
    before: FileAtDecision,
    found: list[findings.Noted],
    stated: Stated,
    family: Iterable[OfMember],
    by: User,
) -> Decision:
    application, on = file.application, today(file.programme)
    deciding = file.programme.in_force(on).deciding
    if stated.office and stated.office not in deciding:
        raise NotUnderstood(NO_OFFICE)
    office, reasons = stated.office or next(iter(deciding)), stated.reasons.strip()
    held_by_its_officer(application, by)
    if made := Decision.objects.filter(application=application).first():
        same = (outcome, reasons, office)
        weighed = {(one.person, one.key, one.met, note) for one, note in found}
        raise AlreadyDone if was_decided(made, same, weighed, by=by) else WrongMoment
    said = issued_in(application, stated.words)
    findings.remember(file, before, found)
    decision = Decision.objects.create(
        application=application,
        outcome=outcome,
        officer=by,
        decided_on=on,
        office=office,
        reasons=reasons,
        language=said.language,
        rules=fingerprint(file.programme),
    )
    if said.translation:
        translations.attach(decision, said, by=by)
    _keep_outcomes(file, decision, family)
    return decision


def _follow_an_approval(
    file: File, decision: Decision, family: Collection[OfMember], by: User
) -> None:
    """Issue what is due to those approved, give back what was paid for those refused, and write to everybody."""
    issued = _issued(file, decision, by)
    _close_overdue(file.application, by)
    refused = {one.member.name for one in family if not one.approved}
    facts = permits.told_of(issued, file) | facts_decided(file, decision, family)
    facts |= refunds.facts(file, "refused", refused)
    moves.move(file.application, "approve", by=by, facts=facts)
    payments.owe_refund(file, outcome="refused", by=by, people=refused)
    _write_to_members(file, decision, family, by)


def _keep_outcomes(file: File, decision: Decision, family: Iterable[OfMember]) -> None:
    own = PersonOutcome(decision=decision, person=file.principal, outcome=decision.outcome)
    theirs = (
        PersonOutcome(
            decision=decision,
            person=one.member.person,
            outcome="approved" if one.approved else "refused",
            falls=one.falls,
        )
        for one in family
    )
    PersonOutcome.objects.bulk_create([own, *theirs])


def _issued(file: File, decision: Decision, by: User) -> list[permits.Paper]:
    """The papers of an approval, that of the principal applicant among them."""
    issued = permits.issue(file, granted_on=decision.decided_on, by=by)
    if not any(permit.person.relation == "principal" for permit in issued):
        raise NotUnderstood(NO_PERMIT)
    return issued


def _write_to_members(file: File, decision: Decision, family: Iterable[OfMember], by: User) -> None:
    """Owe each member who has an account and is refused a letter with what was found about that member alone."""
    refused = {one.member.person.pk: one.member.name for one in family if not one.approved}
    common = facts_decided(file, decision, ())
    rows = list(file.application.findings.filter(stage="decided"))
    accepted = file.application.delegations.filter(status="accepted", person__in=refused)
    for given in accepted.select_related("person"):
        about = [one for one in rows if one.person == refused[given.person_id or 0]]
        told = worth_telling(file.programme, about, decision.outcome)
        if told:
            found = [one | {"person": ""} for one in facts_found(file, told)]
            facts = common | {"findings": found, "reasons": ""}
            concerned = moves.concerning(given.person_id)
            moves.move(given, "refuse", by=by, facts=facts, detail=concerned)
