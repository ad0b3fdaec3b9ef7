"""The leaf that seals a record without saying it, and the proof that a log holds the leaf.

A leaf is 42 bytes: version 1, milliseconds since 1970 8, kind 1, and the SHA-256 of a salt and the
record's canonical JSON. The salt stays with the record: without it nobody can try out what the record
may be, and once it is destroyed the leaf says nothing for ever.
"""

import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from impplus.rules.canonical import canonical
from impplus.rules.merkle import HASH, is_included, leaf_hash
from impplus.rules.notes import (
    BadNote,
    Checkpoint,
    Key,
    SignedNote,
    checkpoint_of,
    cosigned,
    from_base64,
    note_of,
    number_of,
    signed,
    to_base64,
)

VERSION = 1
CHANGE, RECEIPT = 0, 1  # what happened: a receipt, or any other change
INVENTED = 0x80  # is set beside it for what belongs to invented people, who may be removed
SALT = 16
PROOF = "c2sp.org/tlog-proof@v1"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_FIRST = struct.Struct(">BQB")


class BadLeaf(ValueError):
    """Bytes that are not a leaf of this version."""


@dataclass(frozen=True)
class Leaf:
    """What a leaf says; `seal` is the hash of salt and record."""

    at: datetime
    kind: int
    seal: bytes

    def __bytes__(self) -> bytes:
        return _FIRST.pack(VERSION, (self.at - _EPOCH) // _MILLISECOND, self.kind) + self.seal

    @property
    def invented(self) -> bool:
        """Whether it is about invented people."""
        return bool(self.kind & INVENTED)


@dataclass(frozen=True)
class Proof:
    """That a leaf is in a log: where, the hashes up to the root, and the signed checkpoint."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: SignedNote
    extra: bytes = b""

    def __str__(self) -> str:
        """The text of a C2SP tlog-proof."""
        extra = [f"extra {to_base64(self.extra)}"] if self.extra else []
        lines = [PROOF, *extra, f"index {self.index}", *map(to_base64, self.hashes)]
        return "\n".join([*lines, "", str(self.checkpoint)])


@dataclass(frozen=True)
class Policy:
    """Whom a verifier believes: the log's key, and how many of these witnesses."""

    log: Key
    witnesses: tuple[Key, ...] = ()
    quorum: int = 0


def sealed(record: Mapping[str, Any], salt: bytes, *, at: datetime, kind: int) -> Leaf:
    """The leaf of a record of plain values; a leaf keeps whole milliseconds of its instant."""
    seal = hashlib.sha256(salt + canonical(record)).digest()
    return Leaf(_EPOCH + (at - _EPOCH) // _MILLISECOND * _MILLISECOND, kind, seal)


def leaf_of(written: bytes) -> Leaf:
    """The leaf that is written so; raises BadLeaf."""
    if len(written) != _FIRST.size + HASH:
        raise BadLeaf(written.hex())
    version, milliseconds, kind = _FIRST.unpack_from(written)
    try:
        at = _EPOCH + milliseconds * _MILLISECOND
    except OverflowError:
        raise BadLeaf(written.hex()) from None
    if version != VERSION or kind & ~INVENTED not in (CHANGE, RECEIPT):
        raise BadLeaf(written.hex())
    return Leaf(at, kind, written[_FIRST.size :])


def proof_of(written: str) -> Proof:
    """The proof that a text of C2SP tlog-proof says; raises BadNote."""
    head, _, checkpoint = written.partition("\n\n")
    first, *lines = head.split("\n")
    if first != PROOF or not lines:
        raise BadNote("not a proof")
    extra = from_base64(lines.pop(0)[6:]) if lines[0].startswith("extra ") else b""
    if not lines or not lines[0].startswith("index "):
        raise BadNote("no index")
    index = number_of(lines.pop(0)[6:])
    return Proof(index, tuple(map(from_base64, lines)), note_of(checkpoint), extra)


def agreed(note: SignedNote, policy: Policy) -> Checkpoint:
    """The checkpoint of a note that the policy accepts; raises BadNote with what is missing."""
    checkpoint = checkpoint_of(note.text)
    if checkpoint.origin != policy.log.name:
        raise BadNote(f"of another log: {checkpoint.origin}")
    if not signed(note, policy.log):
        raise BadNote(f"not signed by {policy.log.name}")
    seen = sum(bool(cosigned(note, witness)) for witness in policy.witnesses)
    if seen < policy.quorum:
        raise BadNote(f"cosigned by {seen} of {policy.quorum} witnesses")
    return checkpoint


def proves(proof: Proof, leaf: Leaf, checkpoint: Checkpoint) -> bool:
    """Whether the proof leads from this leaf to the root of the checkpoint."""
    hashed = leaf_hash(bytes(leaf))
    return is_included(proof.index, checkpoint.size, hashed, proof.hashes, checkpoint.root)
