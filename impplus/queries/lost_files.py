"""Files that could not be read from the store, as an office sees it: how many, since when, and which it may open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, Q

from impplus.queries.counts import count_of
from impplus.records import access
from impplus.records.models import Document, Letter, LostFile, User

NAMED = 5  # documents, and letters, that are named


@dataclass(frozen=True)
class Lost:
    """How many files, and since when the first; how many documents and letters of an officer need them, and some of these."""

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
    since = LostFile.objects.aggregate(since=Min("noticed_at"))["since"]
    if since is None:
        return None
    lost = LostFile.objects.values("key")
    sent = Q(content__in=lost) | Q(rendition__in=lost) | Q(thumbnails__in=lost)
    written = Q(file_en__in=lost) | Q(file_fr__in=lost)
    documents = access.documents(officer).filter(sent).select_related("application")
    letters = access.letters_of_office(officer).filter(written).exclude(application=None)
    of_files = letters.exclude(application__status="draft").select_related("application")
    return Lost(
        number=count_of(LostFile.objects.all()),
        since=since,
        needed=count_of(documents) + count_of(of_files),
        documents=list(documents.order_by("pk")[:NAMED]),
        letters=list(of_files.order_by("pk")[:NAMED]),
    )
