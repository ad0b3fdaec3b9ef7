"""The store in a local folder, whose files survive a power cut."""

import os
import secrets
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage


class Local(FileSystemStorage):
    """Django's storage on the disk; a file is all there or not there, and its owner's alone to read."""

    def _save(self, name: str, content: "File[bytes]") -> str:
        path = Path(self.path(name))
        _make_folder(path.parent)
        part = path.parent / f".{path.name}.{secrets.token_hex(6)}"
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        _flush(path.parent)
        return name


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
