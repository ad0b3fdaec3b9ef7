"""Form fields that accept harmless variants of what is typed, and say in a sentence what to correct."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import BaseChoiceIterator
from django.utils.functional import lazy
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _, override

from impplus.web.controls import escaped, listed, option
from impplus.web.language import lang
from impplus.web.long_text import LongText
from impplus.words import formats, phones
from impplus.words.countries import OFFERED
from impplus.words.labels import NO, YES
from impplus.words.text import Text, as_kept, is_heaped, is_refused, is_seen

LONGEST = 250
FAR_TOO_LONG = 20  # times as long as may be, whatever the spaces, spelling and marks in it
CHOOSE = ("", _("Choose from the list"))  # what stands first in a list


def spoken(text: Text) -> str:
    """A text in the language of the request in which it is shown."""
    return lazy(lambda: text.say(lang()), str)()


OF_NAMES = {"spellcheck": "false", "autocapitalize": "words"}  # what a browser should not mend


class TextField(forms.Field):
    """A text kept as typed but for the spaces around it; NFC; no control characters.

    What comes along unseen where a text is copied is left out (`as_kept`).

    `empty` is what to do where nothing was typed, said of this very field: “Enter your name”.
    """

    of_a_name = ""  # the fault of a name that is a dash or a dot, where it is one

    default_error_messages = {
        "required": _("Enter what is asked: “%(label)s”."),
        "required-lines": _("Write what is asked: “%(label)s”."),
        "control": _(
            "“%(label)s” contains a character that cannot be seen (a control character). Type it again instead of pasting it."
        ),
        "marks": _(
            "“%(label)s” has too many accents or other marks on one letter. Type it again with those that belong there."
        ),
        "no-letter": _("Write a name in letters: “%(label)s”."),
        "no-letter-optional": _("Write a name in letters, or leave it empty: “%(label)s”."),
        "too-long": _("Use %(most)s characters or fewer in “%(label)s”. You typed %(typed)s."),
    }

    def __init__(
        self,
        *,
        longest: int = LONGEST,
        lines: bool = False,
        autocomplete: str = "",
        empty: Any = "",
        **kwargs: Any,
    ) -> None:
        if empty:
            kwargs["error_messages"] = {"required": empty, "required-lines": empty}
        if "widget" not in kwargs:
            kwargs["widget"] = LongText(longest) if lines else forms.TextInput()
        super().__init__(**kwargs)
        self.longest, self.lines = longest, lines
        if autocomplete:
            self.widget.attrs["autocomplete"] = autocomplete
        if autocomplete.endswith("name"):
            self.widget.attrs.update(OF_NAMES)

    def to_python(self, value: Any) -> str:
        text = as_kept(str(value or ""), lines=self.lines)
        return text if any(map(is_seen, text)) else ""

    def clean(self, value: Any) -> str:
        given = len(str(value or ""))
        if given > FAR_TOO_LONG * self.longest:  # before each letter is looked at
            raise self._too_long(given)
        text = self.to_python(value)
        if not text and self.required:
            raise self.fault("required-lines" if self.lines else "required")
        if is_refused(text, lines=self.lines):
            raise self.fault("control")
        if is_heaped(text):
            raise self.fault("marks")
        if len(text) > self.longest:
            raise self._too_long(len(text))
        if self.of_a_name and text and not any(map(str.isalnum, text)):
            raise self.fault(self.of_a_name)
        return text

    def _too_long(self, typed: int) -> ValidationError:
        most, said = (formats.count(one, lang()) for one in (self.longest, typed))
        return self.fault("too-long", most=most, typed=said)

    def fault(self, code: str, **facts: Any) -> ValidationError:
        params = {"label": self.label, **facts}
        return ValidationError(self.error_messages[code], code=code, params=params)


class CodeField(TextField):
    """A number printed on a document: capital letters and digits, without spaces and hyphens."""

    default_error_messages = {
        "required": _("Copy what is printed: “%(label)s”."),
        "letters": _("Copy “%(label)s” as it is printed: letters and digits only."),
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocapitalize": "characters", "spellcheck": "false", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> str:
        typed = unicodedata.normalize("NFKC", super().to_python(value)).upper()
        return "".join(
            letter
            for letter in typed
            if not (letter.isspace() or unicodedata.category(letter) in {"Pd", "Cf"})
        )

    def clean(self, value: Any) -> str:
        code = super().clean(value)
        if code and not (code.isascii() and code.isalnum()):
            raise self.fault("letters")
        return code


class PhoneField(TextField):
    """A telephone number of any country, in any spacing: cleans to E.164.

    Without its country code it is a number of `country` (ISO 3166-1 alpha-3), where that is known: of the one
    chosen beside it, in the field of the name `country_from`, once one is.
    """

    default_error_messages = {
        "required": _("Enter a telephone number: “%(label)s”."),
        "phone": _(
            "This number does not exist. Check it, and begin with the country code, such as +212 600 000 000: “%(label)s”."
        ),
    }

    def __init__(
        self, *, language: str, country: str = "", country_from: str = "", **kwargs: Any
    ) -> None:
        super().__init__(
            widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}), **kwargs
        )
        self.language, self.country, self.country_from = language, country, country_from

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        number = phones.read(typed, self.country) if typed else ""
        if number is None or len(number) > self.longest:
            raise self.fault("phone")
        return number

    def prepare_value(self, value: Any) -> Any:
        return phones.say(value, self.language) if isinstance(value, str) else value


class NumberField(TextField):
    """A whole number between two bounds, its digits grouped as either language does, or not; None where empty."""

    default_error_messages = {
        "number": _("Enter a whole number from %(least)s to %(most)s: “%(label)s”.")
    }

    def __init__(self, *, most: int, least: int = 0, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "short"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)
        self.least, self.most = least, most

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        number = formats.whole(typed)
        if number is None or not self.least <= number <= self.most:
            least, most = (formats.count(bound, lang()) for bound in (self.least, self.most))
            raise self.fault("number", least=least, most=most)
        return number


class Pairs(BaseChoiceIterator):
    """Choices that are pairs, which Django takes as they are; of a list it looks into each, thrice a page."""

    def __init__(self, pairs: Iterable[tuple[Any, Any]]) -> None:
        self.pairs = tuple(pairs)

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        return iter(self.pairs)


class ChoiceField(forms.ChoiceField):
    """One of a few answers as radio buttons, or of many as a list."""

    default_error_messages = {
        "required": _("Choose an answer: “%(label)s”."),
        "invalid_choice": _("Choose one of the answers shown for “%(label)s”."),
    }
    few = 8

    def __init__(self, *, choices: Any, required: bool = True, **kwargs: Any) -> None:
        offered = list(choices)
        if len(offered) <= self.few:
            kwargs.setdefault("widget", forms.RadioSelect)
        else:
            offered = [CHOOSE, *offered]
        super().__init__(choices=Pairs(offered), required=required, **kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> "ChoiceField":
        """A field of its own for each form, with the same choices, which nothing changes."""
        memo[id(self.choices)] = self.choices
        return super().__deepcopy__(memo)

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except ValidationError as fault:
            fault.params = {**(fault.params or {}), "label": self.label}
            raise


class YesNoField(ChoiceField):
    """Yes or no: cleans to True, False, or None where it may be left open."""

    default_error_messages = {"required": _("Choose yes or no: “%(label)s”.")}

    def __init__(self, **kwargs: Any) -> None:
        choices = [("yes", spoken(YES.capital)), ("no", spoken(NO.capital))]
        super().__init__(choices=choices, **kwargs)

    def clean(self, value: Any) -> bool | None:
        return {"yes": True, "no": False}.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class CountryList(forms.Select):
    """A list of countries, drawn once in each language: from page to page only the one chosen differs."""

    def __init__(self, language: str, offer: str) -> None:
        super().__init__()
        self.language, self.offer = language, offer

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """As Django draws a list."""
        options = _drawn(self.language, self.offer)
        for chosen in self.format_value(value):
            said = f'value="{escaped(chosen)}"'
            options = options.replace(said, f"{said} selected", 1)
        widget = {"name": name, "attrs": self.build_attrs(self.attrs, attrs)}
        return SafeString(listed(widget, options))


class CountryField(ChoiceField):
    """A country or territory, named and sorted in the language of the page; `offer` says which are asked about."""

    few = 0
    default_error_messages = {"required": _("Choose a country or territory: “%(label)s”.")}

    def __init__(
        self, *, language: str, autocomplete: str = "", offer: str = "places", **kwargs: Any
    ) -> None:
        offered = countries(language, offer)
        super().__init__(choices=offered, widget=CountryList(language, offer), **kwargs)
        if autocomplete:
            self.widget.attrs["autocomplete"] = autocomplete


def _sorted(language: str, offer: str) -> tuple[tuple[str, str], ...]:
    named = ((code, text.say(language)) for code, text in OFFERED[offer].items())
    return tuple(sorted(named, key=lambda pair: formats.collated(pair[1])))


_COUNTRIES = {
    (language, offer): _sorted(language, offer) for language in ("en", "fr") for offer in OFFERED
}


def countries(language: str, offer: str = "places") -> tuple[tuple[str, str], ...]:
    """Codes and names of those that a question offers, in the alphabetical order of a language."""
    return _COUNTRIES["fr" if language.startswith("fr") else "en", offer]


@cache
def _drawn(language: str, offer: str) -> str:
    with override(language):
        offered = [CHOOSE, *countries(language, offer)]
        return "".join(option(code, escaped(name)) for code, name in offered)
