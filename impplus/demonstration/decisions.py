"""Decisions on invented files, with findings and permits by the real rules."""

from datetime import datetime
from random import Random
from typing import Any

from impplus.actions import assessments, permits
from impplus.actions.decisions import letter_facts, rows_of
from impplus.demonstration import words
from impplus.demonstration.diary import Diary
from impplus.demonstration.drafts import flaw_of, told_of_refund
from impplus.demonstration.plan import Plan
from impplus.demonstration.rounds import code, number
from impplus.programmes import IMP_PLUS
from impplus.queries.file import File, file_of
from impplus.queries.findings import FileAtDecision, judged
from impplus.records.models import Application, Decision, Finding, Permit, User
from impplus.rules.answer import fingerprint


def decide(
    plan: Plan, made: Application, at: datetime, officer: User, diary: Diary, chance: Random
) -> list[Finding]:
    """Decide a file at an instant; its findings, not stored yet."""
    approved = plan.status == "approved"
    reasons = (words.APPROVED if approved else words.REFUSED)[made.language]
    file = file_of(made)
    before = judged(file, decided_on=IMP_PLUS.day_of(at))
    said, notes = _weighed(plan, before, made.language)
    found = rows_of(made, before, before.as_found(said), notes)
    assessments.remember(made, before.case, stage="decided")
    Decision.objects.create(
        application=made,
        outcome=plan.status,
        officer=officer,
        decided_at=at,
        decided_on=IMP_PLUS.day_of(at),
        reasons=reasons,
        office=next(iter(IMP_PLUS.in_force(IMP_PLUS.day_of(at)).deciding)),
        rules=fingerprint(IMP_PLUS),
    )
    facts: dict[str, Any] = {
        "reasons": reasons,
        "findings": letter_facts(file, found, plan.status),
        **told_of_refund(made),
    }
    if approved:
        issued = _issue(file, at, officer, diary, chance)
        facts["permits"] = str(len(issued))
        facts["until"] = {"day": issued[0].valid_until.isoformat()}
    diary.write(made, "approve" if approved else "refuse", at, officer, facts=facts)
    return found


def _weighed(
    plan: Plan, before: FileAtDecision, language: str
) -> tuple[dict[str, bool], dict[str, str]]:
    """What the officer says of a file and writes about it: all is met, or the one flaw is not."""
    flaw = flaw_of(plan)
    if not flaw:
        return {one.key: True for one in before.requirements}, {}
    return {flaw: False}, {flaw: words.FLAWS[flaw][language]}


def _issue(file: File, at: datetime, officer: User, diary: Diary, chance: Random) -> list[Permit]:
    made, issued = file.application, []
    for one in permits.due(file, IMP_PLUS.day_of(at)):
        if one.until is None or one.limited_by is None:
            raise ValueError(f"the demonstration left {made.number} without a passport")
        permit = Permit.objects.create(
            application=made,
            person=file.people[one.person],
            number=number(chance, "P"),
            code=code(chance),
            **permits.columns_of(one),
            status="valid",
            issued_at=at,
        )
        diary.write(permit, "issue", at, officer, facts=permits.facts_of(permit, one))
        issued.append(permit)
    return issued
