"""The firm's own figures of a year, for who answers for the firm or keeps its books: as tables, and as CSV."""

from collections.abc import Iterator
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from impplus.firm.entry import entry
from impplus.firm.matters import member_in
from impplus.practice import access
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.firm_reports import PAUSE, FirmReport, report_of
from impplus.web.language import lang
from impplus.web.spreadsheets import saved
from impplus.words import firm_reports as words, formats
from impplus.words.text import Text

FIRST_YEAR, LAST_YEAR = 2000, 2200


@require_safe
@entry(access.REPORTS)
def page(request: HttpRequest) -> HttpResponse:
    """The figures of this year, or of the one in the address."""
    on = today(SERVED).year
    year = request.GET.get("year", "")
    asked = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else on
    report = _report(request, asked)
    facts = {
        "report": report,
        "tables": [
            (words.TITLES[key], key, [(name, [_said(one) for one in row]) for name, *row in rows])
            for key, rows in _tables(report).items()
        ],
        "years": [one for one in (report.year - 1, report.year + 1) if one <= on],
        "pause": int(PAUSE.total_seconds() // 60),
    }
    return render(request, "firm/reports/reports.html", facts)


@require_safe
@entry(access.REPORTS)
def as_csv(request: HttpRequest, year: int) -> HttpResponseBase:
    """The same of a year, a line for each figure."""
    report = _report(request, year)
    return saved(f"reports-{report.year}.csv", list(_lines(report, lang())))


def _report(request: HttpRequest, year: int) -> FirmReport:
    user = member_in(request)
    if not access.may_report(user) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return report_of(access.firm_of(user), year)


def _lines(report: FirmReport, language: str) -> Iterator[list[object]]:
    yield [_("year"), _("table"), _("figure"), _("number")]
    for key, rows in _tables(report).items():
        for name, *row in rows:
            for figure, number in zip((name, words.engaged_of(name)), row, strict=False):
                value = "" if number is None else number
                yield [report.year, words.TITLES[key].say(language), figure.say(language), value]


def _said(number: int | Decimal | None) -> str:
    if isinstance(number, Decimal):
        return formats.money(number, lang())
    return "–" if number is None else formats.count(number, lang())


type Row = tuple[Text, *tuple[int | Decimal | None, ...]]


def _tables(report: FirmReport) -> dict[str, list[Row]]:
    """Each table by its key, its rows in order: of what, and how many, of sources also how many of them were engaged; None is nothing to count."""
    steps = [(words.STEPS[key], number) for key, number in report.steps.items()]
    return {
        "sources": [(words.CHANNELS[key], *numbers) for key, numbers in report.sources.items()],
        "steps": [*steps, (words.DAYS_TO_ENGAGE, report.days_to_engage)],
        "ages": [(words.AGES[key], number) for key, number in report.ages.items()],
        "minutes": [
            (words.FAMILIES, report.families),
            (words.ALL_MINUTES, report.minutes),
            (words.MEDIAN_MINUTES, report.minutes_median),
        ],
        "deadlines": [(words.DEADLINES[key], number) for key, number in report.deadlines.items()],
        "money": [(words.ADVANCES, report.advances), (words.ADVANCED, report.advanced)],
    }
