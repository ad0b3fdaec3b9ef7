"""The whole answer to a case as plain JSON values, in one language."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property, lru_cache
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
from impplus.words.text import LANGUAGES, Source, Text

type Say = Callable[[Text | Source], Any]


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
    return worded(Judged(programme, case), speaking(lang))


def judgements(programme: Programme, case: Case) -> dict[str, dict[str, Any]]:
    """The same in each language: judged once."""
    said = Judged(programme, case)
    return {lang: worded(said, speaking(lang)) for lang in LANGUAGES}


@cache
def speaking(lang: str) -> Say:
    """What says a text, or a source, in a language: a hundred times in each answer."""

    def say(said: Text | Source) -> Any:
        if isinstance(said, Text):
            return said.say(lang)
        if isinstance(said, Source):
            return {"cite": said.cite, "title": said.title.say(lang), "url": said.link(lang)}
        raise TypeError(type(said))

    return say


@dataclass(frozen=True)
class Judged:
    """What the rules say of one case on the day of its receipt, in no language yet: each part once it is asked for."""

    programme: Programme
    case: Case

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        """What an officer weighs later."""
        return self.programme.in_force(self.case.on).requirements

    @cached_property
    def findings(self) -> tuple[ConditionResult, ...]:
        """Whether each condition is met."""
        conditions = self.programme.in_force(self.case.on).conditions
        return assess(conditions, self.case, on=self.case.on)

    @cached_property
    def family(self) -> tuple[ConditionResult, ...]:
        """The findings about members of the family."""
        return assess_family(self.programme, self.case, on=self.case.on)

    @cached_property
    def documents(self) -> tuple[DocumentNeeded, ...]:
        """The documents to send."""
        return documents.needed(self.programme, self.case, on=self.case.on)

    @cached_property
    def bill(self) -> fees.Bill:
        """The fees that are due."""
        return fees.due(self.programme, self.case, on=self.case.on)

    @cached_property
    def medical(self) -> Need | None:
        """What a medical examination means for the permit."""
        return medical.needed(self.programme, self.case, on=self.case.on)

    @cached_property
    def biometrics(self) -> tuple[Need, ...]:
        """Who must give biometrics."""
        return biometrics.needed(self.programme, self.case, on=self.case.on)

    @cached_property
    def permits(self) -> tuple[PermitDue, ...]:
        """The permits that would be issued."""
        return validity.permits(self.programme, self.case, on=self.case.on)

    @cached_property
    def back(self) -> fees.Refunds | None:
        """What goes back, where the case has an outcome."""
        case = self.case
        return (
            fees.refunds(self.programme, case, case.outcome, on=case.on) if case.outcome else None
        )


@lru_cache(maxsize=256)
def judged_of(programme: Programme, case: Case) -> Judged:
    """The same for the same case, so that each part is worked out once however many pages ask for it."""
    return Judged(programme, case)


def worded(said: Judged, say: Say = lambda one: one) -> dict[str, Any]:
    """What was judged, as `say` says each text and source; as they are, unless told."""
    return {
        "programme": said.programme.code,
        "on": said.case.on.isoformat(),
        "eligible": eligible(said.findings),
        "findings": [_finding(finding, say) for finding in said.findings],
        "family": [{"person": finding.person, **_finding(finding, say)} for finding in said.family],
        "requirements": [_requirement(row, say) for row in said.requirements],
        "documents": [_document(document, say) for document in said.documents],
        "fees": _fees(said, say),
        "medical": _need(said.medical, say) if said.medical else None,
        "biometrics": [_need(need, say) for need in said.biometrics],
        "permits": [_permit(permit, say) for permit in said.permits],
        "cap": _cap(said.programme, said.case, say),
        "outcome": _outcome(said.back, say) if said.back else None,
    }


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _finding(finding: ConditionResult, say: Say) -> dict[str, Any]:
    return {
        "key": finding.key,
        "met": finding.met,
        "title": say(finding.title),
        "text": say(finding.text),
        "remedy": say(finding.remedy) if finding.remedy else None,
        "source": say(finding.source),
        "facts": dict(finding.facts),
    }


def _requirement(row: Requirement, say: Say) -> dict[str, Any]:
    return {
        "key": row.key,
        "judged": row.judged,
        "title": say(row.title),
        "text": say(row.not_known),
        "source": say(row.source),
    }


def _document(document: DocumentNeeded, say: Say) -> dict[str, Any]:
    return {
        "key": document.key,
        "person": document.person,
        "text": say(document.text),
        "why": say(document.why),
        "source": say(document.source),
    }


def _fees(said: Judged, say: Say) -> dict[str, Any]:
    """A fee of unknown amount is a line with no amount, and then there is no total either."""
    bill, on = said.bill, said.case.on
    return {
        "currency": "CAD",
        "total": _money(bill.total) if bill.complete else None,
        "lines": _entries(bill, say),
        "warnings": [say(text) for text in fees.warnings_for(said.programme, bill, on=on)],
    }


def _entries(entries: fees.Bill | fees.Refunds, say: Say) -> list[dict[str, Any]]:
    return [
        *(_line(line, say) for line in entries.lines),
        *(_unknown(fee, say) for fee in entries.unknown),
    ]


def _line(line: fees.Line, say: Say) -> dict[str, Any]:
    return {
        "key": line.key,
        "person": line.person,
        "amount": _money(line.amount),
        "text": say(line.text),
        "source": say(line.source),
    }


def _unknown(fee: fees.UnknownFee, say: Say) -> dict[str, Any]:
    return {
        "key": fee.key,
        "person": fee.person,
        "amount": None,
        "text": say(fee.text),
        "why": say(fee.why),
        "source": say(fee.source) if fee.source else None,
    }


def _need(need: Need, say: Say) -> dict[str, Any]:
    return {
        "person": need.person,
        "needed": need.needed,
        "why": say(need.why),
        "source": say(need.source),
    }


def _permit(permit: PermitDue, say: Say) -> dict[str, Any]:
    return {
        "person": permit.person,
        "kind": permit.kind,
        "name": say(permit.name),
        "from": permit.valid_from.isoformat(),
        "until": permit.until.isoformat() if permit.until else None,
        "limited_by": permit.limited_by,
        "province": permit.province,
        "conditions": [say(text) for text in permit.conditions],
        "source": say(permit.source),
    }


def _cap(programme: Programme, case: Case, say: Say) -> dict[str, Any] | None:
    cap = programme.cap(case.on.year)
    if cap is None:
        return None
    return {
        "year": cap.year,
        "size": cap.size,
        "target": cap.target,
        "source": say(cap.source),
    }


def _outcome(back: fees.Refunds, say: Say) -> dict[str, Any]:
    return {
        "refunds": _entries(back, say),
        "refund_total": _money(back.total) if back.complete else None,
        "counts_against_cap": back.counts_against_cap,
        "text": say(back.text),
        "source": say(back.source),
    }
