"""Slots: each thing that is asked of a person, with the files sent for it and the state of each in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from impplus.portal.on_their_way import OnTheirWay
from impplus.portal.progress import Progress, Stage, progress_of
from impplus.queries import scanning
from impplus.queries.earlier_documents import offered_in
from impplus.queries.findings import Note
from impplus.queries.hints import (
    SAME,
    Hint,
    Measured,
    measured,
    same_as,
    seen_on,
    with_name,
)
from impplus.queries.other_papers import OTHER, OtherPlace
from impplus.queries.passports import read_in_words
from impplus.queries.readiness import Readiness
from impplus.queries.signatures import ON_PAPER, Signing
from impplus.records.models import Application, Document, Person, Upload
from impplus.rules.documents import DocumentNeeded
from impplus.rules.photo import PhotoRule
from impplus.web.addresses import address
from impplus.words.text import Text

type Place = tuple[int | None, str]  # whose document it is, and its key
# What of several files says most of their slot.
WORST = (Stage.PROBLEM, Stage.LOOK, Stage.PREPARED, Stage.COMING, Stage.READY)


@dataclass(frozen=True)
class SentFile:
    """One file of a slot: what was noticed, and what else it was sent for."""

    document: Document
    hints: tuple[Hint, ...]
    also: Text | None
    zone_on: date | None = None  # the day on which its machine-readable zone is read, if it is

    @property
    def read(self) -> Text | None:
        """What was read on it, for the person to compare."""
        return read_in_words(self.document, self.zone_on) if self.zone_on else None

    @property
    def state(self) -> Stage:
        """Ready where nothing was noticed, or where the sender keeps it all the same."""
        if self.document.found:
            return Stage.PROBLEM
        if self._waits_for_scan:
            return Stage.PREPARED
        if not self.document.rendition:
            return Stage.PROBLEM if self.document.rendition_type else Stage.PREPARED
        return Stage.LOOK if (self.hints or self.also) and not self.document.kept else Stage.READY

    @property
    def noticed(self) -> tuple[Hint, ...]:
        """What was noticed on it, and that the same file was sent for something else."""
        return (*self.hints, *([Hint(SAME, same_as(self.also))] if self.also else []))

    @property
    def title(self) -> Text | None:
        """What was noticed first."""
        return next((one.title for one in self.noticed), None)

    @property
    def thumbnails(self) -> range:
        """The pages that have a small picture that may be shown, counted from 1."""
        shown = self.document.thumbnails and not self.document.found and not self._waits_for_scan
        return range(1, len(self.document.seen) + 1 if shown else 1)

    @property
    def _waits_for_scan(self) -> bool:
        return self.document.scanned_at is None and scanning.is_on()


@dataclass(frozen=True)
class Slot:
    """One kind of document of one person, the files sent for it in their order, and those on their way."""

    application: Application
    person: Person
    needed: DocumentNeeded | OtherPlace
    files: tuple[SentFile, ...]
    uploads: OnTheirWay
    signing: Signing | None = None  # of whoever signs for it besides the principal applicant
    earlier: tuple[Document, ...] = ()  # what was sent for it then, and may be sent again

    @property
    def url(self) -> str:
        """The page where it is sent."""
        return address("portal:upload", self.application.number, self.person.pk, self.needed.key)

    @cached_property
    def state(self) -> Stage:
        """The state of the file that most needs a look; of what is no document yet, only what waits counts beside one."""
        states = {one.state for one in self.files}
        coming = self.uploads.coming
        states |= {one.state for one in coming if one.upload.waits or not self.files}
        return next((one for one in WORST if one in states), Stage.NONE)

    @property
    def first(self) -> SentFile | None:
        """The file whose first page stands for all."""
        return next((one for one in self.files if one.thumbnails), None)

    @property
    def documents(self) -> tuple[Document, ...]:
        """What was sent, without what was noticed."""
        return tuple(one.document for one in self.files)

    @property
    def remark(self) -> SentFile | None:
        """The first file that needs a look."""
        return next((one for one in self.files if one.state == Stage.LOOK), None)

    @property
    def pages(self) -> int:
        """How many pages were sent in all."""
        return sum(one.document.pages for one in self.files)

    @property
    def is_there(self) -> bool:
        """Whether it was sent and can be shown, whatever was noticed on it."""
        return self.state in {Stage.READY, Stage.LOOK}

    @property
    def last_at(self) -> datetime | None:
        """When the last of its files was sent."""
        return max((one.document.sent_at for one in self.files), default=None)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Which files are being checked, so that a page sees when that has changed."""
        files = (one.document.pk for one in self.files if one.state == Stage.PREPARED)
        return (*self.uploads.waiting, *(f"file-{one}" for one in files))

    @property
    def measured(self) -> tuple[Measured, ...]:
        """What was measured of the photograph that was sent last."""
        rule = self.needed.photo
        return measured(self.files[-1].document, rule) if rule and self.files else ()

    @property
    def photo(self) -> PhotoRule | None:
        """What the photograph must be, where one is asked for."""
        return self.needed.photo


@dataclass(frozen=True)
class PersonSlots:
    """The slots of one person, and what the rules say of that member of the family."""

    person: Person
    asked: tuple[Slot, ...]
    held: tuple[DocumentNeeded, ...]
    notes: tuple[Note, ...]

    @cached_property
    def progress(self) -> Progress:
        """How far those that are asked have come."""
        return progress_of(one.state for one in self.asked)

    @property
    def refused(self) -> int:
        """How many files that were sent for them were refused."""
        return sum(one.uploads.refused for one in self.asked)

    @property
    def settled(self) -> bool:
        """Whether nothing of this person is to be sent or looked at."""
        return not (self.progress.missing or self.progress.look or self.notes)

    @property
    def recorded(self) -> bool:
        """Whether everything that was asked is there; what was noticed on it no longer matters."""
        return all(one.is_there for one in self.asked)


def slots_by_person(ready: Readiness) -> list[PersonSlots]:
    """What is asked of each person, and the files sent for it."""
    return _by_person(ready, _filed(ready))


def every_slot(ready: Readiness) -> tuple[list[PersonSlots], Slot | None]:
    """What is asked of each person, and the place for what the reader wants the officer to see besides."""
    filed = _filed(ready)
    return _by_person(ready, filed), _other(ready, filed)


def _by_person(ready: Readiness, filed: "_Filed") -> list[PersonSlots]:
    notes = ready.family_notes
    return [
        PersonSlots(
            person,
            tuple(_slots(ready, name, person, filed)),
            tuple(one for one in ready.documents_needed if one.person == name and one.instead),
            tuple(note for note in notes if note.person.pk == person.pk),
        )
        for name, person in ready.file.people.items()
        if any(one.person == name for one in ready.documents_needed)
    ]


@dataclass(frozen=True)
class _Filed:
    """What was sent and what is on its way, by person and document, and the files by what is in them."""

    sent: Mapping[Place, list[Document]]
    uploads: Mapping[Place, list[Upload]]
    alike: Mapping[str, list[Document]]
    titles: Mapping[str, Text]
    earlier: Mapping[tuple[int, str], list[Document]]


def _filed(ready: Readiness) -> _Filed:
    sent, uploads = defaultdict[Place, list[Document]](list), defaultdict[Place, list[Upload]](list)
    alike = defaultdict[str, list[Document]](list)
    for document in ready.sent:
        sent[document.person_id, document.key].append(document)
        alike[document.content].append(document)
    for upload in ready.uploads:
        if upload.question_id is None:
            uploads[upload.person_id, upload.key].append(upload)
    titles = {row.key: row.title for row in ready.file.law.documents}
    earlier = offered_in(ready.file.everyone, ready.file.on)
    return _Filed(sent, uploads, alike, titles, earlier)


def _slots(ready: Readiness, name: str, person: Person, filed: _Filed) -> Iterable[Slot]:
    for needed in ready.documents_asked:
        if needed.person == name:
            yield _slot(ready, person, needed, filed)


def _other(ready: Readiness, filed: _Filed) -> Slot | None:
    """What the reader wants the officer to see besides: the family's, or that of whose own part it is."""
    own = ready.file.application.own_part
    for person in ready.file.people.values():
        if person.pk == own or (own is None and person.relation == "principal"):
            return _slot(ready, person, OtherPlace(), filed)
    return None


def _slot(
    ready: Readiness, person: Person, needed: DocumentNeeded | OtherPlace, filed: _Filed
) -> Slot:
    place, zone_on = (person.pk, needed.key), ready.file.on if needed.zone == "each" else None
    sent = [one for one in filed.sent[place] if not (one.key == OTHER and one.question_id)]
    files = tuple(
        SentFile(one, seen_on(one, sent, needed), _also(ready, one, filed), zone_on) for one in sent
    )
    arriving = OnTheirWay(tuple(filed.uploads[place]), portrait=needed.photo is not None)
    signing, earlier = (
        _signing(ready, person),
        tuple(filed.earlier.get((person.pk, needed.key), ())),
    )
    return Slot(ready.file.application, person, needed, files, arriving, signing, earlier)


def _signing(ready: Readiness, person: Person) -> Signing | None:
    return next((one for one in ready.signings if person in (one.person, *one.wards)), None)


def _also(ready: Readiness, document: Document, filed: _Filed) -> Text | None:
    """For what else, and whom, the same bytes were sent, if for anything."""
    place = (document.person_id, document.key)
    same = (one for one in filed.alike[document.content] if (one.person_id, one.key) != place)
    found = next(same, None)
    if found is None or found.key not in filed.titles:
        return None
    name = next(one.name for one in ready.file.people.values() if one.pk == found.person_id)
    return with_name(filed.titles[found.key], name)


def others_sent(ready: Readiness) -> list[Document]:
    """Files that the list does not ask for, or no longer."""
    asked = {(ready.file.people[one.person].pk, one.key) for one in ready.documents_needed}
    rest = (one for one in ready.sent if one.key not in (ON_PAPER, OTHER))
    return [one for one in rest if (one.person_id, one.key) not in asked]
