"""Plain values as bytes that anyone can make again, and the hash of these bytes."""

import hashlib
from collections.abc import Callable
from typing import Any

import orjson

# Sorted, and nothing but plain values: no day, and no record of ours.
_PLAIN = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS


def canonical(value: Any, plain: Callable[[Any], Any] | None = None) -> bytes:
    """Plain values as JSON with sorted keys, no spaces and UTF-8: the same bytes for the same.

    `plain` gives the plain value of whatever is not plain; without it a TypeError is raised.
    """
    return orjson.dumps(value, default=plain, option=_PLAIN)


def as_written(written: bytes) -> Any:
    """What is canonical already, to stand as it is within another value."""
    return orjson.Fragment(written)


def is_written(value: object) -> bool:
    """Whether a value is canonical already."""
    return isinstance(value, orjson.Fragment)


def digest(value: Any) -> str:
    """The SHA-256 of the canonical form."""
    return digest_of(canonical(value))


def digest_of(written: bytes) -> str:
    """The SHA-256 of what is canonical already."""
    return f"sha256:{hashlib.sha256(written).hexdigest()}"
