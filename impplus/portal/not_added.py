"""Files that were refused after they had been sent: said at the top of the pages where one looks first, with where to send others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from impplus.actions.documents import is_portrait
from impplus.portal.on_their_way import NotAdded, OnTheirWay
from impplus.portal.slots import Slot
from impplus.queries.half_sent import place_of
from impplus.queries.privacy import is_read
from impplus.queries.readiness import Readiness, may_bring, uploads_of
from impplus.queries.renewals import verb_of_file
from impplus.records.models import Application, Upload
from impplus.rules import lifecycle
from impplus.rules.lifecycle import Role
from impplus.web.addresses import address
from impplus.words.text import Text


@dataclass(frozen=True)
class NotAddedFor:
    """What was refused for one document of one person, or for one question, with the page where another is sent."""

    place: Text
    url: str
    files: tuple[NotAdded, ...]


def not_added_in(application: Application, ready: Readiness | None = None) -> list[NotAddedFor]:
    """Of an application as its reader sees it, where others can be sent; told what is asked (`ready`), with the page of each document."""
    if not may_bring(application):
        return []
    places = dict[tuple[int, str, int | None], list[Upload]]()
    for one in ready.uploads if ready else uploads_of(application):
        if one.refused and is_read(application, one.person_id) and _may_be_sent(application, one):
            places.setdefault((one.person_id, one.key, one.question_id), []).append(one)
    return list(_named(application, places.values(), _pages(ready) if ready else set()))


def _may_be_sent(application: Application, upload: Upload) -> bool:
    """Whether another file can still be sent where this one was."""
    if upload.question is not None:
        return upload.question.status == "open"
    verb = verb_of_file(application, upload.person, upload.key)
    return lifecycle.may("application", verb, application.status, Role.APPLICANT)


def refused_and_waiting(ready: Readiness, slots: Iterable[Slot]) -> dict[str, Any]:
    """What was refused, and which files of these slots are being checked, so that a page sees when that has changed."""
    return {
        "not_added": not_added_in(ready.file.application, ready),
        "waiting": [file for one in slots for file in one.waiting],
    }


def _pages(ready: Readiness) -> set[tuple[int, str]]:
    """The documents that have a page of their own."""
    people = ready.file.people
    return {(people[one.person].pk, one.key) for one in ready.documents_asked}


def _named(
    application: Application, places: Iterable[list[Upload]], pages: set[tuple[int, str]]
) -> Iterator[NotAddedFor]:
    for same in places:
        first = same[0]
        files = OnTheirWay(tuple(same), portrait=is_portrait(application, first.key)).not_added
        yield NotAddedFor(place_of(first), _page_of(application, first, pages), files)


def _page_of(application: Application, upload: Upload, pages: set[tuple[int, str]]) -> str:
    if upload.question_id is not None:
        return address("portal:question", application.number, upload.question_id)
    if (upload.person_id, upload.key) in pages:
        return address("portal:upload", application.number, upload.person_id, upload.key)
    return f"{address('portal:documents', application.number)}#person-{upload.person_id}"
