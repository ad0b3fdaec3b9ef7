"""Fields for an e-mail address: of our own forms, and of django-allauth's."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from impplus.web.fields import TextField
from impplus.words.text import without_marks

WHOLE = _("Enter the whole e-mail address, such as name@example.com")


def judge(address: str) -> None:
    """Raise a ValidationError that says what to do about what is no e-mail address; of its form only."""
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(WHOLE, code="email") from None


class EmailField(TextField):
    """An e-mail address, its domain checked for its form only."""

    default_error_messages = {"required": _("Enter your e-mail address")}

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"type": "email", "autocomplete": "email", "spellcheck": "false"}
        super().__init__(widget=forms.TextInput(attrs=attrs), longest=254, **kwargs)

    def clean(self, value: Any) -> str:
        address = super().clean(value)
        if address:
            judge(address)
        return address


class AddressField(forms.EmailField):
    """The same in the forms of django-allauth, which ask for Django's own kind of field."""

    default_validators = [judge]

    def to_python(self, value: Any) -> Any:
        address = super().to_python(value)
        return without_marks(address).strip() if isinstance(address, str) else address
