"""What stands beside the records, such as the store of files: where it fails, the person is told."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from impplus.outside import mailer, store
from impplus.queries.refusals import OutOfReach

FAILURES = (*mailer.FAILURES, store.NotStored, store.Damaged)


@contextmanager
def reached() -> Iterator[None]:
    """Log a failure of the disk, the store or the mail system within, and raise OutOfReach."""
    try:
        yield
    except FAILURES as failure:
        logging.getLogger(__name__).exception("out of reach")
        raise OutOfReach from failure


def store_answers() -> bool:
    """Whether the store gives a file of one word, or takes it where it is not there yet."""
    try:
        store.put(BytesIO(b"ready"))
    except FAILURES:
        return False
    return True
