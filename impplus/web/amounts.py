"""The field of an amount of money, in dollars and cents."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from impplus.web.fields import TextField
from impplus.web.language import lang
from impplus.words import formats


class MoneyField(TextField):
    """Dollars with or without cents, as either language writes them; in cents, between two bounds in cents."""

    default_error_messages = {
        "money": _("Enter an amount from %(least)s to %(most)s, such as %(such)s: “%(label)s”.")
    }

    def __init__(self, *, most: int, least: int = 0, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "short"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)
        self.least, self.most = least, most

    def clean(self, value: Any) -> Any:
        cents = formats.cents(super().clean(value))
        if cents is None or not self.least <= cents <= self.most:
            said = [formats.dollars(one, lang()) for one in (self.least, self.most, 125_050)]
            raise self.fault("money", least=said[0], most=said[1], such=said[2])
        return cents
