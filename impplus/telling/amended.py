"""What changed in the text of acts and regulations since a day, as the Department of Justice publishes it.

The format is that of https://github.com/justicecanada/laws-lois-xml: a body of headings and
sections, each with the day on which its text came into force.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element
from xml.parsers import expat

from impplus.rules.programme import Programme
from impplus.words.text import Source, Text

DATES = [
    f"{{http://justice.gc.ca/lims}}{name}" for name in ("inforce-start-date", "lastAmendedDate")
]
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ADDRESS = re.compile(
    r"laws-lois\.justice\.gc\.ca/\w+/\w+/([^/]+)/(?:section|article)-([\d.]+)\.html$"
)
NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})*")
# A part and a division; what stands below has headings of its own, in the same division.
DIVISION = 2


class NotALaw(ValueError):
    """What was read is no act or regulation in the format of the Department of Justice; and why."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


@dataclass(frozen=True, slots=True)
class Cited:
    """Sections that a source rests on, the first and the last included."""

    key: str
    first: str
    last: str

    def covers(self, label: str) -> bool:
        """Whether a section is one of them; 42.1 is one of sections 34 to 42."""
        low, number, high = (_parts(one) for one in (self.first, label, self.last))
        return self.first == label or (low < number and number[: len(high)] <= high != low)


@dataclass(frozen=True, slots=True)
class StatuteSection:
    """A section: its label, its marginal note, where it stands, and from which day it says what it says."""

    label: str
    note: str
    division: tuple[str, ...]
    began: date
    amended: date
    repealed: bool


@dataclass(frozen=True, slots=True)
class Statute:
    """An act or a regulation in one language."""

    title: str
    language: str
    provisions: tuple[StatuteSection, ...]


@dataclass(frozen=True, slots=True)
class Amended:
    """A section whose text came into force after a day; `keys` are the sources that cite it."""

    provision: StatuteSection
    keys: tuple[str, ...]


def cited_in(programme: Programme, lang: str) -> Mapping[str, tuple[Cited, ...]]:
    """The sections that the sources of a programme cite, by act or regulation ("I-2.5")."""
    found: dict[str, tuple[Cited, ...]] = {}
    for key, source in programme.sources.items():
        place = ADDRESS.search(source.link(lang))
        if place:
            law, first = place.groups()
            found[law] = (*found.get(law, ()), Cited(key, first, _last(source, first)))
    return found


def _last(source: Source, first: str) -> str:
    """The last section of “34–42”; the first where only one is cited."""
    numbers: list[str] = NUMBER.findall(source.cite)
    return numbers[-1] if numbers else first


def _parts(label: str) -> tuple[int, ...]:
    return tuple(map(int, NUMBER.findall(label.replace(".", " "))))


def read(data: bytes) -> Statute:
    """An act or a regulation; NotALaw where it is none, or declares entities."""
    root = _tree(data)
    body = root.find("Body")
    if root.tag not in ("Statute", "Regulation") or body is None:
        raise NotALaw(NO_LAW)
    names = (root.find(f"Identification/{name}") for name in ("ShortTitle", "LongTitle"))
    titles = [_said(one) for one in names if one is not None]
    return Statute((titles or [""])[0], root.get(LANGUAGE, ""), tuple(_provisions(body)))


def _tree(data: bytes) -> Element:
    """The XML of a file without a declaration of document type, where entities would stand."""
    watch = expat.ParserCreate()
    watch.StartDoctypeDeclHandler = _refuse
    try:
        watch.Parse(data, True)
        return ET.fromstring(data)  # noqa: S314 – nothing in it can be expanded
    except NotALaw:
        raise
    except (expat.ExpatError, ET.ParseError, LookupError, ValueError) as error:  # or its encoding
        raise NotALaw(NOT_XML) from error


def _refuse(*declared: object) -> None:
    raise NotALaw(DECLARES)


def _provisions(body: Element) -> Iterator[StatuteSection]:
    headings: dict[int, str] = {}
    for part in body:
        if part.tag == "Heading":
            level = _level(part)
            headings = {one: said for one, said in headings.items() if one < level}
            headings[level] = _said(part)
        elif part.tag == "Section" and (label := part.find("Label")) is not None:
            division = tuple(said for level, said in headings.items() if level <= DIVISION)
            yield _provision(part, _said(label), division)


def _provision(section: Element, label: str, division: tuple[str, ...]) -> StatuteSection:
    began = _days(section, DATES[:1])
    return StatuteSection(
        label=label,
        note=_said(section.find("MarginalNote")),
        division=division,
        began=max(began, default=date.min),
        amended=max(
            (day for part in section.iter() for day in _days(part, DATES)), default=date.min
        ),
        repealed=section.find("Text/Repealed") is not None,
    )


def _level(heading: Element) -> int:
    try:
        return int(heading.get("level", "1"))
    except ValueError as error:
        raise NotALaw(NO_LAW) from error


def _days(part: Element, names: list[str]) -> list[date]:
    try:
        return [date.fromisoformat(part.get(name, "")) for name in names if part.get(name)]
    except ValueError as error:
        raise NotALaw(NO_DAY) from error


def _said(part: Element | None) -> str:
    return "" if part is None else " ".join(" ".join(part.itertext()).split())


def amended(statute: Statute, cited: tuple[Cited, ...], since: date) -> tuple[Amended, ...]:
    """The cited sections whose text came into force after a day, and new ones in the same divisions."""
    keys = {
        one.label: tuple(source.key for source in cited if source.covers(one.label))
        for one in statute.provisions
    }
    near = {one.division for one in statute.provisions if keys[one.label]}
    return tuple(
        Amended(one, keys[one.label])
        for one in statute.provisions
        if (one.amended if keys[one.label] else one.began) > since and one.division in near
    )


NOT_XML = Text(en="is not XML", fr="n’est pas du XML")
NO_LAW = Text(
    en="is not an act or a regulation in the format of the Department of Justice",
    fr="n’est pas une loi ni un règlement au format du ministère de la Justice",
)
DECLARES = Text(
    en="declares a document type, which is not read",
    fr="déclare un type de document, ce qui n’est pas lu",
)
NO_DAY = Text(
    en="gives a section a day that does not exist",
    fr="donne à un article une date qui n’existe pas",
)
