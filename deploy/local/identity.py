"""As whom PostgreSQL runs, since it refuses to run as root: no user is made, no permission opened."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deploy.local.words import Stopped

NOBODY = 65534
NAMESPACE = ("unshare", "-U", "--map-user=1000", "--map-group=1000")


@dataclass(frozen=True)
class Identity:
    """What to put before a command, and the user and group to become (None: stay who we are)."""

    prefix: tuple[str, ...] = ()
    user: int | None = None
    group: int | None = None

    def give(self, folder: Path) -> None:
        """Hand a new folder of the cluster over to this identity."""
        if self.user is not None and self.group is not None:
            for path in (folder, *folder.iterdir()):
                os.chown(path, self.user, self.group)


def identity_for(folder: Path, program: Path) -> Identity:
    """An ordinary user stays as he is; root takes another face, always the same for one folder."""
    if os.geteuid() != 0:
        return Identity()
    for who in _faces_of_root(folder):
        if _can_run(who, program, folder):
            return who
    raise Stopped(
        "PostgreSQL does not run as root, and this machine lets root neither make a user namespace"
        f" nor lend {folder} to another user: run this as an ordinary user who owns the project."
    )


def _faces_of_root(folder: Path) -> Iterator[Identity]:
    owner = folder.stat()
    if owner.st_uid != 0:
        yield Identity(user=owner.st_uid, group=owner.st_gid)
        return
    if shutil.which(NAMESPACE[0]):
        yield Identity(prefix=NAMESPACE)
    if not (folder / "data").exists():
        project = Path(__file__).stat()
        if project.st_uid != 0:
            yield Identity(user=project.st_uid, group=project.st_gid)
        yield Identity(user=NOBODY, group=NOBODY)


def _can_run(who: Identity, program: Path, folder: Path) -> bool:
    """Whether this identity can start the program, and reach the folder."""
    reach = '"$1" --version >/dev/null && cd "$2"'
    place = folder if who.user is None else folder.parent
    done = subprocess.run(
        [*who.prefix, "sh", "-c", reach, "sh", str(program), str(place)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        user=who.user,
        group=who.group,
        extra_groups=() if who.user is not None else None,
        check=False,
    )
    return done.returncode == 0
