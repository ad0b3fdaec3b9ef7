"""Several files that are sent for one thing at once: each is taken or refused on its own."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from os import SEEK_END
from typing import IO

from impplus.actions import received_files, uploads
from impplus.actions.documents import SentFor
from impplus.actions.refused_files import FileRefused
from impplus.actions.uploads import TooLarge
from impplus.outside.files.inspecting import PATIENCE
from impplus.queries.refusals import NotUnderstood, OutOfReach, TooOften
from impplus.records.models import Document, User
from impplus.words.text import Text


@dataclass(frozen=True)
class Taken:
    """How many files were added, were there already, and wait to be checked; of each other one its name and why.

    After `seconds` another try makes sense (0: that says nothing of when).
    """

    added: int
    again: int
    waiting: int
    refused: tuple[tuple[str, Text], ...]
    seconds: int


def upload(to: SentFor, *, files: Sequence[tuple[str, IO[bytes]]], by: User) -> Taken:
    """Take each file (its name, its content) that may be kept, under one title; the first takes the place of `to.instead_of`.

    Those not reached within the patience for one wait, as all do while the virus scanner is away.
    """
    until = time.monotonic() + PATIENCE
    there = {one.pk for one in to.application.documents.filter(removed_at=None)}
    made, refused, waiting, seconds = list[Document](), list[tuple[str, Text]](), 0, 0
    for name, content in files:
        size = content.seek(0, SEEK_END)
        content.seek(0)
        try:
            one = received_files.take(
                replace(to, instead_of=None) if made or waiting else to,
                name=name,
                content=content,
                by=by,
                patience=max(0.0, until - time.monotonic()),
            )
        except (FileRefused, NotUnderstood, OutOfReach, TooLarge, TooOften) as fault:
            refused.append((name, fault.text))
            seconds = max(seconds, fault.seconds)
        else:
            made.extend([one] if one else [])
            waiting += one is None
            uploads.drop_half(to, name=name, size=size, by=by)
    new = {one.pk for one in made} - there
    return Taken(len(new), len(made) - len(new), waiting, tuple(refused), seconds)
