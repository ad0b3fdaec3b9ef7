"""What an officer weighs: each requirement and condition with its two controls, and their form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField, Form
from django.utils.translation import gettext

from impplus.desk.forms import LONGEST_TEXT
from impplus.queries.findings import FileAtDecision
from impplus.rules.eligibility import ConditionResult
from impplus.rules.law import Office, Requirement
from impplus.web.fields import ChoiceField, TextField
from impplus.web.forms import PageForm, made_form
from impplus.web.language import lang
from impplus.words.labels import MET, NOT_MET, PLACES
from impplus.words.text import LANGUAGES, Source, Text

# What the two controls of a finding say, and the one that stands at first for what was found.
SAID = {"yes": True, "no": False}
FOUND: Mapping[bool | None, str] = {met: value for value, met in SAID.items()}


@dataclass(frozen=True)
class Weighed:
    """One thing to be weighed: what the answers show of it, if they can, and the officer's controls."""

    title: Text
    source: Source
    shown: ConditionResult | None
    met: BoundField
    note: BoundField

    @property
    def explained(self) -> bool:
        """Whether the reason is asked whatever the officer finds, or is there already."""
        open_ = self.shown is not None and self.shown.met is not True
        return open_ or bool(self.note.errors) or bool(self.note.value())

    @property
    def found(self) -> bool | None:
        """What the officer says: met, not met, or nothing."""
        return SAID.get(self.met.value() or "")


def requirements_weighed(form: Form, judged: FileAtDecision) -> list[Weighed]:
    """The requirements that only an officer can weigh, each with its controls."""
    return [_weighed(form, one, None) for one in judged.requirements]


def conditions_weighed(form: Form, judged: FileAtDecision) -> list[Weighed]:
    """What the answers show; what is not met or not known stands first."""
    found = sorted(judged.conditions, key=lambda one: one.met is True)
    return [_weighed(form, one, one) for one in found]


def _weighed(
    form: Form, about: ConditionResult | Requirement, shown: ConditionResult | None
) -> Weighed:
    controls = form[f"met-{about.key}"], form[f"note-{about.key}"]
    return Weighed(about.title, about.source, shown, *controls)


def placed(office: Office) -> Text:
    """The name of an office, and whether it is in Canada."""
    place = PLACES[office.in_canada]
    return Text(**{one: f"{office.name.say(one)}, {place.say(one)}" for one in LANGUAGES})


def decision_form(
    judged: FileAtDecision, offices: Iterable[Office], language: str, spoken: forms.Field
) -> type[PageForm]:
    """The officer's own finding and reason for each thing weighed, and the decision as a whole.

    Which of the offices decides is asked where there is more than one; `spoken` asks in which language the officer writes.
    """
    fields: dict[str, Any] = {"judged": judged, "clean": _clean}
    for requirement in judged.requirements:
        fields |= _controls(requirement, None, language)
    for condition in judged.conditions:
        fields |= _controls(condition, condition.met, language)
    places = [(one.key, placed(one).say(language)) for one in offices]
    if len(places) > 1:
        fields["office"] = ChoiceField(
            choices=places,
            label=gettext("Office that decides"),
            help_text=gettext(
                "It sets how many days the applicant has to apply to the Federal Court."
            ),
            initial=places[0][0],
        )
    fields["outcome"] = ChoiceField(
        choices=[
            ("approve", gettext("Approve the application")),
            ("refuse", gettext("Refuse the application")),
        ],
        label=gettext("Your decision"),
    )
    fields["reasons"] = TextField(
        longest=LONGEST_TEXT,
        lines=True,
        label=gettext("Reasons for the decision as a whole"),
        help_text=gettext("The applicant reads them in the letter."),
    )
    fields["language"] = spoken
    return made_form("DecisionForm", fields)


def _controls(
    about: ConditionResult | Requirement, met: bool | None, language: str
) -> dict[str, Any]:
    """The two controls of one thing; its title stands above them on the page."""
    title = about.title.say(language)
    return {
        f"met-{about.key}": ChoiceField(
            choices=[("yes", MET.say(language)), ("no", NOT_MET.say(language))],
            label=title,
            initial=FOUND.get(met),
            required=False,
            error_messages={"invalid_choice": _unsaid(title)},
        ),
        f"note-{about.key}": TextField(
            longest=LONGEST_TEXT,
            lines=True,
            required=False,
            label=gettext("Your reason"),
            widget=forms.Textarea(
                attrs={
                    "rows": 2,
                    "aria-label": gettext("Your reason: %(condition)s") % {"condition": title},
                }
            ),
        ),
    }


def _clean(form: Any) -> dict[str, Any]:
    """A finding that needs its reason has it, and the findings bear the decision."""
    given = form.cleaned_data
    outcome = given.get("outcome")
    for about in (*form.judged.requirements, *form.judged.conditions):
        shown = about.met if isinstance(about, ConditionResult) else True
        _check(form, about.key, about.title.say(lang()), shown, outcome)
    unmet = [one.key for one in form.judged.conditions if given.get(f"met-{one.key}") == "no"]
    if outcome == "approve" and unmet:
        form.add_error(
            "outcome", gettext("You found a condition not met: the application cannot be approved.")
        )
    if outcome == "refuse" and not any(
        given.get(f"met-{key}") == "no" for key in form.judged.grounds
    ):
        form.add_error(
            "outcome", gettext("A refusal needs at least one condition that you find not met.")
        )
    return dict(given)


def _check(form: Any, key: str, title: str, shown: bool | None, outcome: str | None) -> None:
    """One thing weighed: `shown` is what the answers show, or True where they cannot."""
    given: Mapping[str, Any] = form.cleaned_data
    found, note, named = given.get(f"met-{key}"), given.get(f"note-{key}"), {"condition": title}
    if found == "" and outcome == "approve":
        form.add_error(f"met-{key}", _unsaid(title))
    if found == "no" and not note:
        form.add_error(f"note-{key}", gettext("Write why this is not met: %(condition)s") % named)
    if found == "yes" and shown is not True and not note:
        form.add_error(
            f"note-{key}",
            gettext("The answers do not show this; write why you find it met: %(condition)s")
            % named,
        )


def _unsaid(title: str) -> str:
    return gettext("Say whether this is met: %(condition)s") % {"condition": title}
