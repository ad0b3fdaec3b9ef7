"""Lists of candidates that an officer sends, and the worker that goes through them."""

from datetime import date
from io import BytesIO

from impplus.actions import batches, candidates
from impplus.records.models import Batch, User
from tests.people import as_csv, row


def asked(by: User, on: date, count: int = 23, **changes: str) -> Batch:
    """A list of so many, and the first of them once more at its end."""
    rows = [row(number, on, **changes) for number in (*range(count), 0)]
    return candidates.ask_import(BytesIO(as_csv(*rows)), name="list.csv", by=by)


def worked(batch: Batch, *, work: batches.Work = candidates.IMPORT) -> Batch:
    """Turns of the worker until it finds nothing to do."""
    while Batch.objects.filter(kind=work.kind, status="under-way").exists():
        batches.go_on(work)
    batch.refresh_from_db()
    return batch
