"""What an issuer publishes beside its signed codes: which keys sign them, and the state of each.

Both are COSE_Sign1 by one key, which a verifier knows beforehand. The status list is that of the IETF's Token Status
List (CWT form): two bits for each index, compressed.
"""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from impplus.rules import cose

KEY_LIST, STATUS_LIST = "application/impplus-keys+cbor", "application/statuslist+cwt"
VALID, INVALID, SUSPENDED, OTHER = range(4)  # the states of two bits; OTHER is ours to name
SPACE = 2**20  # how many indexes there are
HOURS = 24  # for so long a status list may be relied on
ISSUER, SUBJECT, EXPIRES, ISSUED, ID, LIST, LIVES = 1, 2, 4, 6, 7, 65533, 65534  # claims of a CWT
_BYTES = SPACE // 4
_EPOCH = date(1970, 1, 1)


class BadList(ValueError):
    """Bytes that are no list of this issuer's, or not signed by the key that is known."""


@dataclass(frozen=True)
class CodeKey:
    """A key that signs codes: its point, and the days on which it did; `certificate` is DER, empty where there is none."""

    point: bytes
    since: date
    until: date
    certificate: bytes = b""


@dataclass(frozen=True)
class KeyList:
    """The keys of an issuer, each by its name; `made_at` is in seconds, and a later list replaces an earlier one."""

    issuer: str
    made_at: int
    keys: Mapping[bytes, CodeKey]


@dataclass(frozen=True)
class StatusList:
    """The states of all codes of an issuer from `made_at` to `until` (seconds); `version` counts up."""

    issuer: str
    version: int
    made_at: int
    until: int
    held: bytes

    def of(self, index: int) -> int:
        """The state at an index; of one that the list does not have, nothing is known against it."""
        if index >= 4 * len(self.held):
            return VALID
        return self.held[index // 4] >> 2 * (index % 4) & 3


def keys_payload(one: KeyList) -> list[Any]:
    """What is signed of a list of keys."""
    rows = [
        [name, key.point, _counted(key.since), _counted(key.until), key.certificate]
        for name, key in sorted(one.keys.items())
    ]
    return [1, one.issuer, one.made_at, rows]


def status_payload(
    issuer: str, version: int, made_at: int, states: Iterable[tuple[int, int]]
) -> dict[int, Any]:
    """The claims of a status list, of the states that are not VALID by their index."""
    held = bytearray(_BYTES)
    for index, state in states:
        held[index // 4] |= state << 2 * (index % 4)
    return {
        ISSUER: issuer,
        SUBJECT: "status",
        EXPIRES: made_at + HOURS * 3600,
        ISSUED: made_at,
        ID: version.to_bytes(8),
        LIVES: 3600,
        LIST: {"bits": 2, "lst": zlib.compress(bytes(held), 9)},
    }


def key_list(written: bytes, anchor: bytes) -> KeyList:
    """The list of keys that the key of the point `anchor` signed; raises BadList."""
    match _signed(written, anchor, KEY_LIST):
        case [1, str(issuer), int(made_at), list(rows)]:
            return KeyList(issuer, made_at, dict(_key(row) for row in rows))
        case _:
            raise BadList("not these fields")


def _key(row: Any) -> tuple[bytes, CodeKey]:
    match row:
        case [bytes(name), bytes(point), int(since), int(until), bytes(certificate)]:
            if name == cose.id_of(point):
                return name, CodeKey(point, _day(since), _day(until), certificate)
    raise BadList("no key")


def status_list(written: bytes, anchor: bytes) -> StatusList:
    """The status list that the key of the point `anchor` signed; raises BadList."""
    match _signed(written, anchor, STATUS_LIST):
        case {
            1: str(issuer),
            4: int(until),
            6: int(made_at),
            7: bytes(version),
            65533: {"bits": 2, "lst": bytes(packed)},
        }:
            return StatusList(issuer, int.from_bytes(version), made_at, until, _unpacked(packed))
        case _:
            raise BadList("not these claims")


def _signed(written: bytes, anchor: bytes, kind: str) -> Any:
    try:
        one = cose.read(written)
    except cose.NotSign1 as fault:
        raise BadList(str(fault)) from None
    if one.type != kind or one.key != cose.id_of(anchor) or not cose.is_signed(one, anchor):
        raise BadList("not signed by the key that is known")
    return one.payload


def _unpacked(packed: bytes) -> bytes:
    """At most the bytes of the whole space: what unpacks to more is no list."""
    unpack = zlib.decompressobj()
    try:
        held = unpack.decompress(packed, _BYTES + 1)
    except zlib.error:
        raise BadList("not packed") from None
    if not unpack.eof or len(held) > _BYTES:
        raise BadList("longer than the list")
    return held


def _counted(day: date) -> int:
    return (day - _EPOCH).days


def _day(count: int) -> date:
    try:
        return _EPOCH + timedelta(days=count)
    except OverflowError:
        raise BadList("no day") from None
