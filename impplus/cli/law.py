"""`impplus law`: every rule in force on a day, or what changed in the law since one, without a database."""

import argparse
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

from impplus.actions.machine import machine_today
from impplus.cli.assess import UNREAD
from impplus.cli.folders import folder_named
from impplus.cli.programmes import programme_named
from impplus.queries.refusals import NotUnderstood
from impplus.rules.programme import Programme
from impplus.telling.amended import Amended, NotALaw, Statute, amended, cited_in, read
from impplus.telling.consolidation import consolidate
from impplus.telling.markdown import law
from impplus.words import formats
from impplus.words.text import Text


def run(asked: argparse.Namespace, lang: str) -> int:
    """Print the law of the day asked for, or of today where the programme counts its days."""
    programme = programme_named(asked.programme)
    if bool(asked.changed_since) != bool(asked.xml):
        raise NotUnderstood(TOGETHER)
    if asked.changed_since:
        print("\n".join(_changed(programme, asked.changed_since, folder_named(asked.xml), lang)))
    else:
        print(law(consolidate(programme, asked.on or machine_today(programme)), lang), end="")
    return 0


def _changed(programme: Programme, since: date, folder: Path, lang: str) -> Iterator[str]:
    """Each act or regulation that is cited, and its sections whose text is newer than a day."""
    cited = cited_in(programme, lang)
    yield f"# {CHANGED.filled({'day': formats.day(since, lang)}).say(lang)}"
    for name, statute in _statutes(folder, tuple(cited), lang):
        yield f"\n## {statute.title or name}\n"
        found = amended(statute, cited[name], since)
        yield from (_line(one, lang) for one in found)
        if not found:
            yield NOTHING.say(lang)


def _line(one: Amended, lang: str) -> str:
    what = REPEALED if one.provision.repealed else CITED if one.keys else NEW
    values = {
        "section": one.provision.label,
        "note": one.provision.note,
        "day": formats.day(one.provision.amended, lang),
        "division": ", ".join(one.provision.division),
        "keys": ", ".join(one.keys),
    }
    return f"- {what.filled(values).say(lang)}"


def _statutes(folder: Path, names: tuple[str, ...], lang: str) -> Iterator[tuple[str, Statute]]:
    """What a folder holds of the acts and regulations named, in a language, each by its name."""
    found = ((name, _read(path)) for name in names for path in _places(folder, name))
    spoken = [(name, one) for name, one in found if one.language == lang]
    if not spoken:
        listed = ", ".join(f"{name}.xml" for name in names)
        raise NotUnderstood(NO_FILE.filled({"folder": folder, "names": listed}))
    yield from spoken


def _places(folder: Path, name: str) -> Iterator[Path]:
    """The files of an act or a regulation in a folder, or where the Department's own folders keep it."""
    for language, kind in product(("", "eng", "fra"), ("", *KINDS)):
        path = folder / language / kind / f"{name}.xml"
        if path.is_file():
            yield path


def _read(path: Path) -> Statute:
    try:
        return read(path.read_bytes())
    except NotALaw as no_law:
        why = no_law.why
    except OSError:
        why = UNREAD
    raise NotUnderstood(Text(en=f"{path} {why.en}.", fr=f"{path} {why.fr}."))


KINDS = ("acts", "regulations", "lois", "reglements")
CHANGED = Text(
    en="What came into force after {day}, in the sections that the rules cite",
    fr="Ce qui est entré en vigueur après le {day}, dans les articles que citent les règles",
)
NOTHING = Text(en="Nothing.", fr="Rien.")
CITED = Text(
    en="s. {section} ({note}): text in force since {day}; cited as {keys}",
    fr="art. {section} ({note})\u00a0: texte en vigueur depuis le {day}; cité sous {keys}",
)
NEW = Text(
    en="s. {section} ({note}): new since {day}, not cited; {division}",
    fr="art. {section} ({note})\u00a0: nouveau depuis le {day}, non cité; {division}",
)
REPEALED = Text(
    en="s. {section}: repealed; text in force since {day}; {division}",
    fr="art. {section}\u00a0: abrogé; texte en vigueur depuis le {day}; {division}",
)
TOGETHER = Text(
    en="Give both --changed-since DAY and --xml FOLDER, or neither.",
    fr="Indiquez à la fois --changed-since JOUR et --xml DOSSIER, ou aucun des deux.",
)
NO_FILE = Text(
    en="{folder} holds none of the acts and regulations that the rules cite, in English: {names}.",
    fr="{folder} ne contient, en français, aucun des textes que citent les règles\u00a0: {names}.",
)
