"""What stands beside the records, such as the store of files: where it fails, the person is told."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from django.conf import settings

from impplus.outside import mailer, store
from impplus.queries import room
from impplus.queries.refusals import OutOfReach

FAILURES = (*mailer.FAILURES, store.NotStored, store.Damaged)

log = logging.getLogger(__name__)


@contextmanager
def reached() -> Iterator[None]:
    """Log a failure of the disk, the store or the mail system within, and raise OutOfReach."""
    try:
        yield
    except FAILURES as failure:
        log.exception("out of reach")
        raise OutOfReach from failure


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
