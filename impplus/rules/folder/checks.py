"""What must be true between the columns of a row, between rows, and of the folder as a whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from impplus.rules.dated import DAY, newest_rows, turns
from impplus.rules.folder.form import of_form
from impplus.rules.form import Field, with_lists
from impplus.rules.law import BiometricsRule, Cap, DocumentRule, Office
from impplus.rules.letters import PLACE, LetterText, Paragraph
from impplus.rules.lifecycle import MOVES
from impplus.rules.orders import Order
from impplus.rules.purposes import Purpose, Retention
from impplus.rules.reader import Fault, Place
from impplus.rules.rows import Cell
from impplus.rules.settings import Setting
from impplus.words.text import Source, Text

# The settings that code outside the folder asks for: one zone, and whole numbers, most of them of days.
NUMBERS = (
    *("introduction-months", "invitation-days", "fee-warning-days"),
    *("biometrics-days", "answer-days-most", "message-answer-days", "more-time-days-most"),
    *("draft-kept-days", "fairness-days", "draft-notice-days", "draft-last-notice-days"),
    *("fewest-shown", "standard-days", "passport-days", "representative-form-days"),
    "firm-file-years",
    *("round-csq-days", "round-reserve", "round-letters-per-place", "round-draw-days"),
)
ASKED_FOR = (
    *("time-zone", "completeness-check-is-processing", "last-birth-day-counts"),
    *("translation-required", "round-from-canada"),
    *NUMBERS,
)
# Those of them that are asked for on any day that a case may name.
ON_EVERY_DAY = ("time-zone", "fee-warning-days", "last-birth-day-counts")


def in_row(row: Any) -> list[Fault]:
    """What is wrong in a row whose columns are sound."""
    return [(place, fault) for true, place, fault in BESIDES.get(type(row), ()) if not true(row)]


def _as_asked_for(setting: Setting) -> bool:
    if setting.key == "time-zone":
        return _is_zone(setting.value)
    least = 1 if setting.key == "round-draw-days" else 0
    return setting.key not in NUMBERS or (type(setting.value) is int and setting.value >= least)


def _is_zone(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(ZoneInfo(value))
    except (ZoneInfoNotFoundError, ValueError):
        return False


def among(rows: Sequence[Any], places: Sequence[Place]) -> Iterator[Fault]:
    """What is wrong between rows of one list: versions that contradict each other, or a row twice."""
    placed = [(place, row) for place, row in zip(places, rows, strict=True) if row is not None]
    if all(hasattr(row, "since") for _, row in placed):
        yield from versions(
            (place, row.key, row.since, row.until) for place, row in placed if row.key and row.since
        )
        return
    first: dict[object, Place] = {}
    for place, row in placed:
        name = getattr(row, "key", None) or getattr(row, "year", None)
        if name in first:
            yield place, _stands(first[name])
        elif name:
            first[name] = place


def versions(found: Iterable[tuple[Place, str, date, date | None]]) -> Iterator[Fault]:
    """What is wrong among versions, each (place, key, since, until): days that contradict each other.

    A version without an end ends by itself where a newer one begins.
    """
    newest: dict[str, tuple[Place, date, date | None]] = {}
    for place, key, since, until in sorted(found, key=lambda one: one[2]):
        if until is not None and until < since:
            yield (*place, "until"), ENDS_EARLY
        if key in newest:
            before, began, ended = newest[key]
            if began == since:
                yield place, _again(before)
            elif ended is not None and ended >= since:
                yield (*place, "since"), _overlaps(before, since)
        newest[key] = place, since, until


def of_settings(rows: Iterable[Setting]) -> Iterator[Fault]:
    """Every setting that code asks for is there; one asked for on any day holds on each."""
    rows = tuple(rows)
    for key in ASKED_FOR:
        same = [row for row in rows if row.key == key]
        if not same:
            yield (f"[[settings]] ({key})",), MISSING
        elif key in ON_EVERY_DAY and (
            min(row.since for row in same) != date.min or any(row.until for row in same)
        ):
            yield (f"[[settings]] ({key})",), NOT_EVERY_DAY


def of_offices(rows: Iterable[Office]) -> Iterator[Fault]:
    """On every day, from the first on which there is an office, one of them decides."""
    rows = tuple(rows)
    if not any(row.decides for row in rows):
        yield ("[[offices]]",), NONE_DECIDES
        return
    for day in turns(rows):
        if not any(row.decides for row in newest_rows(rows, day)):
            yield ("[[offices]]",), _none_decides_on(day)


def of_orders(rows: Iterable[Order]) -> Iterator[Fault]:
    """What an order resumes was suspended by another."""
    rows = tuple(rows)
    suspending = {row.key for row in rows if row.effect == "suspended"}
    for row in rows:
        if row.resumes and row.resumes not in suspending:
            yield (f"[[orders]] ({row.key})", "resumes"), UNSUSPENDED


def of_letters(rows: Iterable[LetterText]) -> Iterator[Fault]:
    """A letter has words on every day, from its first row on."""
    rows = tuple(rows)
    for key in dict.fromkeys(row.key for row in rows):
        versions_of_it = [row for row in rows if row.key == key]
        for day in turns(versions_of_it):
            if not newest_rows(versions_of_it, day):
                yield (f"[[letters]] ({key})",), _wordless_on(day)
                break


def letters_owed(rows: Iterable[LetterText]) -> Iterator[Fault]:
    """The letters are those that moves of the state table owe: none is missing, none is for nothing."""
    known, owed = {row.key for row in rows}, {move.letter for move in MOVES if move.letter}
    for key in sorted(owed ^ known):
        yield (f"[[letters]] ({key})",), OWED if key in owed else OWED_BY_NONE


def of_file(name: str, tables: Mapping[str, Any]) -> Iterable[Fault]:
    """What is wrong in a file as a whole, even where words are missing; nothing where days or keys are."""
    rows = [row for table in tables.values() if isinstance(table, tuple) for row in table]
    rows += [one for row in rows for one in getattr(row, "fields", ())]
    read = all(getattr(row, column, "") is not None for row in rows for column in LOOKED_AT)
    return OF_FILE[name](tables) if read and None not in tables.values() else ()


def _stands(first: Place) -> Text:
    return Text(en=f"already stands at {first[-1]}", fr=f"figure déjà à {first[-1]}")


def _again(before: Place) -> Text:
    return Text(
        en=f"has the key and the first day (since) of {before[-1]}",
        fr=f"porte la clé et le premier jour (since) de {before[-1]}",
    )


def _overlaps(before: Place, since: date) -> Text:
    day = (since - DAY).isoformat()
    return Text(
        en=f"begins while {before[-1]} still holds; that one must end (until) by {day}",
        fr=f"commence alors que {before[-1]} vaut encore; cette version doit prendre fin (until) au plus tard "
        f"le {day}",
    )


def _none_decides_on(day: date) -> Text:
    return Text(en=f"none decides on {day}", fr=f"aucun ne rend de décisions le {day}")


def _wordless_on(day: date) -> Text:
    return Text(en=f"has no words on {day}", fr=f"n’a pas de texte le {day}")


MISSING = Text(en="is missing", fr="manque")
OWED = Text(
    en="is missing; a move of the state table owes this letter",
    fr="manque; le tableau des états prévoit cette lettre",
)
OWED_BY_NONE = Text(
    en="is a letter that no move of the state table owes",
    fr="est une lettre que le tableau des états ne prévoit pas",
)
ENDS_EARLY = Text(
    en="the last day (until) is before the first (since)",
    fr="le dernier jour (until) précède le premier (since)",
)
NOT_EVERY_DAY = Text(
    en="must hold on every day: since = 0001-01-01 in one row, and no until in any",
    fr="doit valoir tous les jours\u00a0: since = 0001-01-01 dans une ligne, et until dans aucune",
)
NONE_DECIDES = Text(
    en="one of them must decide on applications (decides = true)",
    fr="l’un d’eux doit rendre les décisions (decides = true)",
)
UNFOUNDED = Text(
    en="must cite a source, or say in a note that no text settles it",
    fr="doit citer une source, ou dire dans une note qu’aucun texte ne tranche la question",
)
NOT_AS_ASKED_FOR = Text(
    en="must be a time zone, or a number of days, as the key says",
    fr="doit être un fuseau horaire, ou un nombre de jours, comme le dit la clé",
)
OTHER_VALUES = Text(
    en="the two languages do not name the same values",
    fr="les deux langues ne nomment pas les mêmes valeurs",
)
UNSAID = Text(
    en="must be said by an order that terminates applications",
    fr="doit être précisé par un décret qui met fin au traitement des demandes",
)
RESUMES = Text(
    en="must name what is resumed, in an order that resumes processing and in no other",
    fr="doit nommer ce qui reprend, dans un décret qui met fin à une suspension et dans aucun autre",
)
UNSUSPENDED = Text(
    en="is no order here that suspends processing",
    fr="n’est ici aucun décret qui suspend le traitement",
)
FEWER = Text(en="must not be below at_least", fr="ne doit pas être inférieur à at_least")
BELOW = Text(en="must not be below from_age", fr="ne doit pas être inférieur à from_age")
UNCITED = Text(
    en="must stand together with its target_source", fr="doit être accompagné de target_source"
)
UNTOLD = Text(en="must stand together with instead", fr="doit être accompagné de instead")
NO_ADDRESS = Text(
    en="must be an address that begins with https://",
    fr="doit être une adresse qui commence par https://",
)

# What must be true of a row, by its class: the test, where a fault stands, and the fault.
type Besides = tuple[Callable[[Any], bool], Place, Text]

BESIDES: Mapping[type, tuple[Besides, ...]] = {
    Office: ((lambda row: bool(row.source or row.note), (), UNFOUNDED),),
    Retention: ((lambda row: bool(row.source or row.note), (), UNFOUNDED),),
    Purpose: ((lambda row: bool(row.used_by), ("used_by",), MISSING),),
    Setting: (
        (lambda row: bool(row.source or row.note), (), UNFOUNDED),
        (_as_asked_for, ("value",), NOT_AS_ASKED_FOR),
    ),
    Source: (
        (lambda row: row.url.startswith("https://"), ("url",), NO_ADDRESS),
        (lambda row: not row.url_fr or row.url_fr.startswith("https://"), ("url_fr",), NO_ADDRESS),
    ),
    Cap: ((lambda row: (row.target is None) == (row.target_source is None), ("target",), UNCITED),),
    DocumentRule: (
        (lambda row: bool(row.held_for) == (row.instead is not None), ("held_for",), UNTOLD),
    ),
    Order: (
        (
            lambda row: row.effect != "terminated" or row.fees_repaid is not None,
            ("fees_repaid",),
            UNSAID,
        ),
        (lambda row: (row.effect == "resumed") == bool(row.resumes), ("resumes",), RESUMES),
    ),
    BiometricsRule: ((lambda row: row.from_age <= row.to_age, ("to_age",), BELOW),),
    Field: (
        (
            lambda row: row.kind != "choice" or bool(row.choices or row.choices_from),
            ("choices",),
            MISSING,
        ),
        (
            lambda row: row.kind != "rows" or bool(row.cells or row.cells_from),
            ("cells",),
            MISSING,
        ),
        (lambda row: row.kind != "rows" or row.row is not None, ("row",), MISSING),
        (lambda row: row.at_least <= row.at_most, ("at_most",), FEWER),
    ),
    Cell: (
        (
            lambda row: row.kind != "choice" or bool(row.choices or row.choices_from),
            ("choices",),
            MISSING,
        ),
    ),
    Paragraph: (
        (lambda row: set(PLACE.findall(row.en)) == set(PLACE.findall(row.fr)), (), OTHER_VALUES),
    ),
}

# What must be true of all that a file holds, and the columns of its rows that must be read to say so.
LOOKED_AT = ("key", "since", "about", "max_length")
OF_FILE: Mapping[str, Callable[[Mapping[str, Any]], Iterable[Fault]]] = {
    "programme": lambda tables: (
        *of_settings(tables["settings"]),
        *of_offices(tables["offices"]),
        *of_orders(tables["orders"]),
    ),
    "form": lambda tables: of_form(with_lists(tables["steps"], tables["choices"], tables["cells"])),
    "letters": lambda tables: of_letters(tables["letters"]),
}
