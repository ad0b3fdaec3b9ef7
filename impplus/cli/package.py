"""`impplus package`: everything of a represented file that a firm uploads to the department's own portal, written as one ZIP."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from impplus.actions import packages
from impplus.actions.blanks import Blank, looked_at
from impplus.actions.package_work import Supplied
from impplus.actions.packages import Package
from impplus.programmes.imm_forms import FormMap, map_in, maps_of
from impplus.programmes.portals import Portal, Portals, portals_in, portals_of
from impplus.queries.file import File, file_of, today_of
from impplus.queries.packages.acting import acting_of
from impplus.queries.packages.made import MadeFile
from impplus.queries.packages.planned import kept_private, unknown_questions
from impplus.queries.refusals import NotUnderstood, Refusal
from impplus.records.models import Application
from impplus.rules.folder import BadFolder
from impplus.words import formats
from impplus.words.text import Text

STOPPED = 1
LARGEST = 60 * 1024 * 1024  # bytes that are read of a file


def run(asked: argparse.Namespace, lang: str) -> int:
    """Write the ZIP and print what is in it; 0 where it can be uploaded, 1 where something stops it, 2 where it cannot be made."""
    file = file_of(_application(asked.number))
    on = today_of(file.application)
    portals = _portals(asked, file)
    maps = [*maps_of(file.programme.code), *_maps(asked.maps)]
    supplied = Supplied(
        acting_of(file.application),
        _blanks(asked.blanks, maps, lang),
        maps,
        _besides(asked.besides),
    )
    portal = _portal(portals, asked.portal)
    made = packages.made(file, portals, portal, supplied, language=asked.letters, on=on)
    try:
        Path(asked.out).write_bytes(made.archive)
    except OSError:
        raise NotUnderstood(_unwritten(asked.out)) from None
    print("\n".join(_lines(made, file, lang)))
    return STOPPED if made.stopping else 0


def _application(number: str) -> Application:
    found = Application.objects.filter(number=number).first() if number.isascii() else None
    if found is None:
        raise NotUnderstood(
            Text(en=f"There is no application {number}.", fr=f"Il n’y a pas de demande {number}.")
        )
    return found


def _portals(asked: argparse.Namespace, file: File) -> Portals:
    on = today_of(file.application)
    if not asked.portals:
        return portals_of(file.programme.code, on)
    try:
        found = portals_in(_read(asked.portals), on, asked.portals)
    except BadFolder as bad:
        raise NotUnderstood(formats.joined(bad.faults)) from None
    if unknown := unknown_questions(file, found):
        names = ", ".join(unknown)
        raise NotUnderstood(
            Text(
                en=f"{asked.portals}: “when” names what is no question of conditions.toml: {names}.",
                fr=f"{asked.portals}\u00a0: «\u00a0when\u00a0» nomme ce qui n’est pas une question de conditions.toml\u00a0: {names}.",
            )
        )
    return found


def _portal(portals: Portals, name: str) -> Portal:
    found = portals.portal(name) if name else next(iter(portals.portals), None)
    if found is None:
        known = ", ".join(one.key for one in portals.portals) or "–"
        raise NotUnderstood(
            Text(
                en=f"There is no portal “{name}” here; known: {known}.",
                fr=f"Il n’y a pas ici de portail «\u00a0{name}\u00a0»; connus\u00a0: {known}.",
            )
        )
    return found


def _maps(folder: str | None) -> Iterator[FormMap]:
    for path in sorted(Path(folder).glob("*.toml")) if folder else ():
        try:
            yield map_in(_read(str(path)), path.name)
        except BadFolder as bad:
            raise NotUnderstood(formats.joined(bad.faults)) from None


def _blanks(folder: str | None, maps: Sequence[FormMap], lang: str) -> list[Blank]:
    """The blanks of a folder; one that is refused is named, and the others are filled in."""
    found = list[Blank]()
    for path in sorted(Path(folder).glob("*.pdf")) if folder else ():
        try:
            found.append(looked_at(_read(str(path)), maps))
        except Refusal as refused:
            print(f"{path.name}{formats.colon(lang)} {refused.text.say(lang)}", file=sys.stderr)
    return found


def _besides(name: str | None) -> dict[str, dict[str, str]]:
    if not name:
        return {}
    try:
        given = json.loads(_read(name))
        return {
            str(person): {str(key): str(value) for key, value in said.items()}
            for person, said in given.items()
        }
    except (ValueError, AttributeError, RecursionError):
        raise NotUnderstood(
            Text(
                en=f"{name} is not JSON of the form person: answers, with a text to each.",
                fr=f"{name} n’est pas du JSON de la forme personne\u00a0: réponses, chacune avec un texte.",
            )
        ) from None


def _read(name: str) -> bytes:
    try:
        with Path(name).open("rb") as opened:
            return opened.read(LARGEST)
    except (OSError, ValueError):
        raise NotUnderstood(
            Text(en=f"{name} cannot be read.", fr=f"{name} ne peut pas être lu.")
        ) from None


def _unwritten(name: str) -> Text:
    return Text(en=f"{name} cannot be written.", fr=f"{name} ne peut pas être écrit.")


def _lines(made: Package, file: File, lang: str) -> Iterator[str]:
    colon, limit = formats.colon(lang), formats.megabytes(made.portal.limit, lang)
    yield f"{made.portal.name.say(lang)}, {limit}"
    for one in made.files:
        yield _line(one, lang)
    for form in made.forms:
        yield f"{form.name}, {form.person}{colon} {FILLED.say(lang).format(n=form.filled, of=form.fields)}, {EQUAL[form.equal].say(lang)}"
    for check in made.checks:
        yield f"{'!' if check.right is False else '-'} {check.text.say(lang)}"
    for person in kept_private(file):
        yield PRIVATE.say(lang).format(name=person.name)
    for stop in made.stopping:
        remedy = stop.remedy
        yield f"! {stop.path}{colon} {stop.said.say(lang)}. {remedy.say(lang) if remedy else ''}".rstrip()


def _line(one: MadeFile, lang: str) -> str:
    dots = SQUEEZED.say(lang).format(dots=one.dots) if one.dots else ""
    size = formats.megabytes(one.size, lang) if one.size else "–"
    return f"  {one.path:<40} {size:>10}  {one.said.say(lang)} {dots}".rstrip()


FILLED = Text(en="{n} of {of} fields", fr="{n} champs sur {of}")
EQUAL = {
    True: Text(en="read back equal", fr="relu à l’identique"),
    False: Text(en="NOT read back equal", fr="relecture NON identique"),
}
SQUEEZED = Text(en="(squeezed to {dots} dots an inch)", fr="(compressé à {dots} points par pouce)")
PRIVATE = Text(
    en="! {name} keeps answers private: no part of the package is theirs, and they file on their own.",
    fr="! {name} garde ses réponses privées\u00a0: aucune partie de la trousse ne concerne cette personne, qui présente sa demande seule.",
)
