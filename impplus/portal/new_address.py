"""A new address as one report: the country, the province and the address, which the form asks on several pages."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms

from impplus.queries.answers import Sheet
from impplus.rules.form import Field

NEW_ADDRESS = "new-address"
PROVINCE = "lives_province"  # asked of an address in Canada alone
REGION = "region"  # of the address itself, which a country other than Canada may have
PAGES = ("home", "province", "contact", "member-home", "member-address")


def fields(sheet: Sheet) -> tuple[Field, ...]:
    """The questions about where somebody lives, those too that follow from another one of them."""
    if not any(step.key in PAGES for step in sheet.asked):
        return ()
    of_address = _pages(sheet)
    return tuple(one for step in of_address.steps for one in of_address.spoken(step).fields)


def is_asked(sheet: Sheet, field: Field) -> bool:
    """Whether a question is asked as the answers stand, so that it cannot be left open."""
    return any(field in asked for _step, asked in _pages(sheet).pages)


def asked_after(sheet: Sheet, form: forms.Form) -> Mapping[str, Any]:
    """Of what was typed, the answers that are asked for with it; a fault at the form for each that is missing."""
    given = {field.key: form.cleaned_data.get(field.key) for field in fields(sheet)}
    after = _pages(sheet).with_answers(given)
    for one in after.missing:
        control = form.fields[one.field.key]
        form.add_error(one.field.key, control.error_messages["required"] % {"label": control.label})
    asked = {field.key for _step, several in after.pages for field in several}
    return {key: answer for key, answer in given.items() if key in asked}


def _pages(sheet: Sheet) -> Sheet:
    return replace(sheet, steps=sheet.steps.named(*PAGES))
