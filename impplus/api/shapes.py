"""The shapes of what machines send and get, for the OpenAPI document."""

from dataclasses import MISSING
from datetime import date, datetime
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from ninja import Schema
from pydantic import ConfigDict, Field

from impplus.api.examples import PLACES, VERIFIED
from impplus.programmes import ALL
from impplus.rules.case import Case
from impplus.rules.case_json.values import LONGEST_LIST

DAY = {"type": "string", "format": "date"}
COUNTRY = {
    "type": "string",
    "pattern": "^[A-Z]{3}$",
    "description": "A country or territory: ISO 3166-1 alpha-3, or, where that has none, a code of ICAO "
    "Doc 9303-3, section 5, such as RKS, XXA or XXB.",
}

Amount = Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]{2}$")]
Hash = Annotated[str, Field(pattern="^sha256:[0-9a-f]{64}$")]
Limit = Literal["duration", "passport", "biometrics"]


class Year(Schema):
    """Which year is asked about."""

    year: Annotated[int | None, Field(ge=2000, le=2200)] = None


class Forecast(Schema):
    """The days between which the last place could be taken, estimated on `day`; null is not this year.

    Of `settled` earlier ranges whose outcome is known, `held` held it. It promises nothing.
    """

    day: date
    early: date | None
    late: date | None
    held: int
    settled: int


class Places(Schema):
    """The counter of a year at the instant `at`; `open` says whether applications are received now."""

    model_config = ConfigDict(json_schema_extra={"examples": [PLACES]})
    programme: str
    year: int
    size: int
    taken: int
    left: int
    open: bool
    state: Literal["before", "open", "nearly-full", "full", "closed"]
    opens_at: datetime | None
    closes_at: datetime | None
    at: datetime
    forecast: Forecast | None


class Verified(Schema):
    """A permit or a letter, or `unknown` alone."""

    model_config = ConfigDict(json_schema_extra={"examples": [VERIFIED]})
    state: Literal[
        "valid", "not-yet", "expired", "suspended", "cancelled", "replaced", "revoked", "used",
        "unknown",
    ]  # fmt: skip
    kind: Literal["permit", "invitation", "introduction"] | None = None
    number: str | None = None
    initials: str | None = None
    permit: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    suspended_until: date | None = None
    province: str | None = None
    conditions: list[str] | None = None


class Source(Schema):
    """The text that a rule rests on."""

    cite: str
    title: str
    url: str


class Finding(Schema):
    """A condition: met, not met, or null where a needed fact is not known; and what one can do."""

    key: str
    met: bool | None
    title: str
    text: str
    remedy: str | None
    source: Source
    facts: dict[str, str | bool | None]


class FamilyFinding(Finding):
    """A condition about one member of the family; it never changes `eligible`."""

    person: str


class Requirement(Schema):
    """What the facts of a case cannot settle, and when it is judged."""

    key: str
    judged: Literal["at-submission", "at-decision"]
    title: str
    text: str
    source: Source


class Document(Schema):
    """A document that a person must send, and why."""

    key: str
    person: str
    text: str
    why: str
    source: Source


class Line(Schema):
    """One fee of one person; a fee whose amount is not known has null, and says why it is due."""

    key: str
    person: str
    amount: Amount | None
    text: str
    why: str | None = None
    source: Source | None


class Fees(Schema):
    """What is to be paid; there is no total where an amount is not known."""

    currency: Literal["CAD"]
    total: Amount | None
    lines: list[Line]
    warnings: list[str]


class Need(Schema):
    """Whether a person must give biometrics or have a medical exam (null: not known), and why."""

    person: str
    needed: bool | None
    why: str
    source: Source


class Permit(Schema):
    """A permit as it would be issued; `until` is null where its limit is not known."""

    person: str
    kind: str
    name: str
    from_: Annotated[date, Field(alias="from")]
    until: date | None
    limited_by: Limit | None
    province: str | None
    conditions: list[str]
    source: Source


class Cap(Schema):
    """The cap of the year in which the case is received; a plan may name another figure, `target`."""

    year: int
    size: int
    target: int | None
    source: Source


class Outcome(Schema):
    """What the law does with the fees and the place, for the outcome that was asked.

    There is no total where the amount of a fee that goes back is not known.
    """

    refunds: list[Line]
    refund_total: Amount | None
    counts_against_cap: bool
    text: str
    source: Source


class Answer(Schema):
    """What the rules say; `eligible` is null where a needed fact is not known.

    `rules` is the hash of the rules that were applied: the same case under the same hash has the
    same answer.
    """

    programme: str
    on: date
    rules: Hash
    eligible: bool | None
    findings: list[Finding]
    family: list[FamilyFinding]
    requirements: list[Requirement]
    documents: list[Document]
    fees: Fees
    medical: Need | None
    biometrics: list[Need]
    permits: list[Permit]
    cap: Cap | None
    outcome: Outcome | None


class Fault(Schema):
    """One thing that is wrong, and where: a JSON pointer (RFC 6901) into what was sent."""

    pointer: str
    detail: str


class Problem(Schema):
    """RFC 9457, as application/problem+json."""

    type: str
    title: str
    status: int
    instance: str
    detail: str | None = None
    errors: list[Fault] | None = None


def case_shape() -> dict[str, Any]:
    """The JSON Schema of a case, read from the records that hold it."""
    shape = _record(Case)
    shape["properties"] = {"programme": {"enum": list(ALL)}, **shape["properties"]}
    return shape


def _record(kind: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    required = [name for name in hints if not _has_default(kind, name)]
    return {
        "title": kind.__name__,
        "description": kind.__doc__,
        "type": "object",
        "additionalProperties": False,
        "required": [name.rstrip("_") for name in required],
        "properties": {name.rstrip("_"): _value(hint) for name, hint in hints.items()},
    }


def _has_default(kind: type[Any], name: str) -> bool:
    field = kind.__dataclass_fields__[name]
    return field.default is not MISSING


def _value(hint: Any) -> dict[str, Any]:
    if get_origin(hint) in (Union, UnionType):
        choices = [_value(part) for part in get_args(hint) if part is not type(None)]
        return choices[0] if len(choices) == 1 else {"anyOf": choices}
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if get_origin(hint) is tuple:
        return {"type": "array", "maxItems": LONGEST_LIST, "items": _value(get_args(hint)[0])}
    plain = {date: DAY, bool: {"type": "boolean"}, str: COUNTRY}
    return plain[hint] if hint in plain else _record(hint)
