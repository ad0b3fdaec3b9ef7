"""The ZIP of a package: its files in their folders, and a manifest with the SHA-256 of each, the same bytes for the same files and day."""

import zipfile
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from io import BytesIO

MANIFEST = "manifest.sha256"  # as `sha256sum --check` reads it
READABLE = 0o644 << 16


def archived(content: Mapping[str, bytes], on: date) -> bytes:
    """A ZIP of files by path, stored as they are, since they are small already; dated to a day, whatever the hour."""
    lines = [f"{sha256(held).hexdigest()}  {path}" for path, held in sorted(content.items())]
    whole = {**content, MANIFEST: ("\n".join(lines) + "\n").encode()}
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for path, held in sorted(whole.items()):
            entry = zipfile.ZipInfo(path, (on.year, on.month, on.day, 0, 0, 0))
            entry.external_attr = READABLE
            archive.writestr(entry, held)
    return written.getvalue()
