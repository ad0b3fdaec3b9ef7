"""Fields for an e-mail address: of our own forms, and of django-allauth's."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from impplus.web.controls import escaped
from impplus.web.fields import TextField
from impplus.words.text import without_marks

LONGEST = 254
# Where most people have an address; one that is almost one of these is asked about, and never refused.
DOMAINS = frozenset(
    "gmail.com googlemail.com ymail.com mail.com email.com hotmail.com hotmail.ca hotmail.fr outlook.com "
    "outlook.fr live.com live.ca live.fr msn.com yahoo.com yahoo.ca yahoo.fr icloud.com me.com aol.com "
    "protonmail.com videotron.ca sympatico.ca bell.net orange.fr laposte.net free.fr wanadoo.fr".split()
)
ALIKE = 0.88  # of get_close_matches: one letter missing, wrong, double or in the wrong place


def judge(address: str) -> None:
    """Raise a ValidationError that says what to do about what is no e-mail address; of its form only."""
    try:
        validate_email(address)
    except ValidationError:
        raise _not_an_address(address) from None


def _not_an_address(address: str) -> ValidationError:
    sign = next((one for one in address if not one.isascii()), "")
    if not sign:
        whole = _("Enter the whole e-mail address, such as name@example.com")
        return ValidationError(whole, code="email")
    plain = _(
        "“%(sign)s” cannot stand in an e-mail address here. Enter one of letters without accents, digits and signs, "
        "such as name@example.com"
    )
    return ValidationError(plain, code="sign", params={"sign": sign})


def meant(address: str) -> str:
    """The address that was probably meant, where the domain is almost a well-known one; else nothing."""
    name, _at, domain = address.rpartition("@")
    if not name or domain.lower() in DOMAINS:
        return ""
    found = get_close_matches(domain.lower(), sorted(DOMAINS), n=1, cutoff=ALIKE)
    return f"{name}@{found[0]}" if found else ""


class Typed(str):
    """An address as it was typed; `kept` where its writer was asked about it and sent it again."""

    __slots__ = ("kept",)
    kept: bool


class AddressInput(forms.TextInput):
    """The control of an address; where it asks whether another one is meant, it remembers about which it asked."""

    input_type = "email"

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """What was typed, and whether it stays so after the question."""
        typed = Typed(super().value_from_datadict(data, files, name) or "")
        typed.kept = data.get(_asked_of(name)) == typed.strip()
        return typed

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """With the address that is asked about, unseen."""
        drawn = super().render(name, value, attrs, renderer)
        about = str(value or "").strip()
        if not meant(about):
            return drawn
        unseen = f'<input type="hidden" name="{_asked_of(escaped(name))}" value="{escaped(about)}">'
        return SafeString(drawn + unseen)


def _asked_of(name: str) -> str:
    return f"{name}-as-typed"


def ask_whether_meant(address: str, value: object) -> None:
    """Raise a ValidationError that asks about what is almost a well-known address, once."""
    if (other := meant(address)) and not getattr(value, "kept", False):
        said = _(
            "Did you mean %(meant)s? If so, correct the address. If it is right as it is, send the form again."
        )
        raise ValidationError(said, code="meant", params={"meant": other})


class EmailField(TextField):
    """An e-mail address, its domain checked for its form only."""

    default_error_messages = {"required": _("Enter your e-mail address")}

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}
        super().__init__(widget=AddressInput(attrs=attrs), longest=LONGEST, **kwargs)

    def clean(self, value: Any) -> str:
        address = super().clean(value)
        if address:
            judge(address)
            ask_whether_meant(address, value)
        return address


class AddressField(forms.EmailField):
    """The same in the forms of django-allauth, which ask for Django's own kind of field.

    With `asks`, an address that is almost a well-known one is asked about.
    """

    default_validators = [judge]

    def __init__(self, *, asks: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.asks = asks

    def to_python(self, value: Any) -> Any:
        address = super().to_python(value)
        return without_marks(address).strip() if isinstance(address, str) else address

    def clean(self, value: Any) -> Any:
        address = super().clean(value)
        if address and self.asks:
            ask_whether_meant(address, value)
        return address
