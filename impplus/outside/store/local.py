"""The store in a local folder, whose files survive a power cut."""

import os
import secrets
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import FileSystemStorage


class Local(FileSystemStorage):
    """Django's storage on the disk; a file is all there or not there, and its owner's alone to read.

    What is `public` is everybody's to read, whatever the process's umask: nginx may serve it.
    """

    def __init__(self, *, public: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.modes = (0o755, 0o644) if public else (0o700, 0o600)

    def _save(self, name: str, content: "File[bytes]") -> str:
        path = Path(self.path(name))
        for_folder, for_file = self.modes
        _make_folder(path.parent, for_folder)
        part = path.parent / f".{path.name}.{secrets.token_hex(6)}"
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fchmod(file.fileno(), for_file)
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        _flush(path.parent)
        return name


def _make_folder(folder: Path, mode: int) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent, mode)
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(mode)
    _flush(folder.parent)


def _flush(folder: Path) -> None:
    """A rename survives a power cut only once the folder itself is flushed."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
