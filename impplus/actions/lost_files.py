"""Files that the store has lost: noted when one cannot be read, and forgotten once it can be again."""

import logging
from typing import IO

from impplus.actions import stored_files
from impplus.actions.beside import reached
from impplus.outside import store
from impplus.queries.refusals import OutOfReach
from impplus.records.models import LostFile
from impplus.words.text import Text

A_TURN = 20  # files that are looked at again in a turn of the worker

log = logging.getLogger(__name__)


class FileLost(OutOfReach):
    """A file is gone from the store, or its bytes are others; whoever works at a desk sees that it is."""

    text = Text(
        en="This file cannot be read right now. The fault is ours: it was recorded, and the office sees it. Try again later.",
        fr="Ce fichier ne peut pas être lu en ce moment. L’erreur vient de nous\u00a0: elle a été enregistrée et le bureau la voit. Réessayez "
        "plus tard.",
    )


def read_stored(key: str) -> IO[bytes]:
    """The content of a key of the store, checked to its end; raises FileLost, which is noted, or OutOfReach."""
    try:
        with reached():
            return store.get(key)
    except OutOfReach as fault:
        if not isinstance(fault.__cause__, store.NotStored | store.Damaged):
            raise
    LostFile.objects.get_or_create(key=key)
    raise FileLost


def look_again() -> None:
    """Forget some of the files that can be read again, such as those that were copied back, and those that nothing names any more."""
    for lost in LostFile.objects.order_by("?")[:A_TURN]:
        if stored_files.is_spoken_of(lost.key):
            try:
                store.get(lost.key).close()
            except (store.NotStored, store.Damaged, OSError):
                continue
            log.warning("The file %s of the store can be read again.", lost.key)
        lost.delete()
