"""Files that could not be read from the store, as an office sees it: how many, since when, and which it may open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from impplus.queries.counts import count_of
from impplus.records import access
from impplus.records.models import Document, Letter, LostFile, User
from impplus.records.prepared import only, prepared

NAMED = 5  # documents, and letters, that are named
# Where a document and a letter name what the store keeps of them.
_SENT, _WRITTEN = ("content", "rendition", "thumbnails"), ("file_en", "file_fr")


@dataclass(frozen=True)
class Lost:
    """How many documents, letters and lists, and since when the first; how many of an officer's need them, and some of these."""

    number: int
    since: datetime
    needed: int
    documents: Sequence[Document]
    letters: Sequence[Letter]

    @property
    def unnamed(self) -> int:
        """How many of those are not named."""
        return self.needed - len(self.documents) - len(self.letters)


def lost_for(officer: User) -> Lost | None:
    """What an officer is told of; None where every file could be read."""
    first = only(_first())
    if first is None:
        return None
    lost = LostFile.objects.values("key")
    sent, written = _one_of(lost, _SENT), _one_of(lost, _WRITTEN)
    documents = access.documents(officer).filter(sent).select_related("application")
    letters = access.letters_of_office(officer).filter(written).exclude(application=None)
    of_files = letters.exclude(application__status="draft").select_related("application")
    return Lost(
        number=_number(),
        since=first.noticed_at,
        needed=count_of(documents) + count_of(of_files),
        documents=list(documents.order_by("pk")[:NAMED]),
        letters=list(of_files.order_by("pk")[:NAMED]),
    )


@prepared
def _first() -> QuerySet[LostFile]:
    return LostFile.objects.order_by("noticed_at")[:1]


def _number() -> int:
    """What was sent, with all that was made of it, is one, and so is a letter in its two languages."""
    lost, key = LostFile.objects.values("key"), [OuterRef("key")]
    sent = Document.objects.filter(_one_of(lost, _SENT)).values("content").distinct()
    written = Letter.objects.filter(_one_of(lost, _WRITTEN))
    of_sent = Exists(Document.objects.filter(_one_of(key, _SENT)))
    of_written = Exists(Letter.objects.filter(_one_of(key, _WRITTEN)))
    others = LostFile.objects.filter(~of_sent, ~of_written)
    return count_of(sent) + count_of(written) + count_of(others)


def _one_of(keys: Any, columns: Iterable[str]) -> Q:
    """That one of these columns is one of these keys."""
    return reduce(or_, (Q(**{f"{one}__in": keys}) for one in columns))
