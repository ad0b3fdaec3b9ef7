"""The folder that an operator names by its path."""

from contextlib import suppress
from pathlib import Path

from impplus.queries.refusals import NotUnderstood
from impplus.words.text import Text


def folder_named(name: str) -> Path:
    """The folder of a path; NotUnderstood where there is none, or where it may not be looked into."""
    folder = Path(name)
    with suppress(OSError):  # a path too long to be one, or a folder on its way that is closed
        if folder.is_dir():
            next(folder.iterdir(), None)
            return folder
    raise NotUnderstood(
        Text(en=f"There is no folder {name}.", fr=f"Il n’y a pas de dossier {name}.")
    )
