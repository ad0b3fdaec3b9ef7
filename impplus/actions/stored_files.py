"""Files in the store that nothing speaks of any more: removed, unless the same bytes are sent again meanwhile."""

from collections.abc import Collection
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from procrastinate.contrib.django import app as jobs

from impplus.actions.beside import reached
from impplus.outside import store
from impplus.queries.refusals import OutOfReach
from impplus.records.models import Batch, Document, Letter

JOB = "impplus.jobs.dispose"
_COLUMNS = ("content", "rendition", "thumbnails")
_HOLD = "SELECT pg_advisory_xact_lock{how}(%s)"


def keys_of(document: Document) -> set[str]:
    """Under which keys the store keeps what was sent and what was made of it."""
    return {getattr(document, one) for one in _COLUMNS} - {""}


def hold(document: Document) -> None:
    """Keep the files of a document that was just written from being disposed of until it stands.

    The store keeps equal bytes once, so another one's may be going at this moment: OutOfReach then,
    and whoever sends them tries again.
    """
    for key in sorted(keys_of(document)):
        _lock(key, how="_shared")
        with reached():
            if not store.exists(key):
                raise OutOfReach


def dispose_later(keys: Collection[str]) -> None:
    """Have the worker remove files, once this transaction stands; it goes on trying after a failure."""
    named: Any = sorted(keys)
    if named:
        jobs.configure_task(name=JOB).defer(keys=named)


def dispose(keys: Collection[str]) -> None:
    """Remove the files of these keys, but for those that something still speaks of."""
    for key in keys:
        with transaction.atomic():
            _lock(key)
            if not is_spoken_of(key):
                store.remove(key)


def is_spoken_of(key: str) -> bool:
    """Whether a document, a letter or a list names a file of the store."""
    sent = Q(content=key) | Q(rendition=key) | Q(thumbnails=key)
    letters = Letter.objects.filter(Q(file_en=key) | Q(file_fr=key))
    return (
        Document.objects.filter(sent).exists()
        or letters.exclude(application__status="destroyed").exists()
        or Batch.objects.filter(asked__list=key, list_removed_at=None).exists()
    )


def _lock(key: str, how: str = "") -> None:
    with connection.cursor() as cursor:
        cursor.execute(_HOLD.format(how=how), [int(key[:15], 16)])
