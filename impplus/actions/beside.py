"""What stands beside the records, such as the store of files: where it fails, the person is told."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from django.conf import settings

from impplus.outside import mailer, store
from impplus.queries import room
from impplus.queries.refusals import OutOfReach
from impplus.words.text import Text

FAILURES = (*mailer.FAILURES, store.NotStored, store.Damaged)

log = logging.getLogger(__name__)


class NoRoom(OutOfReach):
    """The disk is full: no file is taken until there is room again, and staff are told."""

    seconds = 900
    text = Text(
        en="This cannot be done right now: there is no room for files on our system. The fault is ours, and the office sees it. What you sent "
        "before is kept. Try again in a quarter of an hour.",
        fr="Ce n’est pas possible en ce moment\u00a0: notre système n’a plus de place pour les fichiers. L’erreur vient de nous et le bureau la "
        "voit. Ce que vous avez déjà envoyé est conservé. Réessayez dans un quart d’heure.",
    )


@contextmanager
def reached() -> Iterator[None]:
    """Log a failure of the disk, the store or the mail system within, and raise OutOfReach; NoRoom where the disk is full."""
    try:
        yield
    except FAILURES as failure:
        log.exception("out of reach")
        raise (NoRoom if is_full(failure) else OutOfReach) from failure


def is_full(fault: BaseException | None) -> bool:
    """Whether a fault says that there is no room on the disk, or not for so large a file."""
    return isinstance(fault, OSError) and fault.errno in room.FULL


def store_answers() -> bool:
    """Whether the store takes a file of one word, however often it took it before."""
    try:
        store.put(BytesIO(b"ready"), anew=True)
    except FAILURES:
        return False
    return True


def warn_of_room() -> None:
    """Write to the log that little room is left for files, where that is so."""
    if room.is_short():
        log.warning("Less than %s GB are free on a disk of files.", settings.LEAST_FREE_GB)
