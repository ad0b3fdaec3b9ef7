"""Signed notes, and the checkpoints of a log that they carry (C2SP signed-note, -checkpoint, -cosignature)."""

import hashlib
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from impplus.rules.merkle import HASH

SIGNS, COSIGNS = 1, 4  # the kinds of Ed25519 signature: a note's, and a witness's with its time
_NAME = re.compile(r"[^\s+\x00-\x1f]+")
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")
_PUBLIC, _ID = 32, 4  # bytes of a public key, and of what names it before each signature
_MOST_SIGNATURES = 64


class BadNote(ValueError):
    """A note, key or checkpoint that is not written as it must be, or whose signature is not right."""


@dataclass(frozen=True)
class Key:
    """Whose Ed25519 signature is verified: the origin of a log (SIGNS), or a witness (COSIGNS)."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that stand before each signature by this key."""
        named = self.name.encode() + b"\n" + bytes([self.kind])
        return hashlib.sha256(named + self.public).digest()[:_ID]

    def __str__(self) -> str:
        """The verifier key, as it is published."""
        return f"{self.name}+{self.id.hex()}+{to_base64(bytes([self.kind]) + self.public)}"


@dataclass(frozen=True)
class SignedNote:
    """A text that ends in a newline, and under it the names and the bytes of its signatures."""

    text: str
    signatures: tuple[tuple[str, bytes], ...]

    def __str__(self) -> str:
        return f"{self.text}\n{''.join(signature_line(*one) for one in self.signatures)}"


@dataclass(frozen=True)
class Checkpoint:
    """What a log is at a size: that, its root, and which log it is."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        """The text of its note."""
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n"


def key_of(written: str) -> Key:
    """The key that a verifier key says; raises BadNote."""
    name, _, rest = written.partition("+")
    said, _, held = rest.partition("+")
    key = from_base64(held)
    if not _NAME.fullmatch(name) or len(key) != 1 + _PUBLIC or key[0] not in (SIGNS, COSIGNS):
        raise BadNote(written)
    read = Key(name, key[0], key[1:])
    if said != read.id.hex():
        raise BadNote(written)
    return read


def note_of(written: str) -> SignedNote:
    """The note that is written so; raises BadNote."""
    text, gap, below = written.rpartition("\n\n")
    lines = below.split("\n")
    if not (gap and lines.pop() == "" and 0 < len(lines) <= _MOST_SIGNATURES):
        raise BadNote("no signature lines")
    if any(ord(one) < 32 and one != "\n" for one in written):
        raise BadNote("control characters")
    return SignedNote(f"{text}\n", tuple(map(_signature, lines)))


def checkpoint_of(text: str) -> Checkpoint:
    """The checkpoint that a note's text says; lines after the third are not ours to read."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
        raise BadNote("not a checkpoint")
    root = from_base64(lines[2])
    if len(root) != HASH:
        raise BadNote("not a root")
    return Checkpoint(lines[0], number_of(lines[1]), root)


def signed(note: SignedNote, key: Key) -> bool:
    """Whether the key signed the note; raises BadNote where a signature by it is not right."""
    return bool(_by(note, key))


def cosigned(note: SignedNote, key: Key) -> tuple[int, ...]:
    """When a witness cosigned the note, in seconds of POSIX; raises BadNote as `signed` does."""
    return tuple(int.from_bytes(signature[:8]) for signature in _by(note, key))


def cosigned_text(text: str, seconds: int) -> bytes:
    """What a witness signs of a checkpoint's text."""
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def with_signatures(note: SignedNote, more: Iterable[tuple[str, bytes]]) -> SignedNote:
    """The note with further signatures, each once."""
    return SignedNote(note.text, tuple(dict.fromkeys((*note.signatures, *more))))


def signature_line(name: str, signature: bytes) -> str:
    """The line of one signature; `signature` begins with the key's id."""
    return f"— {name} {to_base64(signature)}\n"


def to_base64(held: bytes) -> str:
    """Standard base64, as all these formats use it."""
    return b64encode(held).decode()


def from_base64(written: str) -> bytes:
    """The bytes, where they are written in the one way that there is; raises BadNote."""
    try:
        held = b64decode(written)
    except ValueError:
        raise BadNote(written) from None
    if to_base64(held) != written:
        raise BadNote(written)
    return held


def number_of(written: str) -> int:
    """A size or an index, without leading zeros; raises BadNote."""
    if not _DECIMAL.fullmatch(written):
        raise BadNote(written)
    return int(written)


def _signature(line: str) -> tuple[str, bytes]:
    match line.split(" "):
        case ["—", name, held] if _NAME.fullmatch(name) and len(from_base64(held)) > _ID:
            return name, from_base64(held)
    raise BadNote(line)


def _by(note: SignedNote, key: Key) -> list[bytes]:
    """The signatures of one key, without its id, each of them right."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    by = (key.name, key.id)
    found = [held[_ID:] for name, held in note.signatures if (name, held[:_ID]) == by]
    for signature in found:
        said, message = signature, note.text.encode()
        if key.kind == COSIGNS:
            said = signature[8:]
            message = cosigned_text(note.text, int.from_bytes(signature[:8]))
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(said, message)
        except InvalidSignature:
            raise BadNote(f"the signature of {key.name} is not right") from None
    return found
