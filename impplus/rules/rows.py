"""Questions that are answered in several rows, such as a history of work: their cells, and what rows lack."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from impplus.rules.columns import AtLeastOne, Key, ListKey, NamedText, NumberedText
from impplus.words.countries import Offer
from impplus.words.text import Text

# A row as it is remembered: by the key of its cell a text, a code, yes or no, a day as ISO 8601, a month
# as YYYY-MM; a cell that was left empty is not there.
type Cells = Mapping[str, str | bool]
type Rows = Sequence[Cells]

CellKind = Literal["text", "choice", "country", "day", "month", "yes-no"]
MONTH = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])|2100-(0[1-9]|1[0-2])")
FROM, UNTIL = "from", "until"  # the cells of a row that is a period; without an end it goes on
LIVING = "living"  # the cell of a row about somebody that says whether this person is alive


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of the answers among which a question of the kind "choice" chooses.

    `named` says it with the names of those whom it is about.
    """

    key: str
    en: str
    fr: str
    named: NamedText | None = None

    @property
    def text(self) -> Text:
        return Text(en=self.en, fr=self.fr)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One thing asked in each row; `key` is the name under which a row remembers it.

    `past` is a day or a month that cannot be after today; `partly` a day of which the year, or year and month,
    may be all that is known; `empty` says what to do where nothing was typed;
    `countries` which of them a question about one offers. `alive` is asked only where the row does not say
    that the person has died.
    """

    key: Key
    kind: CellKind
    label: NumberedText
    hint: NumberedText | None = None
    empty: NumberedText | None = None
    choices: tuple[Choice, ...] = ()
    choices_from: ListKey | None = None
    optional: bool = False
    max_length: AtLeastOne = 250
    past: bool = False
    partly: bool = False
    countries: Offer = "places"
    alive: bool = False

    def chosen(self, key: object) -> Text | None:
        """The words of one of its choices; None where there is none of that key."""
        return next((one.text for one in self.choices if one.key == key), None)

    def filled(self, numbers: Mapping[str, str]) -> "Cell":
        """The cell with the numbers of a day in its texts."""
        hint = self.hint and self.hint.filled(numbers)
        return replace(self, label=self.label.filled(numbers), hint=hint)


class Period(NamedTuple):
    """From a month to another, both included, counted from the year 0; `last` is None where it goes on."""

    first: int
    last: int | None


def month_number(written: str) -> int:
    """A month written YYYY-MM, counted from the year 0."""
    year, month = written.split("-")
    return int(year) * 12 + int(month) - 1


def month_written(number: int) -> str:
    """The month of a number, as YYYY-MM."""
    return f"{number // 12:04}-{number % 12 + 1:02}"


def is_whole(row: Cells, cells: Sequence[Cell]) -> bool:
    """Whether nothing that must be answered was left empty in a row."""
    return all(one.optional or row.get(one.key) not in (None, "") for one in cells)


def in_order(row: Mapping[str, object]) -> bool:
    """Whether a row does not end before it begins; one that lacks either, or says no month, may."""
    first, last = row.get(FROM), row.get(UNTIL)
    both = isinstance(first, str) and isinstance(last, str) and bool(first and last)
    return not both or str(first) <= str(last)


def period_of(row: Cells) -> Period | None:
    """The months of a row; None where it does not say when it began, or ends before that."""
    first, last = row.get(FROM), row.get(UNTIL)
    if not (isinstance(first, str) and MONTH.fullmatch(first) and in_order(row)):
        return None
    return Period(month_number(first), month_number(last) if isinstance(last, str) else None)


def overlaps(rows: Rows) -> Iterator[tuple[int, int]]:
    """The places of each two rows that share more than the month in which one ends and the other begins."""
    found = sorted(_placed(rows), key=lambda pair: pair[1].first)
    for n, (one, earlier) in enumerate(found):
        for other, later in found[n + 1 :]:
            if earlier.last is None or later.first < earlier.last:
                yield (min(one, other), max(one, other))


def gaps(rows: Rows, *, first: int, last: int) -> Iterator[Period]:
    """The months from `first` to `last`, both included, of which no row speaks."""
    reached = first
    for _, one in sorted(_placed(rows), key=lambda pair: pair[1].first):
        if one.first > reached and reached <= last:
            yield Period(reached, min(one.first - 1, last))
        reached = max(reached, (last if one.last is None else one.last) + 1)
    if reached <= last:
        yield Period(reached, last)


def _placed(rows: Rows) -> Iterator[tuple[int, Period]]:
    for n, row in enumerate(rows):
        if period := period_of(row):
            yield n, period
