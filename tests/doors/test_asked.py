"""Whatever a form of the pages asks stands in docs/fields.md with its reason, and nothing that no form asks."""

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from allauth.core import context
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.test import RequestFactory
from django.utils.translation import override

import impplus
from impplus.portal import reports
from impplus.public.enquiries import request_form
from impplus.queries.file import file_of
from impplus.records.models import Application, User
from impplus.telling.asked import PAGES
from impplus.web.language import lang
from impplus.words.text import LANGUAGES

ROOT = Path(impplus.__file__).parent
DOORS = ("accounts", "portal", "public", "web")
# Made of the questions of the form, which have their own rows, and of answers that do not go together, which have the row of BecauseForm.
OF_THE_FORM = {"StepForm", "RowForm", "ExplanationForm"}
MADE = {"RequestForm", "AnswersForm"}
MADE_WITH: dict[str, dict[str, Any]] = {
    "MandateForm": {"lawyers": []},
    "SignAgreementForm": {"texts": ["fr", "en"], "french_first": True},
    "FamilyForm": {"people": [], "kind": "marriage"},
    "RenamePasskeyForm": {"instance": Authenticator(type="webauthn", data={"name": "My phone"})},
}
type Asking = dict[str, type[forms.BaseForm]]
MADE_HERE = re.compile(r'made_form\(\s*"(\w+)"')


def classes(of: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    """Every class of form of the doors that somebody without an office comes to, once all is read."""
    ours = tuple(f"impplus.{door}." for door in DOORS)
    for one in of.__subclasses__():
        if one.__module__.startswith(ours) and one.__name__ not in OF_THE_FORM:
            yield one
        yield from classes(one)


@pytest.fixture
def asking(submitted: Application) -> Callable[[], Asking]:
    """Those that ask something, by name; two are made only when a page is opened, in its language."""
    for door in DOORS:
        for module in iter_modules([str(ROOT / door)], f"impplus.{door}."):
            import_module(module.name)
    file = file_of(submitted)
    return lambda: (
        {one.__name__: one for one in classes() if one.__name__ != "PageForm"}
        | {
            "RequestForm": request_form(lang(), checked=True),
            "AnswersForm": reports._answers_form(file, file.principal, (), "contact"),
        }
    )


def controls(kind: type[forms.BaseForm], who: User) -> dict[str, str | None]:
    """The names of what a form asks, each with its label; with none where nobody sees it."""
    request = RequestFactory().get("/")
    request.session, request.user = SessionStore(), who
    with context.request_context(request):
        needed = MADE_WITH.get(kind.__name__)
        made: Any = kind(**needed) if needed is not None else _made(kind, who)
    return {
        name: None if field.widget.is_hidden else str(field.label)
        for name, field in made.fields.items()
    }


def _made(kind: type[forms.BaseForm], who: User) -> forms.BaseForm:
    try:
        return kind(user=who)  # type: ignore[call-arg]
    except TypeError:
        return kind()


def test_each_class_of_form_belongs_to_a_page(asking: Callable[[], Asking]) -> None:
    named = [name for page in PAGES for name in page.forms]
    assert sorted(named) == sorted(asking())


def test_no_other_form_is_made_where_a_page_is_opened() -> None:
    read = [path.read_text("utf-8") for door in DOORS for path in (ROOT / door).rglob("*.py")]
    assert {name for text in read for name in MADE_HERE.findall(text)} == OF_THE_FORM | MADE


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_field_of_a_page_has_its_row_under_its_label(
    language: str, alice: User, asking: Callable[[], Asking]
) -> None:
    with override(language):
        found = asking()
        asked = {
            page.key: {
                name: label
                for one in page.forms
                for name, label in controls(found[one], alice).items()
            }
            for page in PAGES
        }
    told = {
        page.key: {
            name: row.label.say(language) if asked[page.key].get(name, "") is not None else None
            for row in page.rows
            for name in row.fields
        }
        for page in PAGES
    }
    assert asked == told
