"""Plain values as bytes that anyone can make again, and the hash of these bytes."""

import hashlib
from typing import Any

import orjson

# Sorted, and nothing but plain values: no day, and no record of ours.
_PLAIN = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS


def canonical(value: Any) -> bytes:
    """Plain values as JSON with sorted keys, no spaces and UTF-8: the same bytes for the same."""
    return orjson.dumps(value, option=_PLAIN)


def digest(value: Any) -> str:
    """The SHA-256 of the canonical form."""
    return f"sha256:{hashlib.sha256(canonical(value)).hexdigest()}"
