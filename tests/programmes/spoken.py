"""An answer in the words of the worked examples: short, and each sentence of the law by its name."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from impplus.rules import fees
from impplus.rules.case import Case
from impplus.rules.eligibility import Condition
from impplus.rules.programme import Programme
from impplus.words.text import Text

FINDING = {True: "met", False: "not met", None: "not known"}
NEED = {True: "needed", False: "not needed", None: "not known"}
type Rows = list[dict[str, Any]]


def spoken(programme: Programme, case: Case, given: Mapping[str, Any]) -> dict[str, Any]:
    """Everything in an answer that a worked example may speak of, under the key that it uses."""
    law = programme.in_force(case.on)
    bill, cap = given["fees"], given["cap"]
    documents, permits = given["documents"], given["permits"]
    return {
        "eligible": FINDING[given["eligible"]],
        "findings": findings(law.conditions, given["findings"]),
        "members": by_person(given["family"], lambda rows: findings(law.family, rows)),
        "requirements": [row["key"] for row in given["requirements"]],
        "total": bill["total"] or "?",
        "lines": [line(row) for row in bill["lines"]],
        "warnings": [warned(programme, case.on, text) for text in bill["warnings"]],
        "medical": need(law.medical, given["medical"]),
        "biometrics": {row["person"]: need(law.biometrics, row) for row in given["biometrics"]},
        "permits": {row["person"]: permit(row) for row in permits},
        "printed": {row["person"]: printed(programme, row) for row in permits},
        "documents": [f"{row['key']} {row['person']}" for row in documents],
        "papers": by_person(documents, lambda rows: [row["key"] for row in rows]),
        "cap": f"{cap['year']}: {cap['size']}, {cap['target']} workers" if cap else "none",
        **outcome(given["outcome"]),
    }


def outcome(given: Mapping[str, Any] | None) -> dict[str, Any]:
    """What goes back, where an outcome was asked about and the law knows it."""
    if given is None:
        return {"refund": "none", "refunds": [], "counts": "none"}
    return {
        "refund": given["refund_total"] or "?",
        "refunds": [line(row) for row in given["refunds"]],
        "counts": given["counts_against_cap"],
    }


def by_person(rows: Rows, say: Callable[[Rows], Any]) -> dict[str, Any]:
    people = dict.fromkeys(row["person"] for row in rows)
    return {person: say([row for row in rows if row["person"] == person]) for person in people}


def findings(conditions: Iterable[Condition[Any]], rows: Rows) -> dict[str, str]:
    """Of each condition what was found, and after a colon the branch whose sentence is said."""
    texts = {condition.key: condition.texts for condition in conditions}
    return {row["key"]: finding(texts[row["key"]], row) for row in rows}


def finding(texts: Mapping[str, Text], row: Mapping[str, Any]) -> str:
    usual = FINDING[row["met"]]
    names = [
        branch(name, usual)
        for name, text in texts.items()
        if text.en == row["text"] and name.startswith(usual.replace(" ", "_"))
    ]
    return names[0] if len(names) == 1 else f"{usual}: one of {names}"


def branch(name: str, usual: str) -> str:
    """“not met: too late” of `not_met_too_late`."""
    rest = name.replace("_", " ").removeprefix(usual).strip()
    return f"{usual}: {rest}" if rest else usual


def line(row: Mapping[str, Any]) -> str:
    return f"{row['key']} {row['person']} {row['amount'] or '?'}"


def warned(programme: Programme, on: date, text: str) -> str:
    """Of which fee a warning speaks, and whether its amount ends or has ended."""
    for fee, _ in programme.in_force(on).fees:
        if fee.until and text == fees.warning(fee).en:
            return f"{fee.key} ends {fee.until}"
        if fee.until and text == fees.ended(fee).en:
            return f"{fee.key} ended {fee.until}"
    return text


def need(rule: Any, row: Mapping[str, Any] | None) -> str:
    """Whether a person must, and after a colon the name of the reason."""
    if row is None:
        return "none"
    (why,) = [name for name in rule.whys if rule.why(name)[0].en == row["why"]]
    usual = NEED[row["needed"]]
    return usual if why == usual.replace(" ", "-") else f"{usual}: {why.replace('-', ' ')}"


def permit(row: Mapping[str, Any]) -> str:
    return " ".join(row[name] or "-" for name in ("kind", "until", "limited_by", "province"))


def printed(programme: Programme, row: Mapping[str, Any]) -> list[str]:
    """The conditions on a permit, by their keys."""
    rows = programme.in_force(date.fromisoformat(row["from"])).permit_conditions
    keys = {one.text.en: one.key for one in rows if row["kind"] in one.kinds}
    return [keys[text] for text in row["conditions"]]
