"""The signed code of a permit or a letter: what a QR code holds, so that anybody checks it without a network.

It is one array of plain values under COSE_Sign1, in Base45 after `PREFIX`. Its fields are those of a visible digital
seal for documents that travel (ICAO Doc 9303-13, VDS-NC): type, version, issuer, then the person and the document.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Literal

from impplus.rules import base45, cose
from impplus.rules.signed_lists import KeyList, StatusList
from impplus.words.days import PartDay

PREFIX = "IMP1:"
VERSION = 1
PERMIT, INVITATION, INTRODUCTION = 1, 2, 3
LONGEST = 366  # characters that version 11 of a QR code holds at level M
SHOWN = 4  # characters of a passport's number, or a certificate's, that the code shows: its last
# What the two bits of a status list say of each type.
STATES: Mapping[int, tuple[str, ...]] = {
    PERMIT: ("valid", "cancelled", "suspended", "replaced"),
    INVITATION: ("valid", "revoked", "suspended", "used"),
    INTRODUCTION: ("valid", "cancelled", "suspended", "used"),
}
_EPOCH = date(1970, 1, 1)

type Verdict = Literal[
    "valid", "not-yet", "expired", "ended", "altered", "unknown-issuer", "unchecked"
]


class BadCode(ValueError):
    """A text that is no signed code, or was changed."""


@dataclass(frozen=True)
class SignedFacts:
    """What a code says: in this order, it is the array.

    `name` is as in the machine-readable zone of a passport; `born` is year, month and day as one number, with zeros
    for what is not known; `document` is the end of the number of the passport, or of the certificate of selection;
    `place` is the province to which a permit is limited; `index` is where the status list has its state.
    """

    type: int
    issuer: str
    number: str
    name: str
    born: int | None
    nationality: str
    document: str
    kind: str
    place: str
    valid_from: date
    valid_until: date | None
    issued_on: date
    index: int


@dataclass(frozen=True)
class Checked:
    """What a check found; `state` is the word of the status list, `since` when it was last known (seconds), None for never."""

    verdict: Verdict
    facts: SignedFacts | None = None
    state: str = ""
    since: int | None = None


def number_of(born: date) -> int:
    """A birth as one number: 19900402, and 19900400 or 19900000 where a part is not known."""
    if isinstance(born, PartDay):
        return born.year * 10_000 + (born.month * 100 if born.month_known else 0)
    return born.year * 10_000 + born.month * 100 + born.day


def payload_of(facts: SignedFacts) -> list[Any]:
    """The array that is signed."""
    values = (getattr(facts, one.name) for one in fields(facts))
    return [VERSION, *(_counted(one) if isinstance(one, date) else one for one in values)]


def facts_of(payload: Any) -> SignedFacts:
    """What an array says; raises BadCode."""
    match payload:
        case [
            1, (1 | 2 | 3) as kind_of, str(issuer), str(number), str(name), int() | None as born, str(nationality),
            str(document), str(kind), str(place), int(since), int() | None as until, int(issued),
            int(index),
        ] if index >= 0:  # fmt: skip
            pass
        case _:
            raise BadCode("not these fields")
    return SignedFacts(
        kind_of, issuer, number, name, born, nationality, document, kind, place,
        _day(since), None if until is None else _day(until), _day(issued), index,
    )  # fmt: skip


def written(signed: bytes) -> str:
    """A signed code as the QR code has it."""
    return PREFIX + base45.encoded(signed)


def read(text: str) -> tuple[cose.Sign1, SignedFacts]:
    """What a code says, before its signature is verified; raises BadCode."""
    if not text.startswith(PREFIX) or len(text) > LONGEST:
        raise BadCode("no code of ours")
    try:
        one = cose.read(base45.decoded(text[len(PREFIX) :]))
    except (base45.NotBase45, cose.NotSign1) as fault:
        raise BadCode(str(fault)) from None
    if one.type:
        raise BadCode("signed as something else")
    return one, facts_of(one.payload)


def check(text: str, keys: KeyList, status: StatusList | None, *, at: int, on: date) -> Checked:
    """What a code is worth at an instant (seconds since 1970) and on a day of the programme's place.

    `keys` and `status` are those of the issuer whom the verifier trusts; without a status list nothing is known of
    what happened since. A list that is older than it says it may be still tells of what has ended.
    """
    try:
        one, facts = read(text)
    except BadCode:
        return Checked("altered")
    key = keys.keys.get(one.key)
    if facts.issuer != keys.issuer or key is None or facts.issued_on > key.until:
        return Checked("unknown-issuer")
    if not cose.is_signed(one, key.point):
        return Checked("altered")
    since = status.made_at if status else None
    state = STATES[facts.type][status.of(facts.index) if status else 0]
    if state != "valid":
        return Checked("ended", facts, state, since)
    if on < facts.valid_from:
        return Checked("not-yet", facts, state, since)
    if facts.valid_until and on > facts.valid_until:
        return Checked("expired", facts, state, since)
    fresh = status is not None and at <= status.until
    return Checked("valid" if fresh else "unchecked", facts, state, since)


def _counted(day: date) -> int:
    return (day - _EPOCH).days


def _day(count: int) -> date:
    try:
        return _EPOCH + timedelta(days=count)
    except OverflowError:
        raise BadCode("no day") from None
