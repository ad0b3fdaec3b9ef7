"""Why the form asks each thing, who uses the answer and how long it is kept: of every field and cell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from impplus.rules.columns import Key, RetentionKey, UseKey
from impplus.rules.form import About, Field, Step
from impplus.words.text import Source, Text


@dataclass(frozen=True, kw_only=True)
class Use:
    """Somebody or something that uses answers, and for what."""

    key: Key
    title: Text
    text: Text


@dataclass(frozen=True, kw_only=True)
class Retention:
    """How long answers are kept; what no text settles says so in its note, and is a setting."""

    key: Key
    title: Text
    text: Text
    source: Source | None = None
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """Why fields and cells are asked, by whom the answers are used and how long they are kept.

    A row without `about` holds for the principal applicant and for members of the family. `cells`
    are named with their list: "work.from". Where `why` is not said, the step's own sentence is the
    reason, and stands on its page already.
    """

    key: Key
    about: About | None = None
    fields: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    why: Text | None = None
    used_by: tuple[UseKey, ...]
    kept: RetentionKey


@dataclass(frozen=True)
class Purposes:
    """The rows of purposes.toml."""

    rows: tuple[Purpose, ...]
    uses: tuple[Use, ...]
    retentions: tuple[Retention, ...]

    def of(self, step: Step, field: Field) -> Iterator[Purpose]:
        """The rows that name a field as this step asks it: one, where nothing is wrong."""
        return (
            row for row in self.rows if row.about in (None, step.about) and field.key in row.fields
        )

    def of_cell(self, name: str) -> Iterator[Purpose]:
        """The rows that name a cell, such as "work.from": one, where nothing is wrong."""
        return (row for row in self.rows if name in row.cells)

    def said_of(self, step: Step, fields: Iterable[Field]) -> tuple[Text, ...]:
        """The reasons for these fields of a step, each once, that the step itself does not say."""
        rows = (
            row
            for field in fields
            for row in (
                *self.of(step, field),
                *(one for name in names_of_cells(field) for one in self.of_cell(name)),
            )
        )
        return tuple(dict.fromkeys(row.why for row in rows if row.why))

    def used_by(self, purpose: Purpose) -> tuple[Use, ...]:
        """Who uses the answers, in the order of the file."""
        return tuple(one for one in self.uses if one.key in purpose.used_by)

    def kept(self, purpose: Purpose) -> Retention:
        """How long the answers are kept."""
        return next(one for one in self.retentions if one.key == purpose.kept)


def names_of_cells(field: Field) -> tuple[str, ...]:
    """What each row of a field asks, named with the list of its cells: "work.from"."""
    return tuple(f"{field.cells_from or field.key}.{one.key}" for one in field.cells)
