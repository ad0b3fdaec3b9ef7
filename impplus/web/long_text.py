"""The control of a long text, which says by a small script how many characters are left."""

from django import forms
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _

LONG = 1000  # characters from which on it counts


class LongText(forms.Textarea):
    """Some lines; a browser without scripts shows them alone."""

    class Media:
        js = (Script("page.js", defer=True),)

    def __init__(self, longest: int) -> None:
        counted = {
            "data-most": longest,
            "data-left": _("Characters left: {n}"),
            "data-over": _("Characters too many: {n}"),
        }
        super().__init__({"rows": 6, **(counted if longest >= LONG else {})})
