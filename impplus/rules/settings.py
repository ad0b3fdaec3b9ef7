"""Numbers and choices of a programme: those of the law, and those that no official text settles."""

from dataclasses import dataclass
from datetime import date

from impplus.rules.dated import in_force
from impplus.rules.text import Source, Text


@dataclass(frozen=True, slots=True)
class Setting:
    """One value from a day on; `source` where a text says so, `note` where none does."""

    key: str
    value: object
    since: date
    until: date | None
    source: Source | None
    note: Text | None


class Settings:
    """The settings of a programme, asked by key and day."""

    def __init__(self, rows: tuple[Setting, ...]) -> None:
        self.rows = rows

    def row(self, key: str, on: date) -> Setting:
        """The setting in force; KeyError where there is none."""
        for row in in_force(self.rows, on):
            if row.key == key:
                return row
        raise KeyError(key)

    def words(self, key: str, on: date) -> tuple[str, ...]:
        """A list of words."""
        value = self.row(key, on).value
        return tuple(str(word) for word in value) if isinstance(value, list) else (str(value),)

    def number(self, key: str, on: date) -> int:
        """A whole number."""
        return int(str(self.row(key, on).value))

    def yes(self, key: str, on: date) -> bool:
        """A yes or no."""
        return self.row(key, on).value is True
