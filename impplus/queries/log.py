"""The public log as it is published: its files, its key and its last checkpoint."""

from functools import cache

from django.conf import settings
from django.core.files.storage import storages

from impplus.rules.notes import Checkpoint, Key, SignedNote, checkpoint_of, key_of, note_of
from impplus.rules.seal import Policy
from impplus.rules.tiles import BadTile

CHECKPOINT, KEY = "checkpoint", "vkey"


def read(path: str) -> bytes:
    """A file of the log, by its path under the log's address; raises BadTile where there is none."""
    try:
        with storages["log"].open(path) as file:
            held: bytes = file.read()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise BadTile(path) from None
    return held


def published() -> SignedNote | None:
    """The last checkpoint that was published; raises BadNote where it cannot be read."""
    try:
        return note_of(read(CHECKPOINT).decode())
    except BadTile:
        return None


def newest() -> Checkpoint | None:
    """What the last published checkpoint says."""
    note = published()
    return checkpoint_of(note.text) if note else None


def policy() -> Policy | None:
    """Whose signatures a checkpoint of this installation must have; None before its first one."""
    try:
        log = key_of(read(KEY).decode().strip())
    except BadTile:
        return None
    return Policy(log, tuple(key for key, _ in witnesses()), settings.LOG_QUORUM)


def witnesses() -> tuple[tuple[Key, str], ...]:
    """Each witness of the installation: its key, and the address that checkpoints are sent to."""
    return _witnesses(settings.LOG_WITNESSES)


@cache
def _witnesses(written: str) -> tuple[tuple[Key, str], ...]:
    words = written.split()
    return tuple(
        (key_of(key), address.rstrip("/"))
        for key, address in zip(words[::2], words[1::2], strict=True)
    )
