"""Fields of text messages: the number that takes them, and the code that came in one."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from impplus.web.fields import CodeField, PhoneField
from impplus.words import phones
from impplus.words.codes import in_plain_digits


class MobileField(PhoneField):
    """A number that takes texts, with its country code: cleans to E.164."""

    default_error_messages = {
        "mobile": _("Enter the number of a mobile phone, without an extension: “%(label)s”."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(language="en", **kwargs)  # without an extension it is written alike

    def clean(self, value: Any) -> str:
        number = super().clean(value)
        if number and not phones.takes_texts(number):
            raise self.fault("mobile")
        return number


class TextedCodeField(CodeField):
    """The digits of a code, which a phone offers to fill in by itself."""

    default_error_messages = {"letters": _("Enter the six digits of the code.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.update(
            {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "short"}
        )

    def to_python(self, value: Any) -> str:
        return in_plain_digits(super().to_python(value))
