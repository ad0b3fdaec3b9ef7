"""The figures for everybody: what was received and decided in each month and year, as page, picture and list."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _, pgettext
from django.views.decorators.http import require_safe

from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.figures import (
    KINDS,
    MonthShown,
    YearShown,
    fewest_shown,
    months_shown,
    years_shown,
)
from impplus.rules.small_figures import Total
from impplus.web.language import lang
from impplus.words import formats

DRAWN = 12  # months, of 30 units each
HEIGHT = 120  # units of the highest column
KEPT = "public, max-age=300"


@dataclass(frozen=True)
class MonthColumn:
    """A number as a column of the picture: its left edge, its upper edge, and its height; None where it is hidden."""

    number: int | None
    left: int
    top: str
    height: str


@dataclass(frozen=True)
class MonthDrawn:
    """A month of the picture: its number as a digit or two, the middle of its label, its name, and its two columns."""

    label: str
    middle: int
    name: str
    received: MonthColumn
    approved: MonthColumn


@dataclass(frozen=True)
class Picture:
    """The last months, the earliest first; `most` is what the highest column stands for."""

    months: Sequence[MonthDrawn]
    most: int


def titles() -> Mapping[str, str]:
    """What each kind of figure is called."""
    return {
        "received": pgettext("of applications", "Received"),
        "returned": pgettext("of applications", "Returned"),
        "approved": pgettext("of applications", "Approved"),
        "refused": pgettext("of applications", "Refused"),
        "withdrawn": pgettext("of applications", "Withdrawn"),
        "terminated": pgettext("of applications", "Ended by order"),
    }


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Years, the last months as a picture, and every month."""
    months, on = months_shown(SERVED), today(SERVED)
    years, fewest = years_shown(SERVED), fewest_shown(SERVED, on)
    facts = {
        "programme": SERVED,
        "titles": titles().values(),
        "years": [(one, SERVED.cap(one.year), [one.totals.get(k) for k in KINDS]) for one in years],
        "unknown": any(not one.totals and one.year < on.year for one in years),
        "months": [(one, _name(one.since), list(one.numbers.values())) for one in months],
        "picture": picture_of(months),
        "fewest": fewest,
        "enough": 2 * fewest,
    }
    response = render(request, "public/figures/figures.html", facts)
    response["Cache-Control"] = KEPT
    return response


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """Every month and year as rows; what is hidden reads as on the page: “<5” of a month, “>=12” of a year, “–” of days. Spreadsheets recognise UTF-8 by the mark at its start."""
    text = io.StringIO()
    heads = [
        _("Period"),
        _("Last day counted"),
        *titles().values(),
        _("Days, half of the decisions"),
        _("Days, four in five decisions"),
    ]
    csv.writer(text).writerows([heads, *_rows()])
    named = {"Content-Disposition": f'attachment; filename="{_("figures.csv")}"'}
    response = HttpResponse("\ufeff" + text.getvalue(), "text/csv; charset=utf-8", headers=named)
    response["Cache-Control"] = KEPT
    return response


def _rows() -> Iterator[list[object]]:
    fewest = fewest_shown(SERVED, today(SERVED))
    for year in years_shown(SERVED):
        if year.totals:
            totals = [_total(one) for one in year.totals.values()]
            yield [year.year, year.last, *totals, *_days(year)]
        else:
            yield [year.year, "", *[_("not counted")] * (len(KINDS) + 2)]
    for month in months_shown(SERVED):
        named = (f"{month.since:%Y-%m}", month.last)
        numbers = [f"<{fewest}" if one is None else one for one in month.numbers.values()]
        yield [*named, *numbers, *_days(month)]


def _total(total: Total) -> object:
    return total.number if total.exact else f">={total.number}"


def _days(period: MonthShown | YearShown) -> list[object]:
    return ["–" if one is None else one for one in (period.median, period.eighty)]


def _name(since: date) -> str:
    return formats.month(f"{since:%Y-%m}", lang())


def picture_of(counted: Sequence[MonthShown]) -> Picture | None:
    """The last of the months that were counted, of which the last comes first; None where there is none."""
    months = counted[:DRAWN][::-1]
    if not months:
        return None
    drawn = (month.numbers[kind] for month in months for kind in ("received", "approved"))
    most = max((number for number in drawn if number), default=0) or 1
    return Picture([_drawn(place, one, most) for place, one in enumerate(months)], most)


def _drawn(place: int, month: MonthShown, most: int) -> MonthDrawn:
    left = 30 * place + 36

    def column(kind: str, at: int) -> MonthColumn:
        number = month.numbers[kind]
        height = HEIGHT * (number or 0) / most
        return MonthColumn(number, at, f"{HEIGHT - height + 8:.1f}", f"{height:.1f}")

    received, approved = column("received", left + 3), column("approved", left + 15)
    return MonthDrawn(str(month.since.month), left + 15, _name(month.since), received, approved)
