"""A day as three inputs: year, month (a number or its name in either language) and day."""

import calendar
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from impplus.words.formats import MONTHS

PARTS = ("year", "month", "day")
BIRTHDAY = ("bday-year", "bday-month", "bday-day")


def plain(word: str) -> str:
    """A word without accents, case and outer dots; full-width digits become plain ones."""
    letters = unicodedata.normalize("NFKD", "".join(word.split())).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).strip(".")


def _beginnings() -> dict[str, int]:
    """Every beginning of a month's name, of three letters or more, that can mean one month only."""
    meant: dict[str, set[int]] = {}
    for names in MONTHS.values():
        for number, name in enumerate(names, start=1):
            for length in range(3, len(name) + 1):
                meant.setdefault(plain(name)[:length], set()).add(number)
    return {word: numbers.pop() for word, numbers in meant.items() if len(numbers) == 1}


_NAMES = _beginnings()


def month_of(typed: str) -> int | None:
    """The number of the month that was typed as a number or a name; None where it is neither."""
    word = plain(typed)
    if word.isdecimal():
        return int(word)
    return _NAMES.get(word)


class DayInput(forms.MultiWidget):
    """Three short text inputs, in the order of passports: year, month, day."""

    template_name = "web/day.html"
    use_fieldset = True

    def __init__(self, birthday: bool = False) -> None:
        sizes = {"year": 4, "month": 9, "day": 2}
        inputs = []
        for n, part in enumerate(PARTS):
            attrs = {"size": sizes[part], "class": f"part-{part}"}
            if part != "month":
                attrs["inputmode"] = "numeric"
            attrs["autocomplete"] = BIRTHDAY[n] if birthday else "off"
            inputs.append(forms.TextInput(attrs))
        super().__init__(inputs)

    def decompress(self, value: Any) -> list[Any]:
        return _inputs_of(value)


class HiddenDay(forms.MultiWidget):
    """The same three inputs unseen, on a page that asks once more."""

    def __init__(self) -> None:
        super().__init__([forms.HiddenInput for _ in PARTS])

    def decompress(self, value: Any) -> list[Any]:
        return _inputs_of(value)


def _inputs_of(value: Any) -> list[Any]:
    """What stands in the three inputs for a day."""
    if isinstance(value, date):
        return [f"{value.year:04d}", value.month, value.day]
    return [None, None, None]


class DayField(forms.Field):
    """Cleans to a `date` or None; each fault says which part is wrong and what to do.

    The `params` of a fault name the faulty `part`, so that the error summary can link to it.
    """

    widget = DayInput
    hidden_widget = HiddenDay
    default_error_messages = {
        "required": _("Enter the year, the month and the day: “%(label)s”."),
        "part": _("Enter %(part_name)s too: “%(label)s”."),
        "year": _("Enter the year with four digits, such as 1987: “%(label)s”."),
        "year-far": _(
            "The year %(year)s cannot be right. Enter a year of the Gregorian calendar between 1900 and 2100: “%(label)s”."
        ),
        "month": _("Enter the month as a number from 1 to 12, or by its name: “%(label)s”."),
        "day": _("Enter the day as a number from 1 to 31: “%(label)s”."),
        "no-such-day": _(
            "%(month)s %(day)s, %(year)s does not exist: that month has %(last)s days. Check the day: “%(label)s”."
        ),
    }

    def __init__(self, *, birthday: bool = False, **kwargs: Any) -> None:
        super().__init__(widget=DayInput(birthday), **kwargs)

    def clean(self, value: Any) -> date | None:
        typed = [str(part or "").strip() for part in _parts(value)]
        if not any(typed):
            if self.required:
                raise self._fault("required", "year")
            return None
        for part, content in zip(PARTS, typed, strict=True):
            if not content:
                raise self._fault("part", part, part_name=PART_NAMES[part])
        return self._day(typed)

    def _day(self, typed: Sequence[str]) -> date:
        year, day = plain(typed[0]), plain(typed[2]).removesuffix("er")
        month = month_of(typed[1])
        if not (year.isdecimal() and len(year) == 4):
            raise self._fault("year", "year")
        if not 1900 <= int(year) <= 2100:
            raise self._fault("year-far", "year", year=int(year))
        if month is None or not 1 <= month <= 12:
            raise self._fault("month", "month")
        if not day.isdecimal() or not 1 <= int(day) <= 31:
            raise self._fault("day", "day")
        last = calendar.monthrange(int(year), month)[1]
        if int(day) > last:
            name = MONTH_NAMES[month - 1]
            raise self._fault("no-such-day", "day", day=int(day), month=name, year=year, last=last)
        return date(int(year), month, int(day))

    def _fault(self, code: str, part: str, **facts: Any) -> ValidationError:
        params: dict[str, Any] = {"label": self.label, "part": part, **facts}
        return ValidationError(self.error_messages[code], code=f"{code}/{part}", params=params)


def _parts(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) and len(value) == 3 else ("", "", "")


PART_NAMES = {"year": _("the year"), "month": _("the month"), "day": _("the day")}
MONTH_NAMES = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
    _("August"), _("September"), _("October"), _("November"), _("December"),
)  # fmt: skip
