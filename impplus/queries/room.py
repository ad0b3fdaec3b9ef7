"""Whether the disks of the files have room left, so that it is said before one of them is full."""

import errno
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import gettempdir

from django.conf import settings

from impplus.words.text import Text

PROJECT = Path(__file__).resolve().parents[2]
GB = 10**9
LEAST_FREE_GB = "5"
LEAST_BESIDE = GB // 2  # bytes, where a file lies while it comes and is read
# No room on the disk, or not for so large a file.
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def is_short() -> bool:
    """Whether less than LEAST_FREE_GB is free for the stored files or the public log, or LEAST_BESIDE for those that come.

    Nobody here can ask how full a bucket is, or a disk of another machine, such as the database's.
    """
    options = (settings.STORAGES[name]["OPTIONS"] for name in ("documents", "log"))
    folders = [Path(one["location"]) for one in options if "location" in one]
    least = settings.LEAST_FREE_GB * GB
    return _least_free(folders) < least or _least_free([Path(gettempdir())]) < min(
        least, LEAST_BESIDE
    )


def of_environment(environment: Mapping[str, str]) -> list[Text]:
    """As `is_short`, in words for an operator, where there are no settings yet."""
    folder = Path(environment.get("IMPPLUS_VAR") or PROJECT / "var")
    least = environment.get("LEAST_FREE_GB", LEAST_FREE_GB)
    free = _least_free([folder / "store", folder / "public-log"])
    if not least.isdecimal() or free >= int(least) * GB:  # what is no number is named as a setting
        return []
    return [
        Text(
            en=f"IMPPLUS_VAR: less than {least} GB are free there (LEAST_FREE_GB).",
            fr=f"IMPPLUS_VAR\u00a0: il y reste moins de {least}\u00a0Go libres (LEAST_FREE_GB).",
        )
    ]


def _least_free(folders: Iterable[Path]) -> int:
    """Bytes free on the fullest disk of some folders; one that is not there yet will be on its parent's."""
    there = (next(one for one in (path, *path.parents) if one.is_dir()) for path in folders)
    return min(shutil.disk_usage(folder).free for folder in there)
