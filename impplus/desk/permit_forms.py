"""What an officer is asked on an act upon a permit: the ground, the reasons, and of a replacement all that it says."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from impplus.actions import permit_states
from impplus.desk.forms import LONGEST_TEXT
from impplus.desk.translations import as_words, fields
from impplus.queries.answers import given_by
from impplus.queries.refusals import NotUnderstood
from impplus.queries.replacements import CORRECTED
from impplus.records.models import Application, Permit
from impplus.rules.law import Ending, Ground
from impplus.web.day import DayField
from impplus.web.fields import ChoiceField, TextField
from impplus.web.forms import PageForm, made_form
from impplus.web.language import lang
from impplus.words import countries
from impplus.words.citations import cited
from impplus.words.text import Text

LONGEST_NAME = 250


def form_of(permit: Permit, verb: Ending, grounds: Iterable[Ground]) -> type[PageForm]:
    """The ground, then what this act asks beside it."""
    asked: dict[str, forms.Field] = {"ground": ground_field(grounds)}
    if verb == "suspend":
        asked["until"] = DayField(
            required=False,
            label=_("Last day of the suspension"),
            help_text=_("Leave it empty where the suspension lasts until an officer ends it."),
        )
    if verb == "replace":
        asked |= _replaced(permit)
    return made_form("EndForm", asked | said_fields(permit.application))


def ground_field(grounds: Iterable[Ground]) -> ChoiceField:
    """The grounds among which one chooses, each with its source."""
    return ChoiceField(choices=[(one.key, in_words(one)) for one in grounds], label=_("Ground"))


def in_words(ground: Ground) -> str:
    """A ground with its source."""
    return f"{ground.text.say(lang())} ({cited(ground.source.cite).say(lang())})"


def said_fields(application: Application) -> dict[str, forms.Field]:
    """The reasons, the language in which they are written, and their translation."""
    reasons = TextField(
        longest=LONGEST_TEXT,
        lines=True,
        label=_("Your reasons"),
        empty=_("Write your reasons"),
        help_text=_("They appear in the letter exactly as you write them."),
    )
    return {"reasons": reasons, **fields(application, required=True)}


def given_in(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed as the actions take it; NotUnderstood where the two lists of conditions differ in length."""
    given = as_words(cleaned)
    if "conditions_en" in given:
        pairs = [_split(given.pop(f"conditions_{language}")) for language in ("en", "fr")]
        if len(pairs[0]) != len(pairs[1]):
            raise NotUnderstood(permit_states.UNEVEN)
        given["conditions"] = [Text(en=en, fr=fr) for en, fr in zip(*pairs, strict=True)]
        given["person"] = {key: given.pop(key) for key in CORRECTED}
    return given


def _replaced(permit: Permit) -> dict[str, forms.Field]:
    """What the other permit says: as this one does until it is changed."""
    lines, given = [Text(**one) for one in permit.conditions], given_by(permit.person)
    said = _of_person(given) | {
        "valid_until": DayField(
            label=_("Last day of the other permit"),
            help_text=_("Never later than that of this permit (IRPA 87.302(1.1))."),
            initial=permit.valid_until,
        ),
        "conditions_en": _lines(_("Conditions in English"), [one.en for one in lines], "en"),
        "conditions_fr": _lines(_("Conditions in French"), [one.fr for one in lines], "fr"),
    }
    if given.get("applies_for") == "study-permit":
        named = given.get("institution") or ""
        said["institution"] = TextField(
            longest=200, required=False, label=_("Institution"), initial=named
        )
    return said


def _of_person(given: Mapping[str, Any]) -> dict[str, forms.Field]:
    """What the paper says of its holder."""
    offered = countries.OFFERED["nationalities"]
    own = str(given.get("nationality") or "")
    named = {code: said.say(lang()) for code, said in offered.items()}
    named.setdefault(own, countries.name(own).say(lang()))
    sorted_names = sorted(named.items(), key=lambda pair: pair[1])
    return {
        "family_name": _text(_("Family name"), given.get("family_name"), required=False),
        "given_names": _text(_("Given names"), given.get("given_names"), required=False),
        "born": DayField(label=_("Date of birth"), initial=given.get("born"), partly=True),
        "nationality": ChoiceField(choices=sorted_names, label=_("Nationality"), initial=own),
        "passport_number": _text(_("Passport number"), given.get("passport_number")),
    }


def _text(label: str, initial: Any, *, required: bool = True) -> TextField:
    return TextField(longest=LONGEST_NAME, label=label, initial=initial or "", required=required)


def _lines(label: str, lines: list[str], language: str) -> TextField:
    made = TextField(
        longest=LONGEST_TEXT,
        lines=True,
        label=label,
        help_text=_("One condition on each line."),
        initial="\n".join(lines),
    )
    made.widget.attrs["lang"] = language
    return made


def _split(typed: str) -> list[str]:
    return [line.strip() for line in typed.splitlines() if line.strip()]
