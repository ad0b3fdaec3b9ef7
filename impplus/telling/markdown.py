"""The law in words as Markdown, in one language: headings, lists, tables, and sources as links."""

import re
from collections.abc import Iterable, Iterator, Sequence

from impplus.telling.consolidation import Consolidation, Provision, Section, Version
from impplus.telling.rows import Statement
from impplus.words import formats
from impplus.words.citations import cited
from impplus.words.labels import CHECKED, REMEDY, SOURCE, TITLE
from impplus.words.text import Source, Text

LAW_ON = Text(en="The law in force on {day}", fr="Le droit en vigueur le {day}")
RULES = Text(en="Fingerprint of the rules", fr="Empreinte des règles")
NOTHING_IN_FORCE = Text(
    en="Nothing of this kind is in force on this day.",
    fr="Rien de tel n’est en vigueur ce jour-là.",
)
UNKNOWN = Text(en="not known", fr="inconnu")
RULE = Text(en="Rule", fr="Règle")
KEY = Text(en="Key", fr="Clé")
IN_FORCE = Text(en="In force", fr="En vigueur")
CHANGED = Text(en="What changed", fr="Ce qui a changé")
NOT_SETTLED = Text(en="Not settled by any official text", fr="Non tranché par un texte officiel")

# What Markdown would take for its own wherever it stands, and only where a line begins.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#{}])")
_AT_START = re.compile(r"^(?=[-+=])|^(\d+)(?=[.)](?:\s|$))")
_SPACES = re.compile(r"[ \t\r\n]+")
_IN_ADDRESS = str.maketrans(
    {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "|": "%7C"}
)


def escaped(text: str) -> str:
    """A text on one line that Markdown shows as it is."""
    plain = _SPECIAL.sub(r"\\\1", _SPACES.sub(" ", text).strip())
    return _AT_START.sub(lambda found: f"{found[1]}\\" if found[1] else "\\", plain)


def link(source: Source, lang: str) -> str:
    """A source as a link that says what it is."""
    title = source.title.say(lang)
    cite = cited(source.cite).say(lang)
    shown = escaped(cite if title == source.cite else f"{cite} – {title}")
    return f"[{shown}]({source.link(lang).translate(_IN_ADDRESS)})"


def read(source: Source, lang: str) -> str:
    """A source as a link, and the day on which it was last checked."""
    if source.checked is None:
        return link(source, lang)
    return f"{link(source, lang)}, {CHECKED.say(lang)} {formats.day(source.checked, lang)}"


def labelled(label: Text, words: str, lang: str) -> str:
    """A label in bold, a colon, and words that are Markdown already."""
    return f"**{escaped(label.say(lang))}{formats.colon(lang)}** {words}"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table; cells are Markdown already."""
    yield f"| {' | '.join(headings)} |"
    yield f"|{'---|' * len(headings)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def law(consolidation: Consolidation, lang: str) -> str:
    """Every rule in force on the day that was asked about, with its sources."""
    day = formats.day(consolidation.on, lang) if consolidation.on else ""
    lines = [
        f"# {escaped(consolidation.name.say(lang))}",
        "",
        f"{LAW_ON.say(lang).format(day=day)}",
        "",
    ]
    for warning in consolidation.warnings:
        lines += [f"> ⚠ {escaped(warning.say(lang))}", ""]
    lines.append(labelled(RULES, f"`{consolidation.fingerprint}`", lang))
    for section in consolidation.sections:
        lines += ["", *headed(section, lang), *_in_force(section, lang)]
    return "\n".join(lines) + "\n"


def _in_force(section: Section, lang: str) -> Iterator[str]:
    if not section.shown:
        yield escaped(NOTHING_IN_FORCE.say(lang))
    elif section.tabular:
        yield from tabulated([(one, one.current) for one in section.shown], lang)
    else:
        for number, provision in enumerate(section.shown):
            yield from [""] * bool(number)
            yield from (heading(provision, lang), "")
            for version in provision.versions:
                if version is provision.current:
                    yield from described(version, lang)


def every(section: Section, lang: str, *, alone: bool = False) -> Iterator[str]:
    """Every version of the rules of a section, whatever the day.

    Where the section is `alone` on its page its rules are numbered and a heading higher.
    """
    if section.tabular:
        yield from tabulated(_every_row(section), lang)
        return
    for number, provision in enumerate(section.provisions, start=1):
        yield from [""] * (number > 1)
        yield heading(provision, lang, f"## {number}." if alone else "###")
        for version in provision.versions:
            yield ""
            yield from described(version, lang)
            if version.description.title != provision.title:
                yield f"- {labelled(TITLE, escaped(version.description.title.say(lang)), lang)}"
            if version.changes:
                labels = ", ".join(escaped(one.label.say(lang)) for one in version.changes)
                yield f"- {labelled(CHANGED, labels, lang)}"


def _every_row(section: Section) -> Iterator[tuple[Provision, Version | None]]:
    for provision in section.provisions:
        yield from ((provision, version) for version in provision.versions)
        if provision.missing:
            yield provision, None


def headed(section: Section, lang: str) -> tuple[str, ...]:
    """The heading of a section, and what it is about."""
    return f"## {escaped(section.title.say(lang))}", "", escaped(section.about.say(lang)), ""


def heading(provision: Provision, lang: str, before: str = "###") -> str:
    """The heading of one rule: its title and its key."""
    return f"{before} {escaped(provision.title.say(lang))} (`{provision.key}`)"


def described(version: Version, lang: str) -> Iterator[str]:
    """One version as a list: its days, what it says, its note and its source."""
    yield f"- {labelled(IN_FORCE, escaped(version.days.say(lang)), lang)}"
    for statement in version.description.statements:
        yield f"- {labelled(statement.label, said(statement, lang), lang)}"
    if version.description.note:
        yield f"- {labelled(NOT_SETTLED, escaped(version.description.note.say(lang)), lang)}"
    if version.description.source:
        yield f"- {labelled(SOURCE, read(version.description.source, lang), lang)}"


def said(statement: Statement, lang: str) -> str:
    """What a rule says, what one can do, and what that rests on."""
    parts = [escaped(statement.words.say(lang))]
    if statement.remedy:
        label = f"{escaped(REMEDY.say(lang))}{formats.colon(lang)}"
        parts.append(f"*{label}* {escaped(statement.remedy.say(lang))}")
    if statement.source:
        parts.append(f"({link(statement.source, lang)})")
    return " ".join(parts)


def tabulated(rows: Iterable[tuple[Provision, Version | None]], lang: str) -> Iterator[str]:
    """Rules as the rows of a table; one of which no version is given is not known."""
    rows = tuple(rows)
    known = [version.description for _, version in rows if version]
    labels = list(dict.fromkeys(statement.label for one in known for statement in one.statements))
    last = (NOT_SETTLED,) if any(one.note for one in known) else ()
    headings = [one.say(lang) for one in (RULE, KEY, *labels, IN_FORCE, SOURCE, *last)]
    cells = [
        _known(provision, version, labels, lang) if version else _unknown(provision, labels, lang)
        for provision, version in rows
    ]
    wide = len(headings)
    full = [[*row, *[""] * wide][:wide] for row in cells]
    yield from table([escaped(one) for one in headings], full)


def _known(provision: Provision, version: Version, labels: Sequence[Text], lang: str) -> list[str]:
    description, said_under = (
        version.description,
        {one.label: one for one in version.description.statements},
    )
    return [
        escaped(provision.title.say(lang)),
        f"`{provision.key}`",
        *(said(said_under[label], lang) if label in said_under else "" for label in labels),
        escaped(version.days.say(lang)),
        read(description.source, lang) if description.source else "",
        escaped(description.note.say(lang)) if description.note else "",
    ]


def _unknown(provision: Provision, labels: Sequence[Text], lang: str) -> list[str]:
    """No version is in force: since the last one ended, where that is known."""
    said_of_it = [(provision.missing or UNKNOWN).say(lang), *[""] * len(labels)][: len(labels)]
    days = provision.missing_days.say(lang) if provision.missing_days else ""
    return [
        escaped(provision.title.say(lang)),
        f"`{provision.key}`",
        *(escaped(one) for one in said_of_it),
        escaped(days),
    ]
