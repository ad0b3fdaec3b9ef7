"""The rest of a family that is decided in parts: whoever was left for later is decided on, withdrawn, or no longer decided on."""

from collections.abc import Collection, Mapping

from django.db import transaction

from impplus.actions import decided, messages, moves, payments, permits
from impplus.actions.decided import Stated
from impplus.actions.decisions import OF_NOBODY
from impplus.actions.locks import held_application, held_by_its_officer
from impplus.queries import countersignatures, fairness, lacks, refunds
from impplus.queries.access import must_see
from impplus.queries.done import too_late
from impplus.queries.facts import keeps_private
from impplus.queries.file import File, file_of
from impplus.queries.findings import FileAtDecision, judged
from impplus.queries.first_acts import came_too_late
from impplus.queries.noted import noted_of
from impplus.queries.officers import must_have
from impplus.queries.outcomes import (
    FoundOfMember,
    OfMember,
    found_of,
    left_in,
    members_at,
    members_left,
)
from impplus.queries.refusals import AlreadyDone, NotUnderstood, ReasonMissing, WrongMoment
from impplus.queries.translations import NONE, Translated
from impplus.records.clock import Now
from impplus.records.models import Application, Decision, Deferral, Execution, Halt, User
from impplus.rules.case import Outcome
from impplus.rules.lifecycle import Verb
from impplus.rules.orders import Order
from impplus.words.undecided import APPROVE_WITHOUT_REASON, NOBODY_DECIDED


def decide(
    application: Application,
    *,
    people: Collection[str],
    reasons: str,
    by: User,
    members: Mapping[str, FoundOfMember] = OF_NOBODY,
    office: str = "",
    words: Translated = NONE,
) -> Decision:
    """Decide on `people`, by name, who were left for later: each is approved, or refused as `members` says by name, and why.

    Whoever is not among them stays left. Reasons, office and words are as for an approval (actions/decisions.py).
    """
    must_see(application, by)
    must_have(Application.objects.select_related("officer").get(pk=application.pk), by)
    file = file_of(application)
    before = judged(file)
    family = _found(file, before, people, members, by)
    stated = Stated(reasons, office, words)
    if not reasons.strip() and decided.departs((), family):
        raise ReasonMissing(APPROVE_WITHOUT_REASON)
    approved = [one.member.name for one in family if one.approved]
    _must_be_possible(file, before, family, approved)
    with transaction.atomic():
        first = _first(application, by)
        if {one.member.person.pk for one in family} - {
            one.person_id for one in left_in(first.about)
        }:
            raise _too_late(file, people, by)
        outcome = "approved" if approved else "refused"
        decision = decided.keep(file, outcome, before, noted_of(family), stated, by, part_of=first)
        decided.keep_outcomes(decision, family)
        _settle(application, [one.member.person.pk for one in family], "decide", by)
        issued = permits.issue(file, approved, granted_on=decision.decided_on, by=by)
        decided.follow(file, decision, family, "decide-members", issued, by)
        _complete(application, by)
    return decision


def withdraw(application: Application, *, person: int, by: User) -> None:
    """Withdraw what was asked for a person, by key, who was left for later: what the rules give back of it is refunded.

    The rest stays as it is. AlreadyDone where `by` withdrew it; to whoever comes too late, that somebody was first.
    """
    must_see(application, by)
    with transaction.atomic():
        now = held_application(application.pk)
        named = [one for one in left_in(now) if one.person_id == person]
        if not named:
            raise too_late(now, "withdraw-members", by=by, person=person)
        private = keeps_private(named[0].person)
        facts: dict[str, object] = (
            {"withdrawn_private": "1"} if private else {"withdrawn_members": [named[0].person.name]}
        )
        _end(file_of(now), named, "withdraw-members", "withdraw", "withdrawn", facts, by)
        _complete(now, by)


def end(
    application: Application, execution: Execution, order: Order, facts: dict[str, object]
) -> None:
    """End the processing of whoever was left for later, by an order, as `facts` say; call it in a transaction. What was decided stays."""
    by = execution.settled_by
    left = left_in(application)
    named = [one.person.name for one in left if not keeps_private(one.person)]
    facts |= {"left_members": named} if named else {}
    outcome: Outcome | None = "terminated" if order.fees_repaid else None
    _end(file_of(application), left, "end-rest", "end", outcome, facts, by)
    _complete(application, by)


def _found(
    file: File,
    before: FileAtDecision,
    people: Collection[str],
    members: Mapping[str, FoundOfMember],
    by: User,
) -> tuple[OfMember, ...]:
    """What is found of each of these people; to whoever comes too late, that somebody was first."""
    left = members_left(members_at(file, before), left_in(file.application))
    chosen = tuple(one for one in left if one.name in people)
    if not people:
        raise NotUnderstood(NOBODY_DECIDED)
    if len(chosen) < len(set(people)):
        raise _too_late(file, people, by)
    return found_of(chosen, members)


def _must_be_possible(
    file: File, before: FileAtDecision, family: Collection[OfMember], approved: list[str]
) -> None:
    """Raise where something is awaited, nobody was heard, or a second officer has to sign."""
    named = {one.member.name for one in family}
    others = {one.name for one in members_at(file, before)} - named
    lacks.must_not_wait(lacks.of_an_approval(file, approved, others))
    fairness.must_be_heard(file, before, decided.against_members(family))
    countersignatures.must_be_signed(file, before, "approved", (), {}, family)


def _too_late(file: File, people: Collection[str], by: User) -> WrongMoment:
    """AlreadyDone where `by` decided on just these people last, else that somebody was first."""
    parts = Decision.objects.filter(part_of__application=file.application, officer=by)
    last = parts.order_by("decided_at", "pk").last()
    keys = {file.people[one].pk for one in people if one in file.people}
    if last and set(last.outcomes.values_list("person", flat=True)) == keys:
        return AlreadyDone()
    return came_too_late(file.application, by=by)


def _first(application: Application, by: User) -> Decision:
    """The decision that left somebody for later, of an application that is held."""
    if held_by_its_officer(application, by).status != "part-decided":
        raise came_too_late(application, by=by)
    return Decision.objects.get(application=application)


def _settle(application: Application, people: Collection[int], verb: Verb, by: User | None) -> None:
    decided.await_no_longer(people)
    for one in left_in(application):
        if one.person_id in people:
            moves.move(one, verb, by=by, detail=moves.concerning(one.person_id))


def _complete(application: Application, by: User | None) -> None:
    """Nobody is left: the whole family is decided on."""
    if not Deferral.objects.filter(application=application, status="left").exists():
        moves.move(application, "complete-decision", by=by)
        Halt.objects.filter(application=application, ended_at=None).update(ended_at=Now())


def _end(
    file: File,
    named: Collection[Deferral],
    verb: Verb,
    how: Verb,
    outcome: Outcome | None,
    facts: dict[str, object],
    by: User | None,
) -> None:
    """Close what was asked about these people, give back what an outcome gives back of theirs, and write."""
    application, keys = file.application, [one.person_id for one in named]
    names = {name for name, person in file.people.items() if person.pk in keys}
    asked = application.questions.filter(status="open")
    # Where nobody else is left, the file closes, and nobody reads an answer any more.
    left = {one.person_id for one in left_in(application)} - set(keys)
    questions = list(asked.filter(person__in=keys) if left else asked)
    facts |= {"closed": "1"} if questions else {}
    facts |= refunds.facts(file, outcome, names) if outcome else {"kept": "1"}
    detail = moves.concerning(keys[0] if len(keys) == 1 else None)
    moves.move(application, verb, by=by, facts=facts, detail=detail)
    for question in questions:
        moves.move(question, "close", by=by, detail=moves.concerning(question.person_id))
    if outcome:
        payments.owe_refund(file, outcome=outcome, by=by, people=names)
    _settle(application, keys, how, by)
    for one in named:
        messages.tell_whose_part(application, one.person, "own-no-longer-decided")
