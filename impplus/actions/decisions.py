"""Decisions: always a named officer's own act, with a reason per condition."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from django.db import transaction

from impplus.actions import assessments, messages, moves, payments, permits, reviews
from impplus.actions.locks import held_by_its_officer
from impplus.queries import countersignatures, fairness, refunds
from impplus.queries.access import must_see
from impplus.queries.clock import today
from impplus.queries.done import was_decided
from impplus.queries.file import File, file_of
from impplus.queries.findings import FileAtDecision, judged, worth_telling
from impplus.queries.letters.decided import fact_found, facts_found
from impplus.queries.officers import must_have
from impplus.queries.refusals import (
    AlreadyDone,
    NotUnderstood,
    ReasonMissing,
    WrongMoment,
)
from impplus.queries.translations import spoken
from impplus.records.models import Application, Assessment, Decision, Finding, Permit, User
from impplus.records.rows import insert
from impplus.rules.answer import fingerprint
from impplus.rules.eligibility import ConditionResult
from impplus.rules.law import Requirement
from impplus.rules.wordings import Wordings, wordings
from impplus.words.text import Text

UNSAID: Mapping[str, bool] = MappingProxyType({})
UNWRITTEN: Mapping[str, str] = MappingProxyType({})
_NO_PERMIT = Text(
    en="The principal applicant would get no permit, so there is nothing to approve.",
    fr="La demanderesse principale ou le demandeur principal n’obtiendrait aucun permis\u00a0: il n’y a rien à approuver.",
)
_QUESTION_OPEN = Text(
    en="A question to the applicant is still open. Wait for the answer before you decide.",
    fr="Une question est encore sans réponse. Attendez la réponse avant de décider.",
)
_BIOMETRICS_OPEN = Text(
    en="Biometrics are still to be requested or recorded for someone in this application.",
    fr="Des données biométriques restent à demander ou à consigner pour une personne de cette demande.",
)
_NO_OFFICE = Text(
    en="This office does not decide on applications of this program.",
    fr="Ce bureau ne rend pas de décisions sur les demandes de ce programme.",
)
_APPROVE_WITHOUT_REASON = Text(
    en="Write the overall reasons, and a reason for each condition that is not met or not known.",
    fr="Inscrivez les motifs d’ensemble, et un motif pour chaque condition non remplie ou indéterminée.",
)


def approve(
    application: Application,
    *,
    weighed: Mapping[str, bool],
    notes: Mapping[str, str],
    reasons: str,
    by: User,
    office: str = "",
    language: str = "",
) -> Decision:
    """Approve, and issue the permits.

    `weighed` says of each requirement that is left to the officer whether it is met. A note says why a condition is met
    where the facts do not show it, or why a requirement that is not met does not stand in the way. `office` is the key of
    the office that decides (none: the programme's first), `language` that of the words (none: the applicant's).
    """
    file = _file_of_an_officer(application, by)
    before = judged(file)
    if unsaid := [one for one in before.requirements if one.key not in weighed]:
        raise NotUnderstood(*(_unweighed(one) for one in unsaid))
    explained = {one.key: True for one in before.conditions if _written(notes, one.key)}
    said = {one.key: weighed[one.key] for one in before.requirements}
    found = before.as_found(explained | said)
    if not reasons.strip() or any(
        one.met is not True and not _written(notes, one.key) for one in found
    ):
        raise ReasonMissing(_APPROVE_WITHOUT_REASON)
    must_be_finished(file, "approve")
    countersignatures.must_be_signed(file, before, "approved", found, notes)
    with transaction.atomic():
        decision = _decide(file, "approved", before, found, notes, reasons, by, office, language)
        issued = _issued(file, decision, by)
        facts = permits.told_of(issued, file) | _letter(file, decision)
        moves.move(application, "approve", by=by, facts=facts)
        _write_to_members(file, decision, {permit.person_id for permit in issued}, by)
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
    language: str = "",
) -> Decision:
    """Refuse, for conditions or requirements that the officer finds not met, each with the reason.

    `weighed` says what else the officer finds, and `notes` why, where the facts show otherwise; what
    the officer says nothing of stays as the facts show it, or not known. `office` and
    `language` are as for an approval.
    """
    file = _file_of_an_officer(application, by)
    before = judged(file)
    grounds = {key: why for key in before.grounds if (why := _written(unmet, key))}
    found = before.as_found({**weighed, **dict.fromkeys(grounds, False)})
    written = {**notes, **grounds}
    shown = {one.key: one.met for one in before.conditions}
    otherwise = [one for one in found if one.met not in (None, shown.get(one.key, True))]
    silent = [one for one in otherwise if not _written(written, one.key)]
    if not grounds or silent or not reasons.strip():
        raise ReasonMissing
    must_be_finished(file, "refuse")
    against = [key for key, met in weighed.items() if met is False]
    fairness.must_be_heard(file, before, {*grounds, *against})
    countersignatures.must_be_signed(file, before, "refused", found, written)
    with transaction.atomic():
        decision = _decide(file, "refused", before, found, written, reasons, by, office, language)
        facts = _letter(file, decision) | refunds.facts(file, "refused")
        moves.move(application, "refuse", by=by, facts=facts)
        _close_overdue(application, by)
        payments.owe_refund(file, outcome="refused", by=by)
        messages.tell_members(application, "own-application-closed")
    return decision


def _close_overdue(application: Application, by: User) -> None:
    """Close the questions that nobody answered in time."""
    for question in application.questions.filter(status="open"):
        moves.move(question, "close", by=by, detail=moves.concerning(question.person_id))


def must_be_finished(file: File, outcome: str) -> None:
    """Refuse to "approve" or "refuse" with NotUnderstood while anything is awaited (reads only).

    A question whose last day has passed keeps nobody from refusing.
    """
    faults = []
    asked = file.application.questions.filter(status="open")
    if outcome == "refuse":
        asked = asked.filter(due_on__gte=today(file.programme))
    if asked.exists():
        faults.append(_QUESTION_OPEN)
    owed = reviews.biometrics_owed(file).values() if outcome == "approve" else ()
    if any(person.biometrics_taken_on is None for person in owed):
        faults.append(_BIOMETRICS_OPEN)
    if faults:
        raise NotUnderstood(*faults)


def _file_of_an_officer(application: Application, by: User) -> File:
    must_see(application, by)
    must_have(Application.objects.select_related("officer").get(pk=application.pk), by)
    return file_of(application)


def _written(notes: Mapping[str, str], key: str) -> str:
    return notes.get(key, "").strip()


def _unweighed(one: Requirement) -> Text:
    return Text(
        en=f"Say whether this is met: {one.title.en}",
        fr=f"Indiquez si cette exigence est remplie\u00a0: {one.title.fr}",
    )


def _decide(
    file: File,
    outcome: str,
    before: FileAtDecision,
    found: tuple[ConditionResult, ...],
    notes: Mapping[str, str],
    reasons: str,
    by: User,
    office: str,
    language: str,
) -> Decision:
    application, on = file.application, today(file.programme)
    deciding = file.programme.in_force(on).deciding
    if office and office not in deciding:
        raise NotUnderstood(_NO_OFFICE)
    held_by_its_officer(application, by)
    if made := Decision.objects.filter(application=application).first():
        same = (outcome, reasons.strip(), office or next(iter(deciding)))
        weighed = {(one.key, one.met, _written(notes, one.key)) for one in found}
        raise AlreadyDone if was_decided(made, same, weighed, by=by) else WrongMoment
    words = wordings(file.programme, before.case.on)
    wording = assessments.number_of(words)
    said = assessments.remember(file, before.case, stage="decided", wording=wording)
    insert(*_rows_of(said, before, found, notes, partial(_text_in, words, wording)))
    return Decision.objects.create(
        application=application,
        outcome=outcome,
        officer=by,
        decided_on=on,
        office=office or next(iter(deciding)),
        reasons=reasons.strip(),
        language=spoken(application, language),
        rules=fingerprint(file.programme),
    )


def _rows_of(
    said: Assessment,
    before: FileAtDecision,
    found: tuple[ConditionResult, ...],
    notes: Mapping[str, str],
    text_in: Callable[[Text], dict[str, Any]],
) -> list[Finding]:
    """What a decision remembers beside its assessment: what the officer found, with notes, then the family."""
    noted = [(one, _written(notes, one.key)) for one in found]
    family = [(one, "") for one in before.family]
    return [_row(said, one, note, text_in(one.text)) for one, note in noted + family]


def _text_in(words: Wordings, wording: int, text: Text) -> dict[str, Any]:
    """A text by its place in a wording, which has a number; as it is, where it has none there."""
    place = words.places.get(text)
    if place is None:
        return {"text_en": text.en, "text_fr": text.fr}
    return {"wording": wording, "place": place}


def _row(said: Assessment, found: ConditionResult, note: str, text: Mapping[str, Any]) -> Finding:
    return Finding(
        application=said.application,
        stage=said.stage,
        person=found.person,
        key=found.key,
        met=found.met,
        cite=found.source.cite,
        facts=dict(found.facts),
        note=note,
        **text,
    )


def _letter(file: File, decision: Decision) -> dict[str, object]:
    """What the letter says of any decision."""
    rows = file.application.findings.filter(stage="decided")
    office = file.programme.in_force(decision.decided_on).offices[decision.office]
    return {
        "reasons": decision.reasons,
        "language": decision.language,
        "officer": decision.officer.name,
        "decided_in_canada": "yes" if office.in_canada else "",
        "decided_outside_canada": "" if office.in_canada else "yes",
        "findings": facts_found(file, rows, decision.outcome),
    }


def _issued(file: File, decision: Decision, by: User) -> list[Permit]:
    """The permits of an approval, that of the principal applicant among them."""
    issued = permits.issue(file, granted_on=decision.decided_on, by=by)
    if not any(permit.person.relation == "principal" for permit in issued):
        raise NotUnderstood(_NO_PERMIT)
    return issued


def _write_to_members(file: File, decision: Decision, permitted: set[int], by: User) -> None:
    """Owe each member who has an account and gets no permit a letter with what was found about that member alone."""
    names = {person.pk: name for name, person in file.people.items()}
    common = _letter(file, decision)
    rows = list(file.application.findings.filter(stage="decided"))
    accepted = file.application.delegations.filter(status="accepted").exclude(person__in=permitted)
    for given in accepted.select_related("person"):
        about = [one for one in rows if one.person == names[given.person_id or 0]]
        told = worth_telling(file.programme, about, decision.outcome)
        if told:
            found = [fact_found(file, one) | {"person": ""} for one in told]
            facts = common | {"findings": found, "reasons": ""}
            concerned = moves.concerning(given.person_id)
            moves.move(given, "refuse", by=by, facts=facts, detail=concerned)
