"""Which files of an application were sent in others, too, by people who have nothing to do with it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from impplus.queries.file import File
from impplus.records import access
from impplus.records.models import Application, Document, Event, User
from impplus.records.prepared import prepared
from impplus.rules.lifecycle import Verb

FOUND: Final[Verb] = "find-same-file"  # the event that says so (actions/same_files.py)
MOST = 100  # files of others that are looked at


@dataclass(frozen=True)
class SameFile:
    """A file, and the other applications with the same bytes: those that an officer may open, and how many more."""

    document: Document
    open_to: tuple[Application, ...]
    more: int

    @property
    def number(self) -> int:
        """In how many other applications it is."""
        return len(self.open_to) + self.more


def same_files(file: File, officer: User) -> list[SameFile]:
    """What an officer should look at; nobody is refused for it, and the applicant is not told."""
    noted = {str(event.detail["content"]) for event in _noted(file.application.pk)}
    sent = {one.content: one for one in file.sent if one.content in noted}
    if not sent:
        return []
    found = list(elsewhere(file.application, sent).values_list("content", "application")[:MOST])
    seen = access.applications(officer).in_bulk({key for _content, key in found})
    return [
        SameFile(one, tuple(seen[key] for key in keys if key in seen), len(keys - seen.keys()))
        for content, one in sent.items()
        if (keys := {key for same, key in found if same == content})
    ]


def elsewhere(application: Application, contents: Collection[str]) -> QuerySet[Document]:
    """The files of these bytes in applications of other applicants; of one that was destroyed nothing is left."""
    same = Document.objects.filter(content__in=contents, removed_at=None)
    others = same.exclude(application__applicant=application.applicant_id)
    return others.exclude(application__status="destroyed").order_by("application", "pk")


@prepared
def _noted(application: int) -> QuerySet[Event]:
    return Event.objects.filter(application=application, verb=FOUND).order_by()
