"""Where the public log is published: files that anybody may read, in `STORAGES["log"]`."""

from contextlib import suppress

from django.core.files.base import ContentFile
from django.core.files.storage import storages


def write(path: str, held: bytes) -> None:
    """Write a file, whole or not at all; on return it is on the disk, or in the bucket."""
    storages["log"].save(path, ContentFile(held))


def forget_partials(path: str) -> None:
    """Delete the partial tiles that led to a full one, which holds all that they held."""
    folder, log = f"{path}.p", storages["log"]
    with suppress(FileNotFoundError):
        _, widths = log.listdir(folder)
        for width in widths:
            log.delete(f"{folder}/{width}")
        log.delete(folder)
