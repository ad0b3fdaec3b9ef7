"""In which language an officer writes, and the translation beside it: the questions that a form asks of them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext

from impplus.queries.translations import LONGEST_NAME, Translated, is_required
from impplus.queries.typed import LONGEST
from impplus.records.models import Application
from impplus.web.fields import ChoiceField, TextField
from impplus.web.language import SPOKEN


def language_field(application: Application) -> ChoiceField:
    """In which language the officer writes: that of the applicant, until another one is chosen."""
    return ChoiceField(
        choices=SPOKEN,
        label=gettext("Language in which you write"),
        initial=application.language,
    )


def fields(application: Application) -> dict[str, forms.Field]:
    """The language of what is written to the applicant, and its translation with who made it."""
    if is_required(application):
        hint = gettext(
            "Words that are not in the applicant’s language are not sent without a translation made by a person."
        )
    else:
        hint = gettext(
            "A translation made by a person into the other language, if there is one. Both texts are shown, and yours is the one that counts."
        )
    return {
        "language": language_field(application),
        "translation": TextField(
            longest=LONGEST,
            lines=True,
            required=False,
            label=gettext("Translation"),
            help_text=hint,
        ),
        "translator": TextField(
            longest=LONGEST_NAME, required=False, label=gettext("Who translated it")
        ),
    }


def given(cleaned: Mapping[str, Any]) -> Translated:
    """What was answered to these questions."""
    return Translated(**{key: cleaned[key] for key in ("language", "translation", "translator")})
