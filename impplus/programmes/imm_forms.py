"""Maps of the department's forms: which answer goes to which path of a form, one map for each form and version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from impplus.programmes.rows import rows_of
from impplus.rules.columns import key, whole
from impplus.words.text import Text

HERE = Path(__file__).parent
FOLDER = "imm"
How = Literal["text", "year", "month", "day", "date", "list", "code"]


@dataclass(frozen=True, kw_only=True)
class FormField:
    """One path of a form, and what goes there: a fact of the file, or always the same `value`.

    `how`: as it is written; the year, month or day of a date, or the date as ISO 8601; the code of a label in one of the
    form's own lists; or by `codes`. `labels` says how a list calls one of our keys. `must`: a form without it is another form.
    """

    path: str
    fact: str = ""
    value: str = ""
    how: Literal["text", "year", "month", "day", "date", "list", "code"] = "text"
    list: str = ""
    codes: Mapping[str, str] | None = None
    labels: Mapping[str, str] | None = None
    must: bool = False


@dataclass(frozen=True, kw_only=True)
class FormRows:
    """A question answered in rows: `fact` names them, and “{n}” in a path is the number of the row, from 1; a form takes `most`."""

    fact: str
    most: Annotated[int, whole(1)]
    fields: tuple[FormField, ...]


@dataclass(frozen=True, kw_only=True)
class AskedBesides:
    """What a form asks and the questionnaire does not: typed once by the firm, for every form of a person.

    `choices` are its answers by key, none for a text; `yes_no` is answered yes or no.
    """

    key: Annotated[str, key(40)]
    text: Text
    choices: Mapping[str, Text] | None = None
    yes_no: bool = False
    optional: bool = False


@dataclass(frozen=True, kw_only=True)
class LeftAlone:
    """Paths of a form that nobody fills in here, and why: what begins with `path`."""

    path: str
    why: Text


@dataclass(frozen=True, kw_only=True)
class FormMap:
    """A form of one version; `root` is the name of its data, `validated` that a person opens it once in Acrobat, which adds a page of codes;
    `signed` that people sign it afterwards."""

    form: Annotated[str, key(20)]
    version: Annotated[str, key(20)]
    root: str
    title: Text
    source: str
    validated: bool
    signed: bool
    fields: tuple[FormField, ...]
    rows: tuple[FormRows, ...]
    asked: tuple[AskedBesides, ...]
    left: tuple[LeftAlone, ...]

    @property
    def name(self) -> str:
        """Such as “IMM 1295”."""
        return self.form.replace("-", " ").upper()


HINTS: Mapping[str, Any] = {
    "form": Annotated[str, key(20)],
    "version": Annotated[str, key(20)],
    "root": str,
    "title": Text,
    "source": str,
    "validated": bool,
    "signed": bool,
    "fields": tuple[FormField, ...],
    "rows": tuple[FormRows, ...],
    "asked": tuple[AskedBesides, ...],
    "left": tuple[LeftAlone, ...],
}


def map_in(content: bytes, name: str) -> FormMap:
    """The map that a file holds; raises BadFolder, which names every fault."""
    return FormMap(**rows_of(name, content, HINTS))


@cache
def maps_of(programme: str) -> Sequence[FormMap]:
    """The maps that come with a program, by form and version; none where its folder has none."""
    return tuple(map_in(one.read_bytes(), one.name) for one in _files(programme))


def file_of_map(programme: str, form: str, version: str) -> bytes | None:
    """The file of a map that comes with a program, to begin another version from; None where there is none."""
    name = f"{form}.{version}.toml"
    return next((one.read_bytes() for one in _files(programme) if one.name == name), None)


def _files(programme: str) -> Sequence[Path]:
    return sorted((HERE / programme.replace("-", "_") / FOLDER).glob("*.toml"))
