"""Tables that a firm takes into its other programs: their columns, as dated rows that a firm can correct."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from impplus.programmes.rows import rows_of
from impplus.rules.columns import key
from impplus.rules.dated import newest_rows
from impplus.rules.folder import BadFolder
from impplus.words.exports import DAYS, HELD
from impplus.words.text import Text

FILE = Path(__file__).parent / "exports.toml"
MOST_COLUMNS, LONGEST_HEADING = 60, 100


@dataclass(frozen=True, kw_only=True)
class ExportTable:
    """`lines` is a key of HELD: of what each line tells; `days` one of DAYS. `columns` are read by `columns_in`.

    `source` is where the headings were read; empty where they are ours, and may be `columns_fr` for French pages.
    """

    key: Annotated[str, key(40)]
    since: date
    until: date | None = None
    name: Text
    lines: Literal["clients", "matters", "tasks", "deadlines", "money"]
    days: Literal["year-first", "month-first", "day-first"]
    columns: tuple[str, ...]
    columns_fr: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class ExportColumn:
    """What stands under a heading: what is known under the key `holds`, or the same `says` in every line."""

    heading: str
    holds: str = ""
    says: str = ""


HINTS: Mapping[str, Any] = {"tables": tuple[ExportTable, ...]}
_NONE = Text(en="Write one column at least.", fr="Inscrivez au moins une colonne.")
_MANY = Text(en=f"{MOST_COLUMNS} columns at most.", fr=f"Au plus {MOST_COLUMNS} colonnes.")


@cache
def tables_on(on: date) -> tuple[ExportTable, ...]:
    """The tables that come with the program, as they hold on a day."""
    return tuple(newest_rows(rows_of(FILE.name, FILE.read_bytes(), HINTS)["tables"], on))


def columns_in(written: Iterable[str], lines: str) -> tuple[ExportColumn, ...]:
    """The columns of a table whose lines tell of something; raises BadFolder, which names every fault by its line."""
    rows = [(number, one.strip()) for number, one in enumerate(written, 1) if one.strip()]
    read = [_column(one) for _, one in rows]
    faults = [
        fault
        for (number, _), one in zip(rows, read, strict=True)
        if (fault := _fault(number, one, HELD[lines]))
    ]
    if not read or len(read) > MOST_COLUMNS:
        faults.append(_MANY if read else _NONE)
    if faults:
        raise BadFolder(tuple(faults))
    return tuple(read)


def _column(line: str) -> ExportColumn:
    heading, _, holds = (part.strip() for part in line.partition("="))
    if len(holds) > 1 and holds[0] == holds[-1] == '"':
        return ExportColumn(heading, says=holds[1:-1])
    return ExportColumn(heading, holds)


def _fault(number: int, one: ExportColumn, known: Collection[str]) -> Text | None:
    if not 0 < len(one.heading) <= LONGEST_HEADING:
        return Text(
            en=f"Line {number}: the heading is missing, or longer than {LONGEST_HEADING} characters.",
            fr=f"Ligne {number}\u00a0: l’en-tête manque ou dépasse {LONGEST_HEADING} caractères.",
        )
    if one.holds and one.holds not in known:
        return Text(
            en=f"Line {number}: “{one.holds}” is not known here. See the list below.",
            fr=f"Ligne {number}\u00a0: «\u00a0{one.holds}\u00a0» est inconnu ici. Consultez la liste ci-dessous.",
        )
    return None


def written_day(day: date, days: str) -> str:
    """A day as a table writes it."""
    return day.strftime(DAYS[days][0])
