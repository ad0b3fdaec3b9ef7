"""A question answered in several rows: each a small form, added and taken away without a script."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext, gettext_lazy as _

from impplus.rules.rows import FROM, LIVING, UNTIL, in_order
from impplus.web.language import lang
from impplus.words import days, formats

ADD, REMOVE = (
    "_add_row",
    "_remove_row",
)  # the names of the buttons; their values say to what, and which row
type RowForm = type[forms.Form]


class Rows(forms.Widget):
    """What stands in the rows of a page: a small form for each, bound to what was typed."""

    use_fieldset = True

    def __init__(self, row_form: RowForm, at_most: int) -> None:
        super().__init__()
        self.row_form, self.at_most = row_form, at_most

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """The rows as typed, one more where it is asked for, and without the one that is taken away."""
        places = [n for n in _places(data, name) if data.get(REMOVE) != f"{name}-{n}"]
        rows = [self.row_form(data, prefix=f"{name}-{n}") for n in places]
        if data.get(ADD) == name and len(rows) < self.at_most:
            rows.append(self.row_form({}, prefix=f"{name}-{max(places, default=-1) + 1}"))
        return rows

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """A page always says its rows."""
        return False


def _places(data: Mapping[str, Any], name: str) -> list[int]:
    """The numbers of the rows that were sent."""
    row = re.compile(rf"{re.escape(name)}-([0-9]{{1,3}})-")
    return sorted({int(found[1]) for key in data if (found := row.match(key))})


class RowsField(forms.Field):
    """Cleans to the rows that say something, in JSON values: days as ISO 8601, nothing for an empty cell.

    A fault of a cell names its row, and the `params` say where it stands.
    """

    default_error_messages = {
        "required": _("Enter one at least: “%(label)s”."),
        "too-many": _("Keep %(most)s at most: “%(label)s”."),
    }

    def __init__(
        self,
        *,
        row_form: RowForm,
        row: str,
        add: str,
        empty: str,
        at_least: int,
        at_most: int,
        **kwargs: Any,
    ) -> None:
        if empty:
            kwargs["error_messages"] = {"required": empty}
        super().__init__(widget=Rows(row_form, at_most), **kwargs)
        self.row_form, self.at_least, self.at_most = row_form, at_least, at_most
        self.row, self.add = row, add

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        """With its rows."""
        return BoundRows(form, self, field_name)

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """The rows, or every fault in them at once."""
        rows = [(n, form) for n, form in enumerate(value or ()) if not is_blank(form)]
        faults = [fault for n, form in rows for fault in self._faults(n, form)]
        if self.required and len(rows) < self.at_least:
            faults.append(self._fault("required"))
        if len(rows) > self.at_most:
            faults.append(self._fault("too-many", most=self.at_most))
        if faults:
            raise ValidationError(faults)
        return [_kept(form.cleaned_data) for _place, form in rows]

    def _fault(self, code: str, **facts: Any) -> ValidationError:
        params = {"label": self.label, **facts}
        return ValidationError(self.error_messages[code], code=code, params=params)

    def _faults(self, place: int, form: forms.Form) -> Iterator[ValidationError]:
        named = f"{self.row} {place + 1}{formats.colon(lang())}"
        for cell, found in form.errors.items():
            for said in found:
                yield ValidationError(
                    "%(row)s %(said)s",
                    params={"row": named, "said": said, "place": place, "cell": cell},
                )


def is_blank(form: forms.Form) -> bool:
    """Whether nothing was typed or chosen in a row."""
    return not any(map(_said, (form[name].data for name in form.fields)))


def _said(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return any(map(_said, value))
    return bool(str(value or "").strip())


def _kept(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """A row in JSON values, without the cells that were left empty."""
    return {
        key: days.written(value) if isinstance(value, date) else value
        for key, value in cleaned.items()
        if value not in (None, "")
    }


class BoundRows(BoundField):
    """The question on a page, with a small form for each of its rows, and one that is empty at least."""

    field: RowsField

    @cached_property
    def rows(self) -> list[forms.Form]:
        """The rows from the first on, numbered anew; faults are said in those that say something."""
        found = self.data if self.form.is_bound else self.initial
        made = [self._row(n, row) for n, row in enumerate(found or ())]
        return made or [self._row(0, {})]

    def _row(self, place: int, row: Any) -> forms.Form:
        prefix = f"{self.html_name}-{place}"
        if isinstance(row, forms.Form):
            if self.form.is_bound and not is_blank(row):
                return row
            row = {name: row[name].data for name in row.fields}
        return self.field.row_form(initial=_shown(row), prefix=prefix)

    @property
    def first_cell(self) -> str:
        """The key of the cell with which a row begins."""
        return next(iter(self.field.row_form.base_fields))

    @property
    def more(self) -> bool:
        """Whether one more row may be added."""
        return len(self.rows) < self.field.at_most

    @property
    def own_errors(self) -> list[str]:
        """What is wrong with the rows as a whole."""
        return [
            message
            for fault in self.errors.as_data()
            if "cell" not in (fault.params or {})
            for message in fault.messages
        ]


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a row as its controls show them: a day is a day again."""
    return {key: _day(value) for key, value in row.items()}


def _day(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return date.fromisoformat(value)
    return value


def clean_row(form: forms.Form) -> dict[str, Any]:
    """Beside what its cells say of themselves: a row does not end before it begins, nor say where the dead live."""
    said = form.cleaned_data
    if said.get(LIVING) is False:
        said |= {key: None for key, field in form.fields.items() if getattr(field, "alive", False)}
    if not in_order({key: said.get(key) for key in (FROM, UNTIL)}):
        form.add_error(
            UNTIL,
            ValidationError(
                gettext("The end comes before the beginning. Check both: “%(label)s”."),
                params={"label": form.fields[UNTIL].label, "part": "year"},
            ),
        )
    return said
