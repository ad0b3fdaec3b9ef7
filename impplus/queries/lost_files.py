"""Files that could not be read from the store, as an office sees it: how many, since when, and which it may open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from impplus.queries.counts import count_of
from impplus.records import access
from impplus.records.models import Document, Letter, LostFile, User
from impplus.records.prepared import only, prepared

NAMED = 5  # documents, and letters, that are named


@dataclass(frozen=True)
class Lost:
    """How many files, and since when the first; some of those that an officer may see are named."""

    number: int
    since: datetime
    documents: Sequence[Document]
    letters: Sequence[Letter]


def lost_for(officer: User) -> Lost | None:
    """What an officer is told of; None where every file could be read."""
    first = only(_first())
    if first is None:
        return None
    lost = LostFile.objects.values("key")
    sent = Q(content__in=lost) | Q(rendition__in=lost) | Q(thumbnails__in=lost)
    written = Q(file_en__in=lost) | Q(file_fr__in=lost)
    documents = access.documents(officer).filter(sent).select_related("application")
    letters = access.letters_of_office(officer).filter(written).exclude(application=None)
    of_files = letters.exclude(application__status="draft").select_related("application")
    return Lost(
        number=count_of(LostFile.objects.all()),
        since=first.noticed_at,
        documents=list(documents.order_by("pk")[:NAMED]),
        letters=list(of_files.order_by("pk")[:NAMED]),
    )


@prepared
def _first() -> QuerySet[LostFile]:
    return LostFile.objects.order_by("noticed_at")[:1]
