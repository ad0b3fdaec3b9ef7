"""Two versions of a programme held against the same case: what would flip, key by key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from impplus.rules.answer import Judged
from impplus.rules.eligibility import eligible
from impplus.rules.programme import Programme

type Verdict = Literal["met", "not-met", "not-known", "absent"]
type Part = Literal["conditions", "eligible", "fees", "documents", "permits"]

VERDICTS: Mapping[bool | None, Verdict] = {True: "met", False: "not-met", None: "not-known"}


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


def flips(before: Judged, after: Judged) -> tuple[Flip, ...]:
    """Every flip of a case, each once, whoever in the family it is about."""
    return tuple(dict.fromkeys(_flips(before, after)))


def _flips(before: Judged, after: Judged) -> Iterator[Flip]:
    one, other = _verdicts(before), _verdicts(after)
    for key, person in dict.fromkeys((*one, *other)):
        was, becomes = one.get((key, person), "absent"), other.get((key, person), "absent")
        if was != becomes:
            yield Flip("conditions", key, was, becomes)
    was, becomes = (VERDICTS[eligible(said.findings)] for said in (before, after))
    if was != becomes:
        yield Flip("eligible", "", was, becomes)
    left, right = _without_words(before), _without_words(after)
    yield from (Flip(part) for part in left if left[part] != right[part])


def _verdicts(said: Judged) -> dict[tuple[str, str], Verdict]:
    return {(one.key, one.person): VERDICTS[one.met] for one in (*said.findings, *said.family)}


def _without_words(said: Judged) -> dict[Part, object]:
    """Fees, documents and permits without their words, which change no answer."""
    return {
        "fees": (said.bill.total, {(fee.key, fee.person) for fee in said.bill.unknown}),
        "documents": {(one.key, one.person) for one in said.documents},
        "permits": [
            (
                permit.person,
                permit.kind,
                permit.valid_from,
                permit.until,
                permit.limited_by,
                permit.province,
                permit.conditions,
            )
            for permit in said.permits
        ],
    }


def titles(*programmes: Programme) -> dict[str, Any]:
    """The title of each condition by key, in the order of the programmes; the last one's words."""
    rows = [row for one in programmes for row in (*one.conditions, *one.family)]
    return {row.key: row.title for row in rows}
