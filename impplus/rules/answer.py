"""The whole answer to a case as plain JSON values, in one language."""

from decimal import Decimal
from functools import cache
from typing import Any

from impplus.rules import biometrics, documents, fees, medical, validity
from impplus.rules.case import Case
from impplus.rules.eligibility import ConditionResult, assess, eligible
from impplus.rules.family import assess_family
from impplus.rules.fingerprint import fingerprint_of
from impplus.rules.law import Requirement
from impplus.rules.programme import Programme
from impplus.words.text import Source


def answer(programme: Programme, case: Case, lang: str) -> dict[str, Any]:
    """What the rules say of one case, and the fingerprint of the rules that say it."""
    return {**judgement(programme, case, lang), "rules": fingerprint(programme)}


@cache
def fingerprint(programme: Programme) -> str:
    """The hash of the law and of the code that judges by it; words do not change it."""
    return fingerprint_of(programme, judgement)


def judgement(programme: Programme, case: Case, lang: str) -> dict[str, Any]:
    """Findings, documents, fees, biometrics, permits, cap and outcome of one case."""
    law = programme.in_force(case.on)
    findings = assess(law.conditions, case, on=case.on)
    return {
        "programme": programme.code,
        "on": case.on.isoformat(),
        "eligible": eligible(findings),
        "findings": [_finding(finding, lang) for finding in findings],
        "family": [
            {"person": finding.person, **_finding(finding, lang)}
            for finding in assess_family(programme, case, on=case.on)
        ],
        "requirements": [_requirement(row, lang) for row in law.requirements],
        "documents": _documents(programme, case, lang),
        "fees": _fees(programme, case, lang),
        "medical": _medical(programme, case, lang),
        "biometrics": _biometrics(programme, case, lang),
        "permits": _permits(programme, case, lang),
        "cap": _cap(programme, case, lang),
        "outcome": _outcome(programme, case, lang),
    }


def _source(source: Source, lang: str) -> dict[str, str]:
    return {"cite": source.cite, "title": source.title.say(lang), "url": source.link(lang)}


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _finding(finding: ConditionResult, lang: str) -> dict[str, Any]:
    return {
        "key": finding.key,
        "met": finding.met,
        "title": finding.title.say(lang),
        "text": finding.text.say(lang),
        "remedy": finding.remedy.say(lang) if finding.remedy else None,
        "source": _source(finding.source, lang),
        "facts": dict(finding.facts),
    }


def _requirement(row: Requirement, lang: str) -> dict[str, Any]:
    return {
        "key": row.key,
        "judged": row.judged,
        "title": row.title.say(lang),
        "text": row.not_known.say(lang),
        "source": _source(row.source, lang),
    }


def _documents(programme: Programme, case: Case, lang: str) -> list[dict[str, Any]]:
    return [
        {
            "key": document.key,
            "person": document.person,
            "text": document.text.say(lang),
            "why": document.why.say(lang),
            "source": _source(document.source, lang),
        }
        for document in documents.needed(programme, case, on=case.on)
    ]


def _fees(programme: Programme, case: Case, lang: str) -> dict[str, Any]:
    """A fee of unknown amount is a line with no amount, and then there is no total either."""
    bill = fees.due(programme, case, on=case.on)
    return {
        "currency": "CAD",
        "total": _money(bill.total) if bill.complete else None,
        "lines": _entries(bill, lang),
        "warnings": [text.say(lang) for text in fees.warnings_for(programme, bill, on=case.on)],
    }


def _entries(entries: fees.Bill | fees.Refunds, lang: str) -> list[dict[str, Any]]:
    return [
        *(_line(line, lang) for line in entries.lines),
        *(_unknown(fee, lang) for fee in entries.unknown),
    ]


def _line(line: fees.Line, lang: str) -> dict[str, Any]:
    return {
        "key": line.key,
        "person": line.person,
        "amount": _money(line.amount),
        "text": line.text.say(lang),
        "source": _source(line.source, lang),
    }


def _unknown(fee: fees.UnknownFee, lang: str) -> dict[str, Any]:
    return {
        "key": fee.key,
        "person": fee.person,
        "amount": None,
        "text": fee.text.say(lang),
        "why": fee.why.say(lang),
        "source": _source(fee.source, lang) if fee.source else None,
    }


def _biometrics(programme: Programme, case: Case, lang: str) -> list[dict[str, Any]]:
    return [
        {
            "person": need.person,
            "needed": need.needed,
            "why": need.why.say(lang),
            "source": _source(need.source, lang),
        }
        for need in biometrics.needed(programme, case, on=case.on)
    ]


def _medical(programme: Programme, case: Case, lang: str) -> dict[str, Any] | None:
    need = medical.needed(programme, case, on=case.on)
    if need is None:
        return None
    return {
        "person": need.person,
        "needed": need.needed,
        "why": need.why.say(lang),
        "source": _source(need.source, lang),
    }


def _permits(programme: Programme, case: Case, lang: str) -> list[dict[str, Any]]:
    return [
        {
            "person": permit.person,
            "kind": permit.kind,
            "name": permit.name.say(lang),
            "from": permit.valid_from.isoformat(),
            "until": permit.until.isoformat() if permit.until else None,
            "limited_by": permit.limited_by,
            "province": permit.province,
            "conditions": [text.say(lang) for text in permit.conditions],
            "source": _source(permit.source, lang),
        }
        for permit in validity.permits(programme, case, on=case.on)
    ]


def _cap(programme: Programme, case: Case, lang: str) -> dict[str, Any] | None:
    cap = programme.cap(case.on.year)
    if cap is None:
        return None
    return {
        "year": cap.year,
        "size": cap.size,
        "target": cap.target,
        "source": _source(cap.source, lang),
    }


def _outcome(programme: Programme, case: Case, lang: str) -> dict[str, Any] | None:
    if case.outcome is None:
        return None
    back = fees.refunds(programme, case, case.outcome, on=case.on)
    if back is None:
        return None
    return {
        "refunds": _entries(back, lang),
        "refund_total": _money(back.total) if back.complete else None,
        "counts_against_cap": back.counts_against_cap,
        "text": back.text.say(lang),
        "source": _source(back.source, lang),
    }
