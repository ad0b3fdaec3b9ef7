"""What a worked example shows: of which rules which kinds of case, by what it says that it expects."""

from collections.abc import Iterable, Iterator
from datetime import date

from impplus.programmes import IMP_PLUS
from impplus.rules.case import Person, applies
from impplus.rules.dated import Dated, holds
from tests.programmes.examples import Example
from tests.programmes.required import Shown, named


def shown(example: Example) -> Iterator[Shown]:
    """What one example shows, by what it says that it expects."""
    for part in (findings, fees, refunds, documents, reasons, permits, prints, others):
        yield from part(example)


def rows_of_day[Row: Dated](rows: Iterable[Row], key: str, on: date) -> Iterator[Row]:
    return (row for row in rows if row.key == key and holds(row, on))


def findings(example: Example) -> Iterator[Shown]:
    yield from found(example, IMP_PLUS.conditions, example.expected.get("findings", {}))
    for said in example.expected.get("members", {}).values():
        if isinstance(said, dict):
            yield from found(example, IMP_PLUS.family, said)


def found(example: Example, rows: Iterable[Dated], said: dict[str, str]) -> Iterator[Shown]:
    for key, what in said.items():
        for row in rows_of_day(rows, key, example.case.on):
            yield named("condition", row), what
            yield named("condition", row), what.split(":")[0]


def fees(example: Example) -> Iterator[Shown]:
    """Of each fee and person who may owe it, whether the lines that are expected hold it."""
    if "lines" not in example.expected:
        return
    billed = {tuple(line.split()[:2]): line.split()[2] for line in example.expected["lines"]}
    people = [name for name, person in example.case.people() if applies(person) is not False]
    on = example.case.on
    for key in {fee.key for fee in IMP_PLUS.fees}:
        in_force = any(rows_of_day(example.programme.fees, key, on))
        begun = any(fee.key == key and fee.since <= on for fee in example.programme.fees)
        for name in (*people, "family"):
            amount = billed.get((key, name), billed.get(("application", name)))
            if in_force:
                yield f"fee {key}", {None: "not due", "?": "not known"}.get(amount, "due")
            elif amount and begun:
                yield f"fee {key} after its last amount", "not known"


def refunds(example: Example) -> Iterator[Shown]:
    for row in rows_of_day(IMP_PLUS.refunds, example.case.outcome or "", example.case.on):
        if "refunds" in example.expected:
            paid = {line.split()[0] for line in example.seen["lines"]}
            yield from ((named("refund", row), fee) for fee in paid)
        if "counts" in example.expected:
            yield named("refund", row), "counts"
        if example.expected.get("refund") == "?":
            yield named("refund", row), "not known"


def documents(example: Example) -> Iterator[Shown]:
    papers = dict(example.expected.get("papers", {}))
    if "documents" in example.expected:
        for name, _ in example.case.people():
            mine = [said.split() for said in example.expected["documents"]]
            papers[name] = [key for key, person in mine if person == name]
    people = dict(example.case.people())
    for name, keys in papers.items():
        for row in IMP_PLUS.documents:
            role = name.split("-")[0]
            kind = document(example, people[name], row.when, row.key in keys)
            yield f"{named('document', row)} of {role}", kind


def document(example: Example, person: Person, when: str, asked: bool) -> str:
    if asked:
        return "asked"
    case = example.case
    open_ = applies(person) is None or IMP_PLUS.holds(when, case, person, case.on) is None
    return "not known" if open_ else "not asked"


def reasons(example: Example) -> Iterator[Shown]:
    for rule in IMP_PLUS.medical:
        yield named("reason", rule), example.expected.get("medical", "none").split(": ")[-1]
    for rule in IMP_PLUS.biometrics:
        for said in example.expected.get("biometrics", {}).values():
            yield named("reason", rule), said.split(": ")[-1]


def permits(example: Example) -> Iterator[Shown]:
    for said in example.expected.get("permits", {}).values():
        if said == "not there":
            continue
        kind, _, limit, _ = said.split()
        for row in rows_of_day(IMP_PLUS.permit.kinds, kind, granted(example)):
            yield named("permit", row), {"-": "not known"}.get(limit, limit)


def prints(example: Example) -> Iterator[Shown]:
    people = dict(example.case.people())
    for name, keys in example.expected.get("printed", {}).items():
        kind = example.seen["permits"][name].split()[0]
        for row in IMP_PLUS.permit.conditions:
            open_ = IMP_PLUS.holds(row.when, example.case, people[name], granted(example)) is None
            said = "printed" if row.key in keys else "not known" if open_ else "not printed"
            if kind in row.kinds and holds(row, granted(example)):
                yield f"{named('print', row)} on {kind}", said


def granted(example: Example) -> date:
    return example.case.decided_on or example.case.on


def others(example: Example) -> Iterator[Shown]:
    cap = example.expected.get("cap")
    if cap:
        yield "cap", cap.split(":")[0]
    told = example.expected.get("requirements")
    if told is not None:
        for row in IMP_PLUS.requirements:
            yield named("requirement", row), "told" if row.key in told else "not told"
    for key, value in example.row.get("settings", {}).items():
        for row in rows_of_day(IMP_PLUS.settings.rows, key, example.case.on):
            if value != row.value:
                yield f"setting {key}", f"not {row.value}"
