"""Decisions on invented files, with findings and permits by the real rules."""

from datetime import datetime
from random import Random
from typing import Any

from impplus.actions import permits
from impplus.actions.applications import findings
from impplus.actions.decisions import judged, told
from impplus.actions.demonstration import words
from impplus.actions.demonstration.diary import Diary
from impplus.actions.demonstration.drafts import flaw_of
from impplus.actions.demonstration.plan import Plan
from impplus.actions.demonstration.rounds import code, number
from impplus.programmes import IMP_PLUS
from impplus.records.facts import names_of
from impplus.records.models import Application, Decision, Finding, Permit, User


def decide(
    plan: Plan, made: Application, at: datetime, officer: User, diary: Diary, chance: Random
) -> list[Finding]:
    """Decide a file at an instant; its findings, not stored yet."""
    approved = plan.status == "approved"
    reasons = (words.APPROVED if approved else words.REFUSED)[made.language]
    found = findings(made, "decided", judged(made))
    for finding in found:
        if finding.key == flaw_of(plan):
            finding.note = words.FLAWS[finding.key][made.language]
    Decision.objects.create(
        application=made,
        outcome=plan.status,
        officer=officer,
        decided_at=at,
        decided_on=IMP_PLUS.day_of(at),
        reasons=reasons,
        rules=IMP_PLUS.content_hash,
    )
    facts: dict[str, Any] = {
        "reasons": reasons,
        "findings": [told(finding) for finding in found],
    }
    if approved:
        issued = _issue(made, at, officer, diary, chance)
        facts["permits"] = str(len(issued))
        facts["until"] = {"day": issued[0].valid_until.isoformat()}
    diary.write(made, "approve" if approved else "refuse", at, officer, facts=facts)
    return found


def _issue(
    made: Application, at: datetime, officer: User, diary: Diary, chance: Random
) -> list[Permit]:
    people, issued = names_of(made), []
    for one in permits.due(made, IMP_PLUS.day_of(at)):
        if one.until is None or one.limited_by is None:
            raise ValueError(f"the demonstration left {made.number} without a passport")
        permit = Permit.objects.create(
            application=made,
            person=people[one.person],
            number=number(chance, "P"),
            code=code(chance),
            **permits.columns_of(one),
            status="valid",
            issued_at=at,
        )
        facts = permits.facts_of(permit, {"en": one.name.en, "fr": one.name.fr})
        diary.write(permit, "issue", at, officer, facts=facts)
        issued.append(permit)
    return issued
