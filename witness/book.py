"""What a witness remembers, of each log that it knows: the last checkpoint that it cosigned."""

import hashlib
import os
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from impplus.rules.merkle import EMPTY, is_consistent
from impplus.rules.notes import (
    COSIGNS,
    BadNote,
    Checkpoint,
    Key,
    SignedNote,
    checkpoint_of,
    cosigned_text,
    from_base64,
    note_of,
    number_of,
    signature_line,
    signed,
    with_signatures,
)

MOST_HASHES = 63
PLAIN, SIZE = "text/plain; charset=utf-8", "text/x.tlog.size"


@dataclass(frozen=True)
class Answer:
    """What the witness says: an HTTP status, a text and its type."""

    status: int
    text: str = ""
    kind: str = PLAIN


class Book:
    """The logs that are known by their keys, and a folder that holds what was cosigned of each.

    One process at a time may use a folder: a lock of the process keeps its answers in order.
    """

    def __init__(
        self, name: str, private: Ed25519PrivateKey, logs: Sequence[Key], folder: Path
    ) -> None:
        self.key = Key(name, COSIGNS, private.public_key().public_bytes_raw())
        self.private, self.folder = private, folder
        self.logs = {log.name: log for log in logs}
        self.one_at_a_time = threading.Lock()

    def add(self, body: str) -> Answer:
        """Cosign a checkpoint that continues the last one; else the status that says why not."""
        try:
            old, proof, note = _request(body)
            new = checkpoint_of(note.text)
        except BadNote:
            return Answer(400)
        log = self.logs.get(new.origin)
        if log is None:
            return Answer(404)
        try:
            if not signed(note, log):
                return Answer(403)
        except BadNote:
            return Answer(403)
        if old > new.size:
            return Answer(400)
        with self.one_at_a_time:
            return self._add(old, proof, note, new)

    def last(self, origin_hash: str) -> str | None:
        """The last checkpoint of a log with our signature, by the SHA-256 of its origin."""
        known = {_hash(origin) for origin in self.logs}
        path = self.folder / origin_hash / "checkpoint"
        return path.read_text("utf-8") if origin_hash in known and path.exists() else None

    def _add(self, old: int, proof: Sequence[bytes], note: SignedNote, new: Checkpoint) -> Answer:
        kept = self.last(_hash(new.origin))
        last = checkpoint_of(note_of(kept).text) if kept else Checkpoint(new.origin, 0, EMPTY)
        if old != last.size:
            return Answer(409, f"{last.size}\n", SIZE)
        if not _continues(last, new, proof):
            return Answer(422)
        seconds = int(time.time())
        signature = self.private.sign(cosigned_text(note.text, seconds))
        ours = self.key.name, self.key.id + seconds.to_bytes(8) + signature
        theirs = [one for one in note.signatures if one[0] == new.origin]
        self._keep(new.origin, with_signatures(SignedNote(note.text, tuple(theirs)), [ours]))
        return Answer(200, signature_line(*ours))

    def _keep(self, origin: str, note: SignedNote) -> None:
        """Remember what is about to be said: on return it is on the disk."""
        folder = self.folder / _hash(origin)
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / "new"
        with part.open("w", encoding="utf-8") as file:
            file.write(str(note))
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / "checkpoint")
        held = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(held)
        finally:
            os.close(held)


def _continues(last: Checkpoint, new: Checkpoint, proof: Sequence[bytes]) -> bool:
    if not last.size:
        return not proof and (new.size > 0 or new.root == EMPTY)
    return is_consistent(last.size, new.size, last.root, new.root, proof)


def _request(body: str) -> tuple[int, list[bytes], SignedNote]:
    head, gap, note = body.partition("\n\n")
    first, *lines = head.split("\n")
    if not gap or not first.startswith("old ") or len(lines) > MOST_HASHES:
        raise BadNote("not a request")
    return number_of(first[4:]), [from_base64(line) for line in lines], note_of(note)


def _hash(origin: str) -> str:
    return hashlib.sha256(origin.encode()).hexdigest()
