"""The key that signs the checkpoints of the public log: `log.pem` in settings.KEYS_FOLDER."""

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from impplus.rules.notes import SIGNS, Key, SignedNote

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class NoLogKey(Exception):
    """The keys folder holds no key for the log, or one of another kind."""


def key() -> Key:
    """The key by which anybody verifies our checkpoints; its name is the log's origin."""
    return Key(settings.LOG_ORIGIN, SIGNS, _private().public_key().public_bytes_raw())


def sign(text: str) -> SignedNote:
    """The note of a text, signed by the log."""
    ours = key()
    return SignedNote(text, ((ours.name, ours.id + _private().sign(text.encode())),))


def _private() -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    path = Path(settings.KEYS_FOLDER) / "log.pem"
    if not path.exists():
        raise NoLogKey(f"{path} is missing: no checkpoint can be signed.")
    found = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(found, Ed25519PrivateKey):
        raise NoLogKey(f"{path} is not an Ed25519 key.")
    return found
