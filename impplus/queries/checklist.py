"""What a file lacks at the completeness check: each line that an officer may tick, in words for the letter or the question."""

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from impplus.queries.privacy import OWN_PART, hidden_in
from impplus.queries.readiness import Gap, Readiness
from impplus.words.text import LANGUAGES, Text


@dataclass(frozen=True)
class ChecklistItem:
    """One thing that may be missing, of whom; `missing` where nothing was sent, and not that what was sent is not enough.

    `document` is its kind and `person` the key of whose it is, where it is a document.
    """

    key: str
    what: Text
    about: Text
    missing: bool
    document: str = ""
    person: int | None = None

    @property
    def line(self) -> Text:
        """What is missing, and whose it is."""
        return Text(**{one: self._said(one) for one in LANGUAGES})

    def _said(self, language: str) -> str:
        joined = " – " if language == "en" else "\u00a0– "
        return f"{self.what.say(language)}{joined}{self.about.say(language)}"


def checklist(ready: Readiness) -> tuple[ChecklistItem, ...]:
    """Each document that the rules ask for, sent or not, then whatever else is missing.

    Of a person who keeps answers private it says no more than that something is left to do.
    """
    hidden = hidden_in(ready.file.application)
    absent = set(_documents(ready.gaps))
    found = list[ChecklistItem]()
    for one in ready.documents_asked:
        person = ready.file.people[one.person]
        what = OWN_PART if person.pk in hidden else one.title
        named, missing = Text(person.name, person.name), (person.pk, one.key) in absent
        key = document_key(person.pk, one.key)
        found.append(ChecklistItem(key, what, named, missing, one.key, person.pk))
    return (*found, *_others(ready.gaps, hidden))


def _documents(gaps: Collection[Gap]) -> Iterator[tuple[int, str]]:
    """Which documents were not sent: whose, and of what kind."""
    return ((one.person.pk, one.document.key) for one in gaps if one.person and one.document)


def _others(gaps: Collection[Gap], hidden: Collection[int]) -> Iterator[ChecklistItem]:
    for place, gap in enumerate(one for one in gaps if one.kind != "document"):
        private = gap.person is not None and gap.person.pk in hidden and gap.kind == "answer"
        yield ChecklistItem(
            f"{gap.kind}-{place}", OWN_PART if private else gap.what, gap.about, True
        )


def document_key(person: int, document: str) -> str:
    """The key of a document of one person."""
    return f"document-{person}-{document}"


def ticked(ready: Readiness, keys: Collection[str]) -> tuple[ChecklistItem, ...]:
    """Those of these keys; a key that is none of them is passed over."""
    return tuple(one for one in checklist(ready) if one.key in keys)


def askable(ready: Readiness) -> tuple[ChecklistItem, ...]:
    """The documents that may be asked for in the family’s file: those of nobody who keeps answers private."""
    hidden = hidden_in(ready.file.application)
    return tuple(one for one in checklist(ready) if one.document and one.person not in hidden)


def as_wanted(some: Collection[ChecklistItem]) -> list[dict[str, Any]]:
    """Documents as a question keeps them: of what kind, whose, and in words."""
    return [{"document": one.document, "person": one.person, **asdict(one.line)} for one in some]


def as_points(some: Collection[ChecklistItem]) -> list[dict[str, str]]:
    """Their lines as a letter keeps them, each once."""
    return [asdict(line) for line in dict.fromkeys(one.line for one in some)]


def as_list(some: Collection[ChecklistItem], language: str) -> str:
    """Their lines as words to begin a question with."""
    lines = dict.fromkeys(one.line.say(language) for one in some)
    return "\n".join(f"- {line}" for line in lines)
