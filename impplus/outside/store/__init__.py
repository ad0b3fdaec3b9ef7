"""A content-addressed store of files: the key of a file is its SHA-256, and `STORAGES["documents"]` holds it."""

import hashlib
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO

from django.core.files import File
from django.core.files.storage import storages

KEY = re.compile(r"[0-9a-f]{64}")
MARK = re.compile(r"[0-9a-f]{32}")
PARTS = "parts"  # the folder of files that come in several
CHUNK = 64 * 1024
IN_MEMORY = 1024 * 1024  # what is larger waits on the disk while it is read and checked


class NotStored(Exception):
    """No file is stored under this key."""


class BucketFailed(OSError):
    """The bucket does not answer, or refuses."""


class Damaged(Exception):
    """The stored bytes are no longer those that were put."""


@contextmanager
def _reached() -> Iterator[None]:
    """Within, an error of the backend's own (a bucket's, not the disk's) becomes BucketFailed."""
    try:
        yield
    except getattr(storages["documents"], "failures", ()) as failure:
        raise BucketFailed(type(failure).__name__) from failure


@_reached()
def put(content: IO[bytes], *, anew: bool = False) -> str:
    """Keep the content for good and return its key; on return it is on the disk, or in the bucket.

    What is there already is written only `anew`.
    """
    key = digest_of(content)
    if anew or not _intact(key):
        content.seek(0)
        storages["documents"].save(_name(key), File(content))
    return key


def digest_of(content: IO[bytes]) -> str:
    """The SHA-256 of a content, in hexadecimal."""
    content.seek(0)
    digest = hashlib.sha256()
    while chunk := content.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


@_reached()
def get(key: str) -> IO[bytes]:
    """The content of a key, checked to its end before its first byte is given; raises NotStored or Damaged."""
    try:
        with storages["documents"].open(_name(key)) as kept:
            found = BytesIO() if kept.size <= IN_MEMORY else TemporaryFile()  # noqa: SIM115
            shutil.copyfileobj(kept, found, CHUNK)
    except FileNotFoundError:
        raise NotStored(key) from None
    if digest_of(found) != key:
        found.close()
        raise Damaged(key)
    found.seek(0)
    return found


@_reached()
def remove(key: str) -> None:
    """Remove the content of a key, if it is there."""
    storages["documents"].delete(_name(key))


@_reached()
def exists(key: str) -> bool:
    """Whether a file is stored under the key (its bytes are checked by `get`)."""
    return KEY.fullmatch(key) is not None and storages["documents"].exists(_name(key))


@_reached()
def put_part(mark: str, begins: int, content: IO[bytes]) -> str:
    """Keep a part of a file that comes in several, and return its name; on return it is as safe as a file.

    Its name is never given twice, so that a writer who is late overwrites nothing.
    """
    name = f"{_folder(mark)}/{begins:08}-{secrets.token_hex(6)}"
    content.seek(0)
    storages["documents"].save(name, File(content))
    return name


@_reached()
def joined(names: Sequence[str]) -> IO[bytes]:
    """Parts, one after the other, as one file; raises NotStored where one is missing."""
    whole = TemporaryFile()  # noqa: SIM115
    try:
        for name in names:
            with storages["documents"].open(name) as part:
                shutil.copyfileobj(part, whole, CHUNK)
        whole.seek(0)
    except OSError as fault:  # no such part, or no room for the whole
        with suppress(OSError):  # what is still to be written finds no room either
            whole.close()
        if isinstance(fault, FileNotFoundError):
            raise NotStored(name) from None
        raise
    return whole


@_reached()
def remove_parts(mark: str) -> None:
    """Remove every part of a file, those of a writer who never came to an end as well."""
    place, folder = storages["documents"], _folder(mark)
    with suppress(FileNotFoundError):
        for name in place.listdir(folder)[1]:
            place.delete(f"{folder}/{name}")
        place.delete(folder)


@_reached()
def marks() -> list[str]:
    """The files of which there are parts."""
    try:
        return [one for one in storages["documents"].listdir(PARTS)[0] if MARK.fullmatch(one)]
    except FileNotFoundError:
        return []


def _folder(mark: str) -> str:
    if MARK.fullmatch(mark) is None:
        raise NotStored(mark)
    return f"{PARTS}/{mark}"


def _intact(key: str) -> bool:
    try:
        get(key).close()
    except (NotStored, Damaged):
        return False
    return True


def _name(key: str) -> str:
    if KEY.fullmatch(key) is None:
        raise NotStored(key)
    return f"{key[:2]}/{key[2:4]}/{key}"
