"""A programme's folder on disk, read into rows of the law: every file there, every row as it must be."""

import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

from impplus.rules.columns import BIOMETRICS_AGE, NumberedText, ShortKey, cited, text, words
from impplus.rules.folder import checks, code
from impplus.rules.form import Step
from impplus.rules.law import (
    BiometricsRule,
    Cap,
    DocumentRule,
    Fee,
    Ground,
    MedicalRule,
    Office,
    PermitCondition,
    PermitRule,
    RefundRule,
    Requirement,
)
from impplus.rules.letters import LetterText
from impplus.rules.looked_for import DeclaredBy, LookedFor
from impplus.rules.orders import Order
from impplus.rules.purposes import Purpose, Retention, Use
from impplus.rules.reader import (
    Fault,
    Format,
    Needed,
    Place,
    Reading,
    kind_of,
    only,
    read,
    read_table,
    yes_or_no,
)
from impplus.rules.rows import Cell, Choice
from impplus.rules.settings import Setting
from impplus.words.text import Source, Text

WORDINGS = Needed(("title", "met", "not_met", "not_known", "remedy_not_met", "remedy_not_known"))
Wordings = Mapping[str, Annotated[Mapping[str, NumberedText], WORDINGS]]
# What each file holds under each of its names, or under any name.
FILES: Mapping[str, Any] = {
    "programme": {
        "code": ShortKey,
        "name": Text,
        "short": Text,
        "time_zone_name": Text,
        "settings": tuple[Setting, ...],
        "offices": tuple[Office, ...],
        "orders": tuple[Order, ...],
    },
    "conditions": {"questions": Mapping[str, Text]},
    "eligibility": Wordings,
    "family": Wordings,
    "requirements": {"requirements": tuple[Requirement, ...]},
    "caps": {"caps": tuple[Cap, ...]},
    "fees": {"fees": tuple[Fee, ...], "refunds": tuple[RefundRule, ...]},
    "documents": {
        "documents": tuple[DocumentRule, ...],
        "shown": tuple[LookedFor, ...],
        "declared": tuple[DeclaredBy, ...],
    },
    "biometrics": {"biometrics": tuple[BiometricsRule, ...]},
    "medical": {"medical": tuple[MedicalRule, ...]},
    "permit": {
        "kinds": tuple[PermitRule, ...],
        "conditions": tuple[PermitCondition, ...],
        "grounds": tuple[Ground, ...],
    },
    "form": {
        "choices": Mapping[str, tuple[Choice, ...]],
        "cells": Mapping[str, tuple[Cell, ...]],
        "steps": tuple[Step, ...],
    },
    "purposes": {
        "uses": tuple[Use, ...],
        "retentions": tuple[Retention, ...],
        "purposes": tuple[Purpose, ...],
    },
    "letters": {"letters": tuple[LetterText, ...]},
}


class BadFolder(ValueError):
    """A programme's folder that cannot be read; `faults` names each fault by file and row."""

    def __init__(self, faults: tuple[Text, ...]) -> None:
        super().__init__("\n".join(fault.en for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Files:
    """What a programme's folder holds: rows by file and table, Python by name ("fees" for fees.toml)."""

    tables: Mapping[str, dict[str, Any]]
    sources: Mapping[str, Source]
    code: Mapping[str, ModuleType]


def read_folder(folder: Path) -> Files:
    """The files of a folder, all of them sound.

    Raises BadFolder with everything that is wrong, of a file that cannot be read with that alone: what names its rows is not at fault.
    Where it is the Python, whatever that raises.
    """
    faults: list[Text] = []
    raw = {name: _toml(folder / f"{name}.toml", faults) for name in ("sources", *FILES)}
    written = {name: _content(folder / f"{name}.py", faults) for name in code.CODE}
    if faults:
        raise BadFolder(tuple(faults))
    modules = code.run(folder, written)
    names = _names(raw, modules)
    names["sources"] = sources = _sources(raw["sources"], faults)
    tables = {}
    for name, hints in FILES.items():
        reading = Reading(ROWS, names)
        tables[name] = _table(name, hints, raw[name], reading)
        faults += [said(f"{name}.toml", *fault) for fault in reading.faults]
    for name, module in modules.items():
        found = code.faults(name, module, raw[name], sources)
        faults += [said(f"{name}.py", *fault) for fault in found]
    if faults:
        raise BadFolder(tuple(faults))
    return Files(tables, sources, modules)


# A copy of a folder differs from its original in a file or two; the others are parsed once.
_parsed = lru_cache(maxsize=100)(tomllib.loads)


def forget() -> None:
    """Give back what was parsed, 1.7 MB: a process that serves pages reads each folder once."""
    _parsed.cache_clear()


def _toml(path: Path, faults: list[Text]) -> Any:
    written = _content(path, faults)
    if written is None:
        return None
    try:
        return _parsed(written.decode())
    except UnicodeDecodeError:
        fault = NOT_UTF_8
    except tomllib.TOMLDecodeError as error:
        fault = Text(en=f"is not TOML: {error}", fr=f"n’est pas du TOML\u00a0: {error}")
    except (RecursionError, ValueError):  # ValueError: a number of thousands of digits
        fault = TOO_MUCH
    faults.append(said(path.name, (), fault))
    return None


def _content(path: Path, faults: list[Text]) -> bytes | None:
    """What stands in a file; None, and a fault, where it is none, such as a pipe without an end."""
    fault = NO_FILE if path.exists() else checks.MISSING
    with suppress(OSError):
        if path.is_file():
            return path.read_bytes()
    faults.append(said(path.name, (), fault))
    return None


def said(file: str, place: Place, fault: Text) -> Text:
    """A fault and where it stands: “fees.toml, [[fees]] 3 (work-permit), amount: must be …”."""
    where = ", ".join((file, *map(str, place)))
    return Text(en=f"{where}: {fault.en}", fr=f"{where}\u00a0: {fault.fr}")


def _table(name: str, hints: Any, value: Any, reading: Reading) -> Any:
    """What a file holds, with what is wrong between its rows."""
    if not isinstance(hints, Mapping):
        found = kind_of(hints, ROWS)(value, (), reading)
        reading.faults = [_bracketed(fault) for fault in reading.faults]
        return found
    found = read_table(hints, value, reading)
    if name in checks.OF_FILE:
        reading.faults += checks.of_file(name, found)
    return found


def _bracketed(fault: Fault) -> Fault:
    """A fault in a file of tables, of which each stands under [its name]."""
    (first, *inner), said = fault
    return (f"[{first}]", *inner), said


def _sources(value: Any, faults: list[Text]) -> dict[str, Source]:
    reading = Reading(ROWS)
    sources = {key: read(Source, row, (f"[{key}]",), reading) for key, row in (value or {}).items()}
    faults += [said("sources.toml", *fault) for fault in reading.faults]
    return sources


def _names(
    raw: Mapping[str, Any], modules: Mapping[str, ModuleType]
) -> dict[str, Mapping[str, Any]]:
    """The names that rows may refer to, also where the rows that give them are faulty."""
    settings = _rows(raw, "programme", "settings")
    asked = code.questions(modules) or _held(raw, "conditions", "questions")
    numbers = [row.get("key") for row in settings if type(row.get("value")) is int]
    numbers += [BIOMETRICS_AGE] if _rows(raw, "biometrics", "biometrics") else []
    return {
        "questions": _same(asked),
        "fees": _same(row.get("key") for row in _rows(raw, "fees", "fees")),
        "kinds": _same(row.get("key") for row in _rows(raw, "permit", "kinds")),
        "offices": _same(row.get("key") for row in _rows(raw, "programme", "offices")),
        "choices": _same(_held(raw, "form", "choices")),
        "cells": _same(_held(raw, "form", "cells")),
        "uses": _same(row.get("key") for row in _rows(raw, "purposes", "uses")),
        "retentions": _same(row.get("key") for row in _rows(raw, "purposes", "retentions")),
        "numbers": _same(numbers),
    }


def _same(names: Iterable[Any]) -> dict[str, Any]:
    return {str(name): name for name in names}


def _held(raw: Mapping[str, Any], file: str, table: str) -> Any:
    return (raw[file] or {}).get(table, ())


def _rows(raw: Mapping[str, Any], file: str, table: str) -> list[dict[str, Any]]:
    found = _held(raw, file, table)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _place(at: Place, number: int, row: Any) -> Place:
    """Where an entry of a list stands: a row under [[its table]], with its number and its key."""
    if row is None:
        return (*at, str(number + 1))
    name = row.get("key", row.get("year")) if isinstance(row, dict) else None
    named = f" ({name})" if isinstance(name, str | int) else ""
    return (*at[:-1], f"[[{at[-1]}]] {number + 1}{named}")


NO_FILE = Text(en="is not a file that can be read", fr="n’est pas un fichier qui peut être lu")
TOO_MUCH = Text(
    en="is not TOML that can be read: something is nested too deep, or too long",
    fr="n’est pas du TOML qui peut être lu\u00a0: un élément est trop imbriqué ou trop long",
)
NOT_UTF_8 = Text(en="is not text in UTF-8", fr="n’est pas du texte en UTF-8")
ROWS = Format(
    plain={
        date: only(
            lambda value: type(value) is date,
            Text(
                en="must be a day without quotation marks, such as 2026-03-02",
                fr="doit être une date sans guillemets, comme 2026-03-02",
            ),
        ),
        bool: yes_or_no,
        str: words,
        Text: text,
        Source: cited,
    },
    no_record=Text(en="must be a table", fr="doit être une table"),
    no_list=Text(en="must be a list", fr="doit être une liste"),
    unknown=code.UNKNOWN,
    missing=checks.MISSING,
    place=_place,
    in_row=checks.in_row,
    among=checks.among,
)
