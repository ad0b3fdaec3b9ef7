"""Forms made of the programme's steps, and how a page binds one to what was sent."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, cast

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from impplus.queries.refusals import Refusal
from impplus.rules.form import Answers, Field, Step, fields_asked
from impplus.rules.rows import Cell
from impplus.web.day import DayField, MonthField
from impplus.web.fields import (
    OF_NAMES,
    ChoiceField,
    CodeField,
    CountryField,
    PhoneField,
    TextField,
    YesNoField,
)
from impplus.web.language import lang
from impplus.web.language_field import LanguageField
from impplus.web.rows import ADD, REMOVE, RowsField, clean_row

REDISPLAY = "_redisplay"
# What sends a form to see it again as it was typed: in the other language, with other rows or without a file.
TAKE_OUT = "_take_out"  # a file, out of what is not sent yet
AGAIN = frozenset({REDISPLAY, ADD, REMOVE, TAKE_OUT})
# What the script of a page sends besides, which saves while somebody types.
AUTO = "_auto"
# How the keys of what people are called end.
_NAMED = ("name", "names")


class PageForm(forms.Form):
    """A form that the browser does not judge: the sentences are ours, in the page's language."""

    use_required_attribute = False
    # Questions that need no answer where another one has one, by their names.
    instead: Mapping[str, str] = {}

    def full_clean(self) -> None:
        for field in self.fields.values():
            if isinstance(field, PhoneField) and field.country_from in self.fields:
                chosen = self[field.country_from].value()
                offered = self.fields[field.country_from]
                if isinstance(offered, CountryField) and offered.valid_value(chosen):
                    field.country = str(chosen)
        super().full_clean()

    def clean(self) -> dict[str, Any] | None:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for name, other in self.instead.items():
            if said.get(other) and self.has_error(name, "required"):
                del self.errors[name]
                said[name] = None
        for name, field in self.fields.items():
            fault = (
                field.fault(said.get(name, ""), said) if isinstance(field, LanguageField) else ""
            )
            if fault:
                self.add_error(name, fault)
        return said


class _Own(dict[str, forms.Field]):
    """Fields that were made for one form, which Django need not copy for each of its class."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "_Own":
        return self


def made_form(name: str, members: Mapping[str, Any]) -> type[PageForm]:
    """A class for one form, of these fields and methods."""
    made: Any = type(name, (PageForm,), dict(members))
    made.base_fields = _Own(made.base_fields)
    return cast(type[PageForm], made)


def form_for(
    step: Step,
    answers: Answers,
    language: str,
    *,
    required: bool = True,
    on: date | None = None,
) -> type[PageForm]:
    """The form of a step: one field per question that the answers make necessary.

    With `required=False` everything may be left empty, as in a draft. A day of the past cannot be after `on`.
    """
    asked = fields_asked(step, answers)
    made = {one.key: field_for(one, answers, language, required=required, on=on) for one in asked}
    instead = {one.key: one.instead for one in asked if one.instead}
    return made_form("StepForm", {**made, "instead": instead})


def is_alone(form: forms.BaseForm, step: Step) -> bool:
    """Whether a page is one question to choose an answer of, which its heading asks.

    Where only one of several is asked, the heading is that of all of them, and the question has to be said.
    """
    widgets = [one.widget for one in form.fields.values()]
    return len(step.fields) == len(widgets) == 1 and isinstance(widgets[0], forms.RadioSelect)


def field_for(
    field: Field | Cell,
    answers: Answers,
    language: str,
    *,
    required: bool = True,
    on: date | None = None,
) -> forms.Field:
    """One question as a form field in the language of the page."""
    words: dict[str, Any] = {
        "label": field.label.say(language),
        "help_text": field.hint.say(language) if field.hint else "",
        "required": required and not field.optional,
    }
    if field.kind in {"day", "month"} and field.past:
        words["latest"] = on
    if isinstance(field, Cell):
        return _of_kind(field, language, words)
    if field.kind == "rows":
        return _in_rows(field, language, words, required=required, on=on)
    if field.kind == "day":
        return DayField(birthday=field.autocomplete == "bday", partly=field.partly, **words)
    if field.kind == "phone":
        words["country"] = str(answers.get(field.country_from) or "")
        words["country_from"] = field.country_from
    made = _of_kind(field, language, words)
    if field.autocomplete:
        made.widget.attrs["autocomplete"] = field.autocomplete
    return made


def _of_kind(field: Field | Cell, language: str, words: dict[str, Any]) -> forms.Field:
    empty: Any = field.empty.say(language) if field.empty else ""
    match field.kind:
        case "day":
            return DayField(in_part=isinstance(field, Cell) and field.partly, **words)
        case "month":
            return MonthField(**words)
        case "yes-no":
            return YesNoField(**words)
        case "country":
            return CountryField(language=language, offer=field.countries, **words)
        case "choice":
            named = [(one.key, one.text.say(language)) for one in field.choices]
            return ChoiceField(choices=named, **words)
        case "code":
            return CodeField(longest=field.max_length, empty=empty, **words)
        case "phone":
            return PhoneField(language=language, longest=field.max_length, **words)
        case "long-text":
            words["lines"] = True
            empty = empty or _("Write the details: “%(label)s”.")
    made = TextField(longest=field.max_length, empty=empty, **words)
    if field.kind == "text" and field.key.endswith(_NAMED):
        made.widget.attrs.update(OF_NAMES)
        made.of_a_name = "no-letter-optional" if field.optional else "no-letter"
    return made


def _in_rows(
    field: Field, language: str, words: dict[str, Any], *, required: bool, on: date | None
) -> RowsField:
    """A question answered in rows, each of them a small form of its cells."""
    cells: dict[str, Any] = {
        one.key: field_for(one, {}, language, required=required, on=on) for one in field.cells
    }
    for one in field.cells:
        cells[one.key].alive = one.alive
    return RowsField(
        row_form=made_form("RowForm", {**cells, "clean": clean_row}),
        row=field.row.say(language) if field.row else "",
        add=field.add.say(language) if field.add else "",
        empty=field.empty.say(language) if field.empty else "",
        at_least=field.at_least,
        at_most=field.at_most,
        **words,
    )


def bind[F: forms.BaseForm](
    form_class: type[F],
    request: HttpRequest,
    initial: dict[str, Any] | None = None,
    files: bool = False,
    **kwargs: Any,
) -> F:
    """The form as it stands: fresh, as typed (in the other language, with other rows), or bound to be judged."""
    if not submitted(request):
        # Of a page that is only opened nothing was typed, not even that it has no rows.
        shown = {**(initial or {}), **(typed(form_class, request) if sent(request) else {})}
        return form_class(initial=shown or initial, **kwargs)
    if files:
        return form_class(request.POST, request.FILES, initial=initial, **kwargs)
    return form_class(request.POST, initial=initial, **kwargs)


def submitted(request: HttpRequest) -> bool:
    """Whether the form was sent to be judged, and not only to change the language or the rows."""
    return request.method == "POST" and AGAIN.isdisjoint(request.POST)


def sent(request: HttpRequest) -> QueryDict:
    """What was sent with a page; where it is only opened, what the same person typed there as the session ended."""
    before: QueryDict | None = request.__dict__.get("typed_before")
    return request.POST if before is None else before


def typed(form: type[forms.BaseForm] | forms.BaseForm, request: HttpRequest) -> dict[str, Any]:
    """What stands in the controls of a form, whether it can be understood or not."""
    fields = getattr(form, "fields", None) or getattr(form, "base_fields", {})
    values = sent(request)
    return {
        name: field.widget.value_from_datadict(values, request.FILES, name)
        for name, field in fields.items()
        if not field.widget.value_omitted_from_data(values, request.FILES, name)
    }


@contextmanager
def refusals_in(
    form: forms.BaseForm, *kinds: type[Refusal], **beside: type[Refusal]
) -> Iterator[None]:
    """Show in the form why an action within was refused, so that what was typed stays on the page.

    Refusals of these kinds stand above the form, or beside the field that names their kind.
    """
    try:
        yield
    except (*kinds, *beside.values()) as refusal:
        field = next((name for name, kind in beside.items() if isinstance(refusal, kind)), None)
        parts = getattr(refusal, "faults", ()) or getattr(refusal, "missing", ()) or (refusal.text,)
        for text in parts:
            form.add_error(field, text.say(lang()))
