"""The whole answer to a case as plain JSON values, in one language."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from impplus.rules import biometrics, documents, fees, medical, validity
from impplus.rules.case import Case
from impplus.rules.documents import DocumentNeeded
from impplus.rules.eligibility import ConditionResult, Need, assess, eligible
from impplus.rules.family import assess_family
from impplus.rules.fingerprint import fingerprint_of, forget
from impplus.rules.law import Requirement
from impplus.rules.programme import Programme
from impplus.rules.validity import PermitDue
from impplus.words.text import LANGUAGES, Source


def answer(programme: Programme, case: Case, lang: str) -> dict[str, Any]:
    """What the rules say of one case, and the fingerprint of the rules that say it."""
    return {**judgement(programme, case, lang), "rules": fingerprint(programme)}


@cache
def fingerprint(programme: Programme) -> str:
    """The hash of the law and of the code that judges by it; words do not change it."""
    found = fingerprint_of(programme, judgement)
    forget()
    return found


def judgement(programme: Programme, case: Case, lang: str) -> dict[str, Any]:
    """Findings, documents, fees, biometrics, permits, cap and outcome of one case."""
    return _in_words(judged(programme, case), lang)


def judgements(programme: Programme, case: Case) -> dict[str, dict[str, Any]]:
    """The same in each language: judged once."""
    return in_both(judged(programme, case))


def in_both(said: "Judged") -> dict[str, dict[str, Any]]:
    """What was judged, in each language."""
    return {lang: _in_words(said, lang) for lang in LANGUAGES}


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of one case, in no language yet."""

    programme: Programme
    case: Case
    requirements: tuple[Requirement, ...]
    findings: tuple[ConditionResult, ...]
    family: tuple[ConditionResult, ...]
    documents: tuple[DocumentNeeded, ...]
    bill: fees.Bill
    medical: Need | None
    biometrics: tuple[Need, ...]
    permits: tuple[PermitDue, ...]
    back: fees.Refunds | None


def judged(programme: Programme, case: Case) -> Judged:
    """What the rules say of one case on the day of its receipt, in no language yet."""
    law, on = programme.in_force(case.on), case.on
    return Judged(
        programme=programme,
        case=case,
        requirements=law.requirements,
        findings=assess(law.conditions, case, on=on),
        family=assess_family(programme, case, on=on),
        documents=documents.needed(programme, case, on=on),
        bill=fees.due(programme, case, on=on),
        medical=medical.needed(programme, case, on=on),
        biometrics=biometrics.needed(programme, case, on=on),
        permits=validity.permits(programme, case, on=on),
        back=fees.refunds(programme, case, case.outcome, on=on) if case.outcome else None,
    )


def _in_words(said: Judged, lang: str) -> dict[str, Any]:
    return {
        "programme": said.programme.code,
        "on": said.case.on.isoformat(),
        "eligible": eligible(said.findings),
        "findings": [_finding(finding, lang) for finding in said.findings],
        "family": [
            {"person": finding.person, **_finding(finding, lang)} for finding in said.family
        ],
        "requirements": [_requirement(row, lang) for row in said.requirements],
        "documents": [_document(document, lang) for document in said.documents],
        "fees": _fees(said, lang),
        "medical": _need(said.medical, lang) if said.medical else None,
        "biometrics": [_need(need, lang) for need in said.biometrics],
        "permits": [_permit(permit, lang) for permit in said.permits],
        "cap": _cap(said.programme, said.case, lang),
        "outcome": _outcome(said.back, lang) if said.back else None,
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


def _document(document: DocumentNeeded, lang: str) -> dict[str, Any]:
    return {
        "key": document.key,
        "person": document.person,
        "text": document.text.say(lang),
        "why": document.why.say(lang),
        "source": _source(document.source, lang),
    }


def _fees(said: Judged, lang: str) -> dict[str, Any]:
    """A fee of unknown amount is a line with no amount, and then there is no total either."""
    bill, on = said.bill, said.case.on
    return {
        "currency": "CAD",
        "total": _money(bill.total) if bill.complete else None,
        "lines": _entries(bill, lang),
        "warnings": [text.say(lang) for text in fees.warnings_for(said.programme, bill, on=on)],
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


def _need(need: Need, lang: str) -> dict[str, Any]:
    return {
        "person": need.person,
        "needed": need.needed,
        "why": need.why.say(lang),
        "source": _source(need.source, lang),
    }


def _permit(permit: PermitDue, lang: str) -> dict[str, Any]:
    return {
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


def _outcome(back: fees.Refunds, lang: str) -> dict[str, Any]:
    return {
        "refunds": _entries(back, lang),
        "refund_total": _money(back.total) if back.complete else None,
        "counts_against_cap": back.counts_against_cap,
        "text": back.text.say(lang),
        "source": _source(back.source, lang),
    }
