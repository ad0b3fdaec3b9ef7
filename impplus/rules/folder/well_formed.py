"""Whether a programme's folder can be read: every file there, every row as it must be."""

import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from impplus.rules.eligibility import Rule
from impplus.rules.folder.columns import MISSING, UNKNOWN, Names, Place, Wrong, versions, within
from impplus.rules.folder.tables import FILES, ON_EVERY_DAY
from impplus.rules.folder.values import CITED
from impplus.words.text import Text

# The Python of a folder, in the order in which it is run, and the name that each must hold.
CODE = {"conditions": "WHEN", "eligibility": "CONDITIONS", "family": "CONDITIONS"}


class BadFolder(ValueError):
    """A programme's folder that cannot be read; `faults` names each fault by file and row."""

    def __init__(self, faults: tuple[Text, ...]) -> None:
        super().__init__("\n".join(fault.en for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Files:
    """What a programme's folder holds: tables and Python by name ("fees" for fees.toml)."""

    tables: Mapping[str, dict[str, Any]]
    code: Mapping[str, ModuleType]


def read(folder: Path) -> Files:
    """The files of a folder, all of them sound.

    Raises BadFolder with everything that is wrong; where it is the Python, whatever that raises.
    """
    faults: list[Text] = []
    tables = {name: table for name in FILES if (table := _table(folder, name, faults)) is not None}
    code = _code(folder, faults)
    names = _names(tables, code)
    for name, table in tables.items():
        faults += [told(f"{name}.toml", *wrong) for wrong in FILES[name](table, names)]
    if not faults:
        settings = tables["programme"]["settings"]
        faults += [told("programme.toml", *wrong) for wrong in _late(settings)]
    for name, module in code.items():
        faults += [told(f"{name}.py", *wrong) for wrong in _sound(name, module, tables, names)]
    if faults:
        raise BadFolder(tuple(faults))
    return Files(tables, code)


def told(file: str, place: Place, fault: Text) -> Text:
    """A fault and where it stands: “fees.toml, [[fees]] 3 (work-permit), amount: must be …”."""
    where = ", ".join((file, *place))
    return Text(en=f"{where}: {fault.en}", fr=f"{where}\u00a0: {fault.fr}")


def _table(folder: Path, name: str, faults: list[Text]) -> dict[str, Any] | None:
    path = folder / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        fault = MISSING
    except UnicodeDecodeError:
        fault = NOT_UTF_8
    except tomllib.TOMLDecodeError as error:
        fault = Text(en=f"is not TOML: {error}", fr=f"n’est pas du TOML\u00a0: {error}")
    faults.append(told(path.name, (), fault))
    return None


def _code(folder: Path, faults: list[Text]) -> dict[str, ModuleType]:
    """The Python of a folder, run as a small package of its own.

    So `from .conditions import …` finds the copy's own file, and nothing is written into the folder.
    """
    paths = {name: folder / f"{name}.py" for name in CODE}
    missing = [path.name for path in paths.values() if not path.is_file()]
    if missing:
        faults += [told(name, (), MISSING) for name in missing]
        return {}
    package = f"folder_{sha256(str(folder.resolve()).encode()).hexdigest()}"
    code = {}
    sys.modules[package] = ModuleType(package)
    try:
        for name, path in paths.items():
            code[name] = module = ModuleType(f"{package}.{name}")
            module.__package__ = package
            sys.modules[module.__name__] = module
            exec(compile(path.read_bytes(), str(path), "exec"), module.__dict__)  # noqa: S102
    finally:
        for name in [package, *(f"{package}.{name}" for name in CODE)]:
            sys.modules.pop(name, None)
    return code


def _late(settings: list[dict[str, Any]]) -> Iterator[Wrong]:
    """A setting that is asked for on any day holds on each: from the first, and without an end."""
    for key in ON_EVERY_DAY:
        rows = [row for row in settings if row["key"] == key]
        if min(row["since"] for row in rows) != date.min or any("until" in row for row in rows):
            yield (f"[[settings]] ({key})",), NOT_EVERY_DAY


def _names(tables: Mapping[str, dict[str, Any]], code: Mapping[str, ModuleType]) -> Names:
    """The names that rows may refer to, also where the rows that give them are faulty."""
    return Names(
        sources=tuple(tables.get("sources", ())),
        questions=getattr(code.get("conditions"), "WHEN", _keys(tables, "conditions", "questions")),
        fees=_keys(tables, "fees", "fees"),
        kinds=_keys(tables, "permit", "kinds"),
        choices=_keys(tables, "form", "choices"),
        numbers=_keys(tables, "programme", "settings"),
    )


def _keys(tables: Mapping[str, dict[str, Any]], file: str, table: str) -> tuple[str, ...]:
    found = tables.get(file, {}).get(table, ())
    if isinstance(found, dict):
        return tuple(found)
    rows = found if isinstance(found, list) else ()
    return tuple(str(row.get("key")) for row in rows if isinstance(row, dict))


def _sound(
    file: str, module: ModuleType, tables: Mapping[str, dict[str, Any]], names: Names
) -> Iterator[Wrong]:
    held = getattr(module, CODE[file], None)
    if held is None:
        yield (CODE[file],), MISSING
    elif file == "conditions":
        yield from _questions(held, tables.get("conditions", {}).get("questions"))
    else:
        yield from _rules(held, tables.get(file), names)


def _questions(asked: Mapping[str, object], words: Any) -> Iterator[Wrong]:
    """Every question has its words in conditions.toml, and the other way round."""
    if isinstance(words, dict):
        for name in sorted(asked.keys() - words.keys()):
            yield (name,), WORDLESS
        for name in sorted(words.keys() - asked.keys()):
            yield (name,), UNKNOWN
    if "always" not in asked:
        yield ("always",), MISSING


def _rules(rules: tuple[Rule[Any], ...], words: Any, names: Names) -> Iterator[Wrong]:
    """Every rule cites a source and has its words, and no version stands inside another."""
    for rule in rules:
        yield from within(rule.key, within("cite", CITED(rule.cite, names)))
        if isinstance(words, dict) and rule.texts not in words:
            yield (rule.key,), WORDLESS
    yield from versions((rule.key, rule.key, rule.since, rule.until) for rule in rules)


NOT_EVERY_DAY = Text(
    en="must hold on every day: since = 0001-01-01 in one row, and no until in any",
    fr="doit valoir tous les jours\u00a0: since = 0001-01-01 dans une ligne, et until dans aucune",
)
NOT_UTF_8 = Text(en="is not text in UTF-8", fr="n’est pas du texte en UTF-8")
WORDLESS = Text(
    en="has no words in the TOML file of the same name",
    fr="n’a pas de texte dans le fichier TOML du même nom",
)
