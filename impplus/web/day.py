"""A day as three inputs, a month as two: year, month (a number or its name in either language), day."""

import calendar
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from impplus.words.days import PartDay
from impplus.words.formats import MONTHS

PARTS = ("year", "month", "day")
UNKNOWN = ("xx", "00")  # what passports and forms print for a part that is not known
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
MOST_DIGITS = 4  # of a day or a month, zeros before it included: longer ones are no numbers to read


def month_of(typed: str) -> int | None:
    """The number of the month that was typed as a number or a name; None where it is neither."""
    word = plain(typed)
    if word.isdecimal():
        return int(word) if len(word) <= MOST_DIGITS else None
    return _NAMES.get(word)


class DayInput(forms.MultiWidget):
    """Short text inputs, in the order of passports: year, month, day; of a month the first two."""

    template_name = "web/day.html"
    use_fieldset = True

    def __init__(
        self, birthday: bool = False, parts: Sequence[str] = PARTS, *, partly: bool = False
    ) -> None:
        sizes = {"year": 4, "month": 9, "day": 2}
        inputs: list[forms.Widget] = []
        for n, part in enumerate(parts):
            attrs = {"size": sizes[part], "class": f"part-{part}"}
            if part != "month":
                attrs["inputmode"] = "numeric"
            attrs["autocomplete"] = BIRTHDAY[n] if birthday else "off"
            inputs.append(forms.TextInput(attrs))
        if partly:
            inputs.append(forms.CheckboxInput())
        super().__init__(inputs)

    def decompress(self, value: Any) -> list[Any]:
        return _inputs_of(value)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether nothing of it was sent; of a box that is not ticked nothing is ever sent."""
        return all(f"{name}_{n}" not in data for n in range(len(self.widgets)))


class HiddenDay(forms.MultiWidget):
    """The same inputs unseen, on a page that asks once more."""

    def __init__(self) -> None:
        super().__init__([forms.HiddenInput for _ in (*PARTS, "partly")])

    def decompress(self, value: Any) -> list[Any]:
        return _inputs_of(value)


def _inputs_of(value: Any) -> list[Any]:
    """What stands in the inputs for a day, or for a month written YYYY-MM, or a year."""
    if isinstance(value, PartDay):
        return [f"{value.year:04d}", value.month if value.month_known else "", "", True]
    if isinstance(value, date):
        return [f"{value.year:04d}", value.month, value.day, ""]
    if isinstance(value, str) and value.count("-") == 1:
        year, month = value.split("-")
        return [year, month.removeprefix("0"), "", ""]
    if isinstance(value, str) and len(value) == len("1957"):
        return [value, "", "", ""]
    return [None, None, None, None]


BUDDHIST = 543  # years that its calendar, as Thailand counts, is ahead of the Gregorian one
PERSIAN = range(1270, 1500)  # years of our time in the Persian and the Islamic calendar


class DayField(forms.Field):
    """Cleans to a `date` or None; each fault says which part is wrong and what to do.

    A day after `latest` is refused, where there is one. Where a passport may show no whole day, `partly` takes
    a part with a box beside it; `in_part` takes a year, or year and month, as it is.
    The `params` of a fault name the faulty `part`, so that the error summary can link to it.
    """

    widget = DayInput
    hidden_widget = HiddenDay
    default_error_messages = {
        "required": _("Enter the year, the month and the day: “%(label)s”."),
        "part": _("Enter %(part_name)s too: “%(label)s”."),
        "part-or-box": _(
            "Enter %(part_name)s too. If the passport shows none, tick the box: “%(label)s”."
        ),
        "year": _("Enter the year with four digits, such as 1987: “%(label)s”."),
        "year-far": _(
            "The year %(year)s cannot be right. Enter a year of the Gregorian calendar between 1900 and 2100: “%(label)s”."
        ),
        "year-buddhist": _(
            "The year %(year)s is one of the Buddhist calendar. In the Gregorian calendar it is %(gregorian)s: enter that year: “%(label)s”."
        ),
        "year-persian": _(
            "The year %(year)s is one of the Persian or the Islamic calendar. Enter the year of the Gregorian calendar: “%(label)s”."
        ),
        "month": _("Enter the month as a number from 1 to 12, or by its name: “%(label)s”."),
        "day": _("Enter the day as a number from 1 to 31: “%(label)s”."),
        "no-such-day": _(
            "%(month)s %(day)s, %(year)s does not exist: that month has %(last)s days. Check the day: “%(label)s”."
        ),
        "ahead": _(
            "This day is in the future. Check the year, the month and the day: “%(label)s”."
        ),
    }

    def __init__(
        self,
        *,
        birthday: bool = False,
        partly: bool = False,
        in_part: bool = False,
        latest: date | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", DayInput(birthday, partly=partly))
        super().__init__(**kwargs)
        self.partly, self.in_part, self.latest = partly, in_part, latest

    def clean(self, value: Any) -> date | None:
        day = self._read(value)
        if day and self.latest and day > self.latest:
            raise self._fault("ahead", "year")
        return day

    def _read(self, value: Any) -> date | None:
        typed = [str(part or "").strip() for part in _parts(value)]
        if self.partly and (_is_marked(value) or any(plain(one) in UNKNOWN for one in typed)):
            typed = ["" if plain(one) in UNKNOWN else one for one in typed]
            if typed[0] and not typed[2]:
                return self._part(typed)
        if self.in_part and typed[0] and not typed[2]:
            return self._part(typed)
        return self._day(typed) if self._is_whole(typed) else None

    def _is_whole(self, typed: Sequence[str]) -> bool:
        """Whether every part was typed; False where nothing was, and nothing need be."""
        if not any(typed):
            if self.required:
                raise self._fault("required", "year")
            return False
        for part, content in zip(PARTS, typed, strict=False):
            if not content:
                code = "part-or-box" if self.partly and part != "year" else "part"
                raise self._fault(code, part, part_name=PART_NAMES[part])
        return True

    def _part(self, typed: Sequence[str]) -> PartDay:
        """The year, and the month where there is one."""
        if not typed[1]:
            return PartDay(self._year(typed))  # type: ignore[no-any-return]
        return PartDay(*self._month(typed))  # type: ignore[no-any-return]

    def _day(self, typed: Sequence[str]) -> date:
        year, month = self._month(typed)
        day = plain(typed[2]).removesuffix("er")
        if not (day.isdecimal() and len(day) <= MOST_DIGITS and 1 <= int(day) <= 31):
            raise self._fault("day", "day")
        last = calendar.monthrange(year, month)[1]
        if int(day) > last:
            name = MONTH_NAMES[month - 1]
            raise self._fault("no-such-day", "day", day=int(day), month=name, year=year, last=last)
        return date(year, month, int(day))

    def _month(self, typed: Sequence[str]) -> tuple[int, int]:
        """The year and the number of the month."""
        year, month = self._year(typed), month_of(typed[1])
        if month is None or not 1 <= month <= 12:
            raise self._fault("month", "month")
        return year, month

    def _year(self, typed: Sequence[str]) -> int:
        year = plain(typed[0])
        if not (year.isdecimal() and len(year) == 4):
            raise self._fault("year", "year")
        if 1900 <= int(year) <= 2100:
            return int(year)
        facts = {"year": int(year), "gregorian": int(year) - BUDDHIST}
        if 1900 <= facts["gregorian"] <= 2100:
            raise self._fault("year-buddhist", "year", **facts)
        other = "year-persian" if int(year) in PERSIAN else "year-far"
        raise self._fault(other, "year", **facts)

    def _fault(self, code: str, part: str, **facts: Any) -> ValidationError:
        params: dict[str, Any] = {"label": self.label, "part": part, **facts}
        return ValidationError(self.error_messages[code], code=f"{code}/{part}", params=params)


class MonthField(DayField):
    """Cleans to a month written YYYY-MM, or to None; its faults are those of a day."""

    default_error_messages = {
        "required": _("Enter the year and the month: “%(label)s”."),
        "ahead": _("This month is in the future. Check the year and the month: “%(label)s”."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=DayInput(parts=PARTS[:2]), **kwargs)

    def clean(self, value: Any) -> Any:
        """As a day, without its last part."""
        typed = [str(part or "").strip() for part in _parts(value, 2)]
        if not self._is_whole(typed):
            return None
        year, month = self._month(typed)
        if self.latest and (year, month) > (self.latest.year, self.latest.month):
            raise self._fault("ahead", "year")
        return f"{year:04}-{month:02}"


def _parts(value: Any, number: int = 3) -> Sequence[Any]:
    """The parts of a day; what comes after them is the box."""
    fits = isinstance(value, list | tuple) and number <= len(value) <= number + 1
    return value[:number] if fits else ("",) * number


def _is_marked(value: Any) -> bool:
    """Whether the box is ticked that says that the passport shows no more."""
    return isinstance(value, list | tuple) and len(value) > 3 and value[3] in (True, "True", "on")


PART_NAMES = {"year": _("the year"), "month": _("the month"), "day": _("the day")}
MONTH_NAMES = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
    _("August"), _("September"), _("October"), _("November"), _("December"),
)  # fmt: skip
