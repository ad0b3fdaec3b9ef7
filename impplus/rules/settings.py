"""Numbers and choices of a programme: those of the law, and those that no official text settles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from impplus.rules.columns import LongKey, SettingValue
from impplus.rules.dated import DAYS_AT_HAND, begun, newest_rows, turns
from impplus.words.text import Source, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One value from a day on; `source` where a text says so, `note` where none does."""

    key: LongKey
    title: Text
    value: SettingValue
    since: date
    until: date | None = None
    source: Source | None = None
    note: Text | None = None


class Settings:
    """The settings of a programme, asked by key and day."""

    def __init__(self, rows: tuple[Setting, ...]) -> None:
        self.rows = rows
        self.turns = turns(rows)

    def row(self, key: str, on: date) -> Setting:
        """The setting in force; KeyError where there is none."""
        return self._held(on)[key]

    def words(self, key: str, on: date) -> tuple[str, ...]:
        """A list of words; none where no such setting is in force."""
        row = self._held(on).get(key)
        return tuple(map(str, row.value)) if row and isinstance(row.value, list) else ()

    def word(self, key: str, on: date) -> str:
        """One word; KeyError where no such setting is in force."""
        return str(self.row(key, on).value)

    def number(self, key: str, on: date) -> int:
        """A whole number."""
        return int(str(self.row(key, on).value))

    def numbers(self, on: date) -> Mapping[str, str]:
        """Every number among the settings of a day, as its key and its digits, to fill texts."""
        held = self._held(on).values()
        return {row.key: str(row.value) for row in held if type(row.value) is int}

    def yes(self, key: str, on: date) -> bool:
        """A yes or no."""
        return self.row(key, on).value is True

    def says_no(self, key: str, on: date) -> bool:
        """Whether there is such a setting in force, and it is a no."""
        row = self._held(on).get(key)
        return row is not None and row.value is False

    def _held(self, on: date) -> Mapping[str, Setting]:
        return _of_period(self, begun(self.turns, on))


@lru_cache(maxsize=DAYS_AT_HAND)
def _of_period(settings: Settings, begins: date) -> Mapping[str, Setting]:
    return {row.key: row for row in newest_rows(settings.rows, begins)}
