"""Two versions of a programme held against the same case: what would flip, key by key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from impplus.rules import documents, fees, validity
from impplus.rules.case import Case
from impplus.rules.eligibility import assess, eligible
from impplus.rules.family import assess_family
from impplus.rules.programme import Programme

type Verdict = Literal["met", "not-met", "not-known", "absent"]
type Part = Literal["conditions", "eligible", "fees", "documents", "permits"]

VERDICTS: Mapping[bool | None, Verdict] = {True: "met", False: "not-met", None: "not-known"}


@dataclass(frozen=True, slots=True)
class Judged:
    """What one version of a programme comes to in a case, without its words."""

    eligible: bool | None
    verdicts: Mapping[tuple[str, str], Verdict]
    fees: object
    documents: object
    permits: object


@dataclass(frozen=True, slots=True)
class Flip:
    """One way in which a case would come out otherwise.

    A condition and "eligible" flip from one verdict to another ("absent": the condition is not in
    force in that version); of fees, documents and permits it is only said that they are others.
    """

    part: Part
    key: str = ""
    before: Verdict | Literal[""] = ""
    after: Verdict | Literal[""] = ""


def judged(programme: Programme, case: Case) -> Judged:
    """What a programme comes to in a case on the day of its receipt."""
    on = case.on
    found = assess(programme.in_force(on).conditions, case, on=on)
    family = assess_family(programme, case, on=on)
    bill = fees.due(programme, case, on=on)
    return Judged(
        eligible=eligible(found),
        verdicts={(one.key, one.person): VERDICTS[one.met] for one in (*found, *family)},
        fees=(bill.total, {(fee.key, fee.person) for fee in bill.unknown}),
        documents={(one.key, one.person) for one in documents.needed(programme, case, on=on)},
        permits=[
            (
                permit.person,
                permit.kind,
                permit.valid_from,
                permit.until,
                permit.limited_by,
                permit.province,
                permit.conditions,
            )
            for permit in validity.permits(programme, case, on=on)
        ],
    )


def flips(before: Judged, after: Judged) -> tuple[Flip, ...]:
    """Every flip of a case, each once, whoever in the family it is about."""
    return tuple(dict.fromkeys(_flips(before, after)))


def _flips(before: Judged, after: Judged) -> Iterator[Flip]:
    one, other = before.verdicts, after.verdicts
    for key, person in dict.fromkeys((*one, *other)):
        was, becomes = one.get((key, person), "absent"), other.get((key, person), "absent")
        if was != becomes:
            yield Flip("conditions", key, was, becomes)
    if before.eligible is not after.eligible:
        yield Flip("eligible", "", VERDICTS[before.eligible], VERDICTS[after.eligible])
    if before.fees != after.fees:
        yield Flip("fees")
    if before.documents != after.documents:
        yield Flip("documents")
    if before.permits != after.permits:
        yield Flip("permits")


def titles(*programmes: Programme) -> dict[str, Any]:
    """The title of each condition by key, in the order of the programmes; the last one's words."""
    rows = [row for one in programmes for row in (*one.conditions, *one.family)]
    return {row.key: row.title for row in rows}
