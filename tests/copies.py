"""A copy of the folder of IMP+, to be changed by a test."""

from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, ignore_patterns

from impplus import programmes
from impplus.rules.programme import load


@dataclass(frozen=True)
class Copy:
    """Where the copy stands."""

    folder: Path

    def change(self, file: str, old: str, new: str) -> "Copy":
        """Put other words in the one place where these stand."""
        path = self.folder / file
        written = path.read_text(encoding="utf-8")
        assert written.count(old) == 1
        path.write_text(written.replace(old, new), encoding="utf-8")
        return self

    @property
    def rules(self) -> str:
        """The content hash."""
        return load(self.folder).content_hash


def copied(to: Path) -> Copy:
    """The folder of IMP+ as it is, in another place."""
    original = Path(programmes.__file__).parent / "imp_plus"
    return Copy(copytree(original, to / "copy", ignore=ignore_patterns("__pycache__")))
