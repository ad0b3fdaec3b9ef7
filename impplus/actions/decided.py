"""What a decision leaves behind: its row with the findings and outcomes, papers, letters, and what is refunded."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from impplus.actions import findings, moves, payments, translations
from impplus.queries import refunds
from impplus.queries.clock import today
from impplus.queries.due_papers import Paper, told_of
from impplus.queries.file import File
from impplus.queries.findings import FileAtDecision, worth_telling
from impplus.queries.letters.decided import facts_decided, facts_found
from impplus.queries.noted import Noted
from impplus.queries.outcomes import OfMember, left_in
from impplus.queries.refusals import NotUnderstood
from impplus.queries.translations import Translated, issued_in
from impplus.records.models import (
    Application,
    Decision,
    Deferral,
    Finding,
    Person,
    PersonOutcome,
    User,
)
from impplus.rules.answer import fingerprint
from impplus.rules.lifecycle import Verb
from impplus.words.undecided import NO_OFFICE


@dataclass(frozen=True)
class Stated:
    """What an officer writes of a decision as a whole: the reasons, the key of the office that decides, the language and its translation."""

    reasons: str
    office: str
    words: Translated


def departs(notes: Iterable[str], family: Iterable[OfMember]) -> bool:
    """Whether an approval refuses somebody, or finds anything with a reason: then the decision as a whole has its reasons, too."""
    theirs = any(not one.approved or any(why for _found, why in one.found) for one in family)
    return theirs or any(note.strip() for note in notes)


def against_members(family: Iterable[OfMember]) -> dict[str, Collection[str]]:
    """On what the refusal of each member rests who is refused for reasons of their own, by name."""
    return {one.member.name: one.against for one in family}


def office_of(file: File, stated: Stated) -> str:
    """The key of the office that decides; NotUnderstood for one that does not."""
    deciding = file.programme.in_force(today(file.programme)).deciding
    if stated.office and stated.office not in deciding:
        raise NotUnderstood(NO_OFFICE)
    return stated.office or next(iter(deciding))


def keep(
    file: File,
    outcome: str,
    before: FileAtDecision,
    found: Iterable[Noted],
    stated: Stated,
    by: User,
    *,
    part_of: Decision | None = None,
) -> Decision:
    """Keep a decision with its findings and translation; call it in the transaction that holds the application."""
    application = file.application
    said = issued_in(application, stated.words)
    parts = application.assessments.filter(stage__startswith="part-").count()
    findings.remember(file, before, found, part=parts + 1 if part_of else 0)
    decision = Decision.objects.create(
        application=None if part_of else application,
        part_of=part_of,
        outcome=outcome,
        officer=by,
        decided_on=today(file.programme),
        office=office_of(file, stated),
        reasons=stated.reasons.strip(),
        language=said.language,
        rules=fingerprint(file.programme),
    )
    if said.translation:
        translations.attach(decision, said, by=by)
    return decision


def keep_outcomes(
    decision: Decision, family: Iterable[OfMember], principal: Person | None = None
) -> None:
    """Keep what was decided of each member, and of the principal applicant where that is decided, too."""
    own = [PersonOutcome(person=principal, outcome=decision.outcome)] if principal else []
    theirs = [
        PersonOutcome(
            person=one.member.person,
            outcome="approved" if one.approved else "refused",
            falls=one.falls,
        )
        for one in family
    ]
    for one in (*own, *theirs):
        one.decision = decision
    PersonOutcome.objects.bulk_create([*own, *theirs])


def follow(
    file: File,
    decision: Decision,
    family: Collection[OfMember],
    verb: Verb,
    issued: list[Paper],
    by: User,
) -> None:
    """Once papers are issued to those approved: what was paid for those refused goes back, and everybody is written to."""
    application, left = file.application, left_in(file.application)
    close_overdue(application, by, left)
    refused = {one.member.name for one in family if not one.approved}
    found = kept_in(file)
    facts = told_of(issued, file) | facts_decided(file, decision, family, found, left)
    facts |= refunds.facts(file, "refused", refused)
    moves.move(application, verb, by=by, facts=facts)
    payments.owe_refund(file, outcome="refused", by=by, people=refused)
    _write_to_members(file, decision, family, found, by)


def kept_in(file: File) -> list[Finding]:
    """What was found at its decisions, as it is kept."""
    return list(file.application.findings.filter(stage="decided"))


def await_no_longer(people: Collection[int]) -> None:
    """Wait no longer for the biometrics of people, by key, on whom nothing is decided any more, while the file goes on for others."""
    not_given = Person.objects.filter(pk__in=people, biometrics_taken_on=None)
    not_given.update(biometrics_asked_at=None, biometrics_stopped_days=0)


def close_overdue(application: Application, by: User, left: Iterable[Deferral] = ()) -> None:
    """Close the questions that nobody answered in time, but for those about whoever is left for later."""
    others = application.questions.filter(status="open")
    for question in others.exclude(person__in=[one.person_id for one in left]):
        moves.move(question, "close", by=by, detail=moves.concerning(question.person_id))


def _write_to_members(
    file: File,
    decision: Decision,
    family: Iterable[OfMember],
    found: Collection[Finding],
    by: User,
) -> None:
    """Owe each member who has an account and is refused a letter with what was found about that member alone."""
    refused = {one.member.person.pk: one.member.name for one in family if not one.approved}
    common = facts_decided(file, decision, (), found)
    accepted = file.application.delegations.filter(status="accepted", person__in=refused)
    for given in accepted.select_related("person"):
        about = [one for one in found if one.person == refused[given.person_id or 0]]
        told = worth_telling(file.programme, about, "approved")
        if told:
            said = [one | {"person": ""} for one in facts_found(file, told)]
            facts = common | {"findings": said, "reasons": ""}
            concerned = moves.concerning(given.person_id)
            moves.move(given, "refuse", by=by, facts=facts, detail=concerned)
