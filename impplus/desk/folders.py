"""The documents of a file: those needed beside those sent, what was noticed of each, and who looked at it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from impplus.queries.assistance import scanned_by_office
from impplus.queries.checklist import document_key
from impplus.queries.file import File
from impplus.queries.hints import seen_on
from impplus.queries.other_papers import OTHER, TITLES
from impplus.records.models import Document, Person, Tick, User
from impplus.rules.documents import DocumentNeeded
from impplus.words.people import called
from impplus.words.text import Text


@dataclass(frozen=True)
class Sent:
    """One document that is needed, and the files that were sent for it; `lack` is the key under which it is ticked as missing."""

    needed: DocumentNeeded
    files: tuple[Document, ...]
    lack: str

    @property
    def looked_at(self) -> list[tuple[Document, list[Text]]]:
        """Each file with what was noticed of it; none of it makes a file unfit."""
        return [
            (one, [hint.title for hint in seen_on(one, self.files, self.needed)])
            for one in self.files
        ]


@dataclass(frozen=True)
class Folder:
    """The documents of one person: those needed, and others that were sent."""

    person: Person
    relation: Text
    needed: tuple[Sent, ...]
    others: tuple[Document, ...]


@dataclass(frozen=True)
class Placed:
    """A line of the list: a file, or None where what is needed was not sent; `mine` is the officer's own tick.

    `on_paper` says that the office scanned it.
    """

    title: Text | str
    document: Document | None
    noticed: tuple[Text, ...] = ()
    ticks: tuple[Tick, ...] = ()
    mine: bool = False
    later: bool = False
    on_paper: bool = False


@dataclass(frozen=True)
class Stack:
    """The lines of one person, and how many files of them somebody has looked at."""

    person: Person
    relation: Text
    lines: tuple[Placed, ...]

    @property
    def files(self) -> int:
        return sum(one.document is not None for one in self.lines)

    @property
    def last(self) -> int | None:
        """The key of the newest file, where the officer has not looked at all of them."""
        files = [one.document.pk for one in self.lines if one.document]
        left = any(one.document and not one.mine for one in self.lines)
        return max(files) if left else None

    @property
    def ticked(self) -> int:
        return sum(bool(one.ticks) for one in self.lines)


def folders(
    file: File, asked: Sequence[DocumentNeeded], all_sent: Sequence[Document]
) -> list[Folder]:
    """The documents of everyone, needed beside sent."""
    made = []
    for name, person in file.people.items():
        sent = [document for document in all_sent if document.person_id == person.pk]
        needed = tuple(
            Sent(
                one,
                tuple(d for d in sent if d.key == one.key and not d.question_id),
                document_key(person.pk, one.key),
            )
            for one in asked
            if one.person == name
        )
        placed = {document.pk for one in needed for document in one.files}
        others = tuple(document for document in sent if document.pk not in placed)
        made.append(Folder(person, called(name), needed, others))
    return made


def stacks(
    file: File, made: Sequence[Folder], ticks: Mapping[int, Sequence[Tick]], officer: User
) -> list[Stack]:
    """The same as lines to go through one after the other."""
    titles = {row.key: row.title for row in file.law.documents} | TITLES
    scanned = set(scanned_by_office(file.application))

    def line(document: Document, title: Text | str, noticed: Sequence[Text] = ()) -> Placed:
        seen = tuple(ticks.get(document.pk, ()))
        mine = any(one.by_id == officer.pk for one in seen)
        received = file.application.received_at
        later = received is not None and document.sent_at > received
        on_paper = document.pk in scanned
        return Placed(title, document, tuple(noticed), seen, mine, later, on_paper)

    def lines(folder: Folder) -> Iterator[Placed]:
        for one in folder.needed:
            for document, noticed in one.looked_at:
                yield line(document, one.needed.title, noticed)
            if not one.files and not one.needed.instead:
                yield Placed(one.needed.title, None)
        for document in folder.others:
            named = document.key != OTHER and document.key in titles
            yield line(document, titles[document.key] if named else document.title or document.name)

    return [Stack(one.person, one.relation, tuple(lines(one))) for one in made]
