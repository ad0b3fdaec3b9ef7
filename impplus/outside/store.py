"""A content-addressed store of files in a local folder: the key of a file is its SHA-256."""

import hashlib
import os
import re
import secrets
from pathlib import Path

from django.conf import settings

KEY = re.compile(r"[0-9a-f]{64}")


class Missing(Exception):
    """No file is stored under this key."""


class Damaged(Exception):
    """The stored bytes are no longer those that were put."""


def put(content: bytes) -> str:
    """Keep the content for good and return its key; on return it is on the disk."""
    key = hashlib.sha256(content).hexdigest()
    if not _intact(key):
        write_whole(_path(key), content)
    return key


def get(key: str) -> bytes:
    """The content of a key; raises Missing or Damaged."""
    path = _path(key)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise Missing(key) from None
    if hashlib.sha256(content).hexdigest() != key:
        raise Damaged(key)
    return content


def exists(key: str) -> bool:
    """Whether a file is stored under the key (its bytes are checked by `get`)."""
    return KEY.fullmatch(key) is not None and _path(key).is_file()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is either all there or not there, even if the power fails meanwhile."""
    _make_folder(path.parent)
    part = path.parent / f".{path.name}.{secrets.token_hex(6)}"
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    _flush(path.parent)


def _intact(key: str) -> bool:
    try:
        get(key)
    except (Missing, Damaged):
        return False
    return True


def _path(key: str) -> Path:
    if KEY.fullmatch(key) is None:
        raise Missing(key)
    return Path(settings.STORE_FOLDER) / key[:2] / key[2:4] / key


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _flush(folder.parent)


def _flush(folder: Path) -> None:
    """A rename survives a power cut only once the folder itself is flushed."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
