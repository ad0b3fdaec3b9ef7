"""The shapes of what machines send and get, for the OpenAPI document."""

from dataclasses import MISSING
from datetime import date
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from ninja import Schema
from pydantic import ConfigDict, Field

from impplus.api.examples import ANSWER, PLACES, PROBLEM, VERIFIED
from impplus.rules.case import Case

DAY = {"type": "string", "format": "date"}
COUNTRY = {"type": "string", "pattern": "^[A-Z]{3}$"}


class Year(Schema):
    """Which year is asked about."""

    year: Annotated[int | None, Field(ge=2000, le=2200)] = None


class Places(Schema):
    """The counter of a year; `open` says whether applications are received now."""

    model_config = ConfigDict(json_schema_extra={"example": PLACES})
    programme: str
    year: int
    size: int
    taken: int
    left: int
    open: bool


class Verified(Schema):
    """A permit or a letter, or `unknown` alone."""

    model_config = ConfigDict(json_schema_extra={"example": VERIFIED})
    state: Literal["valid", "not-yet", "expired", "revoked", "used", "unknown"]
    kind: Literal["permit", "invitation"] | None = None
    number: str | None = None
    initials: str | None = None
    permit: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    province: str | None = None
    conditions: list[str] | None = None


class Answer(Schema):
    """What the rules say; `eligible` is null where a needed fact is not known."""

    model_config = ConfigDict(json_schema_extra={"example": ANSWER})
    programme: str
    on: date
    rules: str
    eligible: bool | None
    findings: list[dict[str, Any]]
    documents: list[dict[str, Any]]
    fees: dict[str, Any]
    biometrics: list[dict[str, Any]]
    permits: list[dict[str, Any]]
    cap: dict[str, Any] | None
    outcome: dict[str, Any] | None


class Fault(Schema):
    """One thing that is wrong, and where."""

    pointer: str
    detail: str


class Problem(Schema):
    """RFC 9457, as application/problem+json."""

    model_config = ConfigDict(json_schema_extra={"example": PROBLEM})
    type: str
    title: str
    status: int
    instance: str
    detail: str | None = None
    errors: list[Fault] | None = None


def case_shape() -> dict[str, Any]:
    """The JSON Schema of a case, read from the records that hold it."""
    shape = _record(Case)
    shape["properties"]["programme"] = {"const": "imp-plus"}
    shape["title"] = "Case"
    return shape


def _record(kind: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    required = [name for name in hints if not _has_default(kind, name)]
    return {
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
        return {"type": "array", "maxItems": 30, "items": _value(get_args(hint)[0])}
    plain = {date: DAY, bool: {"type": "boolean"}, str: COUNTRY}
    return plain[hint] if hint in plain else _record(hint)
