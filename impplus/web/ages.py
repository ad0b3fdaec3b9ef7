"""A field for the ages of several people, in years, with commas between."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from impplus.web.fields import TextField

MOST, OLDEST = 12, 60


class AgesField(TextField):
    """Gives a list of whole numbers, the first first; an empty one where nothing was typed."""

    default_error_messages = {
        "ages": _("Enter ages in whole years, with commas between, such as 4, 11."),
        "many": _("Enter at most %(most)s ages."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(longest=100, **kwargs)
        self.widget.attrs |= {"inputmode": "text", "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        parts = [
            one for one in re.split(r"[\s,;.،、]+|\bet\b|\band\b", super().clean(value)) if one
        ]
        if len(parts) > MOST:
            raise ValidationError(self.error_messages["many"], code="many", params={"most": MOST})
        if not all(one.isdecimal() and len(one) <= 2 and int(one) <= OLDEST for one in parts):
            raise ValidationError(self.error_messages["ages"], code="ages")
        return [int(one) for one in parts]

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value
