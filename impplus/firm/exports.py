"""What the firm takes into its other programs: tables to save as CSV, and the page on which their columns are corrected."""

from contextlib import suppress
from itertools import chain

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import exports
from impplus.firm.entry import entry
from impplus.firm.matters import member_in
from impplus.practice import access
from impplus.practice.routing import keeps_for_firms
from impplus.programmes import SERVED
from impplus.programmes.exports import MOST_COLUMNS, ExportTable, columns_in
from impplus.queries.clock import today
from impplus.queries.exports import ExportOffered, lines_of, tables_for
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.web.fields import ChoiceField, TextField
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted
from impplus.web.spreadsheets import saved
from impplus.words.exports import DAYS, HELD

LONGEST = 8000


@require_safe
@entry(access.EXPORTS)
def page(request: HttpRequest) -> HttpResponse:
    """The tables that somebody may save, each with its headings and where they come from."""
    offered = _offered(request)
    facts = {
        "offered": [(one, _headings(one.table)) for one in offered],
        "split": any(one.table.lines != "money" for one in offered),
    }
    return render(request, "firm/exports/exports.html", facts)


@require_safe
@entry(access.EXPORTS)
def as_csv(request: HttpRequest, key: str) -> HttpResponseBase:
    """One table as a file."""
    table = _found(request, key).table
    lines = lines_of(member_in(request), table, lang())
    # The first line is read now, so that a fault is an answer and not half a file.
    return saved(f"{table.key}.csv", chain([next(lines)], lines))


@require_http_methods(["GET", "HEAD", "POST"])
@entry(access.EXPORTS)
def columns(request: HttpRequest, key: str) -> HttpResponse:
    """Write the columns of a table anew, or use those that come with the service again."""
    found, by = _found(request, key), member_in(request)
    if request.POST.get("act") == "restore":
        with suppress(AlreadyDone):
            exports.restore(found.table, by=by)
        messages.success(request, _("The table has the columns that come with the service again."))
        return redirect("firm:exports")
    written = {"columns": "\n".join(found.table.columns), "days": found.table.days}
    form = bind(_form(), request, initial=written)
    if submitted(request) and form.is_valid():
        given = form.cleaned_data
        with refusals_in(form, columns=Refusal), suppress(AlreadyDone):
            exports.correct(
                found.table, columns=given["columns"].splitlines(), days=given["days"], by=by
            )
        if not form.errors:
            messages.success(request, _("The table has your columns from now on."))
            return redirect("firm:exports")
    facts = {"form": form, "found": found, "held": HELD[found.table.lines], "most": MOST_COLUMNS}
    return render(request, "firm/exports/columns.html", facts, status=422 if form.errors else 200)


def _form() -> type[PageForm]:
    """What stands in the columns, a line each, and how days are written."""
    lines = TextField(label=gettext_lazy("Columns, one a line"), lines=True, longest=LONGEST)
    lines.widget.attrs |= {"rows": 12, "class": "code", "spellcheck": "false", "lang": "en"}
    days = [(key, name.say(lang())) for key, (_written, name) in DAYS.items()]
    return made_form(
        "ColumnsForm",
        {"columns": lines, "days": ChoiceField(label=gettext_lazy("Days"), choices=days)},
    )


def _offered(request: HttpRequest) -> list[ExportOffered]:
    if not keeps_for_firms():
        raise Http404
    return tables_for(member_in(request), today(SERVED), lang())


def _found(request: HttpRequest, key: str) -> ExportOffered:
    found = next((one for one in _offered(request) if one.table.key == key), None)
    if found is None:
        raise Http404
    return found


def _headings(table: ExportTable) -> list[str]:
    return [one.heading for one in columns_in(table.columns, table.lines)]
