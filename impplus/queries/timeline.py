"""What happened to an application, as everyone who may see it reads it."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.db.models import Q, QuerySet

from impplus.queries.declared import reports_of
from impplus.queries.file import File
from impplus.queries.interviews import MEANS
from impplus.queries.introductions import introductions_of
from impplus.queries.other_papers import TITLES
from impplus.queries.papers import permits_of
from impplus.queries.reports import KINDS
from impplus.queries.signatures import ON_PAPER, sent_on_paper
from impplus.records.models import Application, Event, Introduction, Permit
from impplus.records.prepared import prepared
from impplus.rules.lifecycle import MOVES, move_of
from impplus.words import formats
from impplus.words.declaration import (
    PAPER_ADDED,
    PAPER_SENT_IN,
    RECEIVED_ON_PAPER,
    SIGNED_PAPER,
)
from impplus.words.text import Text

_PRIVATE = Q()
for _move in MOVES:
    if _move.private:
        _PRIVATE |= Q(noun=_move.noun, verb=_move.verb)


# What happens to a file of an application, of which the events keep what it is.
_COME = tuple(
    ("application", verb) for verb in ("upload", "upload-passport", "upload-to-reconsider")
)
_OF_FILES = frozenset((*_COME, ("application", "remove-document")))


@dataclass(frozen=True)
class Happening:
    """One line that is read: its event, its sentence, what came where files did, and the name of whom it is about."""

    event: Event
    sentence: Text
    documents: tuple[Text, ...] = ()
    name: str = ""
    change: Text | None = None  # which change was reported, or noted

    @property
    def about(self) -> int | None:
        """The key of the person whom it is about, where the event says one."""
        found: int | None = self.event.detail.get("person")
        return found


def happenings(file: File) -> list[Happening]:
    """The timeline in sentences; files that somebody sent for one person one after another are one delivery."""
    events = timeline(file.application)
    holders = _holders(file.application, {one.noun for one in events})
    changes = _changes(file.application) if any(one.noun == "report" for one in events) else {}
    signed = any(one.noun == "signature" for one in events)
    on_paper = sent_on_paper(file.application) if signed else frozenset()
    told = [
        _happening(file, list(together), holders, on_paper)
        for _, together in groupby(events, key=_delivery)
    ]
    return [_with_change(one, changes) for one in told]


def _holders(application: Application, nouns: set[str]) -> Mapping[tuple[str, str], str]:
    """The name of the holder of each permit and letter of introduction, by noun and key as events have them."""
    papers: dict[str, Sequence[Permit] | Sequence[Introduction]] = {}
    if "permit" in nouns:
        papers["permit"] = permits_of(application)
    if "introduction" in nouns:
        papers["introduction"] = introductions_of(application)
    return {(noun, str(one.pk)): one.person.name for noun, of in papers.items() for one in of}


def _changes(application: Application) -> Mapping[str, Text]:
    """Which change each report of an application says, by the key of the report as events have it."""
    return {str(one.pk): KINDS[one.kind] for one in reports_of(application.pk)}


def _with_change(one: Happening, changes: Mapping[str, Text]) -> Happening:
    """What is told, with the change that it is about, if it is of a report."""
    found = changes.get(one.event.about) if one.event.noun == "report" else None
    return replace(one, change=found) if found else one


def reports_waiting(told: Sequence[Happening]) -> int:
    """How many of the reported changes on a timeline were not noted by the office yet."""
    made, noted = (
        {one.event.about for one in told if (one.event.noun, one.event.verb) == ("report", verb)}
        for verb in ("declare", "note")
    )
    return len(made - noted)


def sentence_of(event: Event, on_paper: Container[str] = ()) -> Text:
    """The sentence that says an event in words; `on_paper` are the signatures whose paper somebody sent in (queries/signatures.py)."""
    happened = (event.noun, event.verb)
    if happened == ("signature", "sign") and event.about in on_paper:
        return PAPER_SENT_IN
    if happened == ("assistance", "sign") and event.detail.get("how") == "paper":
        return PAPER_ADDED
    if happened == ("application", "submit") and "means" in event.detail:
        return RECEIVED_ON_PAPER
    return move_of(*happened).sentence


def timeline(application: Application) -> list[Event]:
    """What happened to an application, oldest first, without the lines kept for the audit."""
    return _told(application.pk)


@prepared
def _told(application: int) -> QuerySet[Event]:
    events = Event.objects.filter(application=application).exclude(_PRIVATE)
    return events.select_related("by").order_by("at", "id")


def _delivery(event: Event) -> object:
    """What is told together: files that were sent by one account for one person, where their events say for whom."""
    return (event.verb, event.by_id, event.detail.get("person")) if is_upload(event) else event.pk


def is_upload(event: Event) -> bool:
    """Whether a file came."""
    return (event.noun, event.verb) in _COME


def _happening(
    file: File,
    events: Sequence[Event],
    holders: Mapping[tuple[str, str], str],
    on_paper: Container[str],
) -> Happening:
    number, last = len(events), events[-1]
    if holder := holders.get((last.noun, last.about)):
        return Happening(last, _naming(sentence_of(last), holder))
    about = last.detail.get("person")
    name = next((one.name for one in file.everyone if one.pk == about), "")
    if last.noun == "interview":
        return Happening(last, _interviewed(last), name=name)
    if (last.noun, last.verb) not in _OF_FILES:
        return Happening(last, sentence_of(last, on_paper), name=name)
    whose = name if len(file.everyone) > 1 else ""
    titles = {document.key: document.title for document in file.law.documents}
    titles |= {ON_PAPER: SIGNED_PAPER, **TITLES}
    sent = dict.fromkeys(event.detail["key"] for event in events)
    named = tuple(titles[key] for key in sent if key in titles)
    if number == 1:
        return Happening(last, sentence_of(last), named, whose)
    said = Text(
        en=f"{number} documents were received.",
        fr=f"{number} documents ont été reçus.",
    )
    return Happening(last, said, named, whose)


def _interviewed(event: Event) -> Text:
    """On which day an interview took place, and by what means."""
    on, means = date.fromisoformat(event.detail["day"]), MEANS[event.detail["means"]]
    return Text(
        en=f"An interview took place on {formats.day(on, 'en')}, {means.en}.",
        fr=f"Une entrevue a eu lieu le {formats.day(on, 'fr')}, {means.fr}.",
    )


def _naming(sentence: Text, holder: str) -> Text:
    """What happened to a paper, with the name of its holder, as a family has several."""
    return Text(
        en=f"{sentence.en.removesuffix('.')}: {holder}.",
        fr=f"{sentence.fr.removesuffix('.')}\u00a0: {holder}.",
    )
