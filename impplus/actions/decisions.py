"""Decisions: always a named officer's own act, with a reason per condition."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models.functions import Now

from impplus.actions import moves, permits, reviews
from impplus.actions.applications import findings
from impplus.actions.refusals import NotUnderstood, NotYours, ReasonMissing, WrongMoment
from impplus.actions.sight import must_see
from impplus.programmes import ALL
from impplus.records.facts import case_of
from impplus.records.models import Application, Decision, Finding, User
from impplus.records.reading import today
from impplus.rules import eligibility
from impplus.rules.eligibility import Finding as Found
from impplus.rules.lifecycle import Role
from impplus.rules.text import Text

_NO_PERMIT = Text(
    en="The principal applicant would get no permit, so there is nothing to approve.",
    fr="La demanderesse principale ou le demandeur principal n’obtiendrait aucun permis\u00a0: il n’y a rien à approuver.",
)
_QUESTION_OPEN = Text(
    en="A question to the applicant is still open. Wait for the answer before you decide.",
    fr="Une demande de renseignements est encore sans réponse. Attendez la réponse avant de décider.",
)
_BIOMETRICS_OPEN = Text(
    en="Biometrics are still to be requested or recorded for someone in this application.",
    fr="Des données biométriques restent à demander ou à consigner pour une personne de cette demande.",
)


def judged(application: Application) -> tuple[Found, ...]:
    """Every condition held against the facts as received (reads only)."""
    programme = ALL[application.programme]
    received = programme.day_of(application.receipt.received_at)
    return eligibility.assess(programme.conditions, case_of(application, received), on=received)


def approve(
    application: Application, *, notes: Mapping[str, str], reasons: str, by: User
) -> Decision:
    """Approve, and issue the permits. A condition that is not met or not known needs a note."""
    _must_be_officer(application, by)
    found = judged(application)
    unexplained = [f for f in found if f.met is not True and not notes.get(f.key, "").strip()]
    if unexplained or not reasons.strip():
        raise ReasonMissing(_APPROVE_WITHOUT_REASON)
    _must_be_finished(application)
    with transaction.atomic():
        decision = _decide(application, "approved", found, notes, reasons, by)
        issued = permits.issue(application, granted_on=decision.decided_on, by=by)
        if not any(permit.person.relation == "principal" for permit in issued):
            raise NotUnderstood(_NO_PERMIT)
        facts = {
            "permits": str(len(issued)),
            "until": {"day": issued[0].valid_until.isoformat()},
            "reasons": reasons.strip(),
            "officer": by.name,
            "findings": _told(application),
        }
        moves.move(application, "approve", by=by, facts=facts, officer=by, changed_at=Now())
    return decision


def refuse(
    application: Application, *, unmet: Mapping[str, str], reasons: str, by: User
) -> Decision:
    """Refuse, for conditions that the officer finds not met, each with the officer's reason."""
    _must_be_officer(application, by)
    found = judged(application)
    known = {f.key for f in found}
    grounds = {key: why.strip() for key, why in unmet.items() if why.strip() and key in known}
    if not grounds or not reasons.strip():
        raise ReasonMissing
    if application.questions.filter(status="open").exists():
        raise NotUnderstood(_QUESTION_OPEN)
    with transaction.atomic():
        decision = _decide(application, "refused", found, grounds, reasons, by)
        facts = {
            "reasons": reasons.strip(),
            "officer": by.name,
            "findings": _told(application),
        }
        moves.move(application, "refuse", by=by, facts=facts, officer=by, changed_at=Now())
    return decision


def _must_be_officer(application: Application, by: User) -> None:
    must_see(application, by)
    if by.role != Role.FEDERAL:
        raise NotYours


def _must_be_finished(application: Application) -> None:
    faults = []
    if application.questions.filter(status="open").exists():
        faults.append(_QUESTION_OPEN)
    owed = reviews.biometrics_owed(application).values()
    if any(person.biometrics_taken_on is None for person in owed):
        faults.append(_BIOMETRICS_OPEN)
    if faults:
        raise NotUnderstood(*faults)


def _decide(
    application: Application,
    outcome: str,
    found: tuple[Found, ...],
    notes: Mapping[str, str],
    reasons: str,
    by: User,
) -> Decision:
    rows = findings(application, "decided", found)
    for row in rows:
        row.note = notes.get(row.key, "").strip()
        if outcome == "refused" and row.note:
            row.met = False
    Application.objects.select_for_update().get(pk=application.pk)
    if hasattr(application, "decision"):
        raise WrongMoment
    Finding.objects.bulk_create(rows)
    return Decision.objects.create(
        application=application,
        outcome=outcome,
        officer=by,
        decided_on=today(ALL[application.programme]),
        reasons=reasons.strip(),
        rules=ALL[application.programme].content_hash,
    )


def _told(application: Application) -> list[dict[str, object]]:
    return [told(finding) for finding in application.findings.filter(stage="decided")]


def told(finding: Finding) -> dict[str, object]:
    """What the letter says of one condition, in plain JSON values."""
    return {
        "met": finding.met,
        "text": {"en": finding.text_en, "fr": finding.text_fr},
        "cite": finding.cite,
        "note": finding.note,
    }


_APPROVE_WITHOUT_REASON = Text(
    en="Write the overall reasons, and a reason for each condition that is not met or not known.",
    fr="Écrivez les motifs d’ensemble, et un motif pour chaque condition non remplie ou inconnue.",
)
