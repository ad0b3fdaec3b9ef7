"""Plain values as bytes that anyone can make again, and the hash of these bytes."""

import hashlib
import json
from typing import Any


def canonical(value: Any) -> bytes:
    """Plain values as JSON with sorted keys, no spaces and UTF-8: the same bytes for the same."""
    written = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return written.encode()


def digest(value: Any) -> str:
    """The SHA-256 of the canonical form."""
    return f"sha256:{hashlib.sha256(canonical(value)).hexdigest()}"
