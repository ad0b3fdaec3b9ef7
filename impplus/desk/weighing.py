"""What an officer weighs: each requirement and condition with its two controls, and their form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField, Form
from django.utils.translation import gettext

from impplus.desk.forms import LONGEST_TEXT
from impplus.queries.beside import ProvedBy
from impplus.queries.findings import FileAtDecision
from impplus.rules.eligibility import ConditionResult
from impplus.rules.law import Office, Requirement
from impplus.web.fields import ChoiceField, TextField
from impplus.web.forms import PageForm, made_form
from impplus.web.language import lang
from impplus.words.labels import MET, NOT_MET, PLACES, is_not_applicable
from impplus.words.text import LANGUAGES, Source, Text

# What the two controls of a finding say, and the one that stands at first for what was found.
SAID = {"yes": True, "no": False}
FOUND: Mapping[bool | None, str] = {met: value for value, met in SAID.items()}
# What the one press says that finds met what is left open, and approves.
ALL_MET = {"rest": "on", "outcome": "approve"}


@dataclass(frozen=True)
class Weighed:
    """One thing to be weighed: what the answers show of it, if they can, and the officer's controls.

    `proof` is the page that is marked for it, or the first of the document that should prove it; `said` what was answered of it.
    """

    title: Text
    source: Source
    shown: ConditionResult | None
    met: BoundField
    note: BoundField
    proof: ProvedBy | None = None
    said: str = ""

    @property
    def explained(self) -> bool:
        """Whether the reason is asked whatever the officer finds, or is there already."""
        open_ = self.shown is not None and self.shown.met is not True
        return open_ or bool(self.note.errors) or bool(self.note.value())

    @property
    def declared(self) -> bool:
        """Whether the answers show it met and no page is marked for it."""
        marked = self.proof and self.proof.marked
        if marked or self.shown is None or self.shown.met is not True:
            return False
        return not is_not_applicable(self.shown.text)

    @property
    def settled(self) -> bool:
        """Whether nothing is to be said: it is met by the answers, no page shows otherwise, and the officer finds the same."""
        open_ = self.explained or self.found is False or bool(self.met.errors)
        return not open_ and not (self.proof and self.proof.differs)

    @property
    def found(self) -> bool | None:
        """What the officer says: met, not met, or nothing."""
        checked = getattr(self.met.form, "cleaned_data", {})
        return SAID.get(checked.get(self.met.name) or self.met.value() or "")


@dataclass(frozen=True)
class Beside:
    """What stands beside the findings about one person: by the keys of that person and of the condition, the page and what was answered."""

    person: int
    proofs: Mapping[tuple[int, str], ProvedBy]
    answers: Mapping[tuple[int, str], str]

    def of(self, key: str) -> tuple[ProvedBy | None, str]:
        """The page and the answers of one condition."""
        return self.proofs.get((self.person, key)), self.answers.get((self.person, key), "")


def requirements_weighed(form: Form, judged: FileAtDecision) -> list[Weighed]:
    """The requirements that only an officer can weigh, each with its controls."""
    return [weighed(form, one) for one in judged.requirements]


def conditions_weighed(form: Form, judged: FileAtDecision, beside: Beside) -> list[Weighed]:
    """What the answers show, with the page that an officer marked for it; what is not met or not known stands first."""
    found = sorted(judged.conditions, key=lambda one: one.met is True)
    return [weighed(form, one, beside=beside) for one in found]


def weighed(
    form: Form,
    about: ConditionResult | Requirement,
    *,
    of: str = "",
    beside: Beside | None = None,
) -> Weighed:
    """One thing to be weighed, of the principal applicant or of the member named `of`."""
    shown = about if isinstance(about, ConditionResult) else None
    key = f"{of}-{about.key}" if of else about.key
    proof, said = beside.of(about.key) if beside else (None, "")
    met, note = form[f"met-{key}"], form[f"note-{key}"]
    return Weighed(about.title, about.source, shown, met, note, proof, said)


def placed(office: Office) -> Text:
    """The name of an office, and whether it is in Canada."""
    place = PLACES[office.in_canada]
    return Text(**{one: f"{office.name.say(one)}, {place.say(one)}" for one in LANGUAGES})


def decision_form(
    judged: FileAtDecision,
    offices: Iterable[Office],
    language: str,
    beside: Mapping[str, forms.Field],
    *,
    rest: bool = False,
) -> type[PageForm]:
    """The officer's own finding and reason for each thing weighed, and the decision as a whole.

    Which of the offices decides is asked where there is more than one; `beside` asks of the members of the family, and in
    which language the officer writes. Of the `rest`, members who were left for later, nothing is asked of the principal applicant.
    """
    fields: dict[str, Any] = {"judged": judged, "clean": _clean}
    for requirement in judged.requirements:
        fields |= controls(requirement, None, language)
    for condition in judged.conditions:
        fields |= controls(condition, condition.met, language)
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
    if not rest:
        fields["rest"] = forms.BooleanField(
            required=False,
            label=gettext("I looked at each of these and find met what I leave open"),
        )
        fields["outcome"] = outcome_field(gettext("Your decision"))
        fields["all_met"] = forms.BooleanField(required=False)
    fields["reasons"] = _reasons_field()
    return made_form("DecisionForm", fields | dict(beside))


def _reasons_field() -> TextField:
    """The reasons for the decision as a whole, which a plain approval needs not."""
    return TextField(
        longest=LONGEST_TEXT,
        lines=True,
        required=False,
        label=gettext("Reasons for the decision as a whole"),
        help_text=gettext(
            "The applicant reads them in the letter. They are not needed where you approve everyone and find nothing otherwise than the answers show."
        ),
    )


def outcome_field(label: str, proposed: str | None = None, *, later: bool = False) -> ChoiceField:
    """What is decided of a person; with `proposed`, that stands there at first. A member of the family may be left for `later`."""
    choices = [("approve", gettext("Approve")), ("refuse", gettext("Refuse"))]
    return ChoiceField(
        choices=[*choices, *([("later", gettext("Decide later"))] if later else [])],
        label=label,
        initial=proposed,
    )


def controls(
    about: ConditionResult | Requirement, met: bool | None, language: str, *, of: str = ""
) -> dict[str, forms.Field]:
    """The two controls of one thing, of the principal applicant or of the member named `of`; its title stands above them on the page."""
    title = about.title.say(language)
    key = f"{of}-{about.key}" if of else about.key
    return {
        f"met-{key}": ChoiceField(
            choices=[("yes", MET.say(language)), ("no", NOT_MET.say(language))],
            label=title,
            initial=FOUND.get(met),
            required=False,
            error_messages={"invalid_choice": _unsaid(title)},
        ),
        f"note-{key}": TextField(
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
    PageForm.clean(form)
    given = form.cleaned_data
    if "outcome" not in form.fields:  # the principal applicant is approved already
        given["outcome"] = "approve"
    if given.get("all_met"):
        given |= ALL_MET
        form.errors.pop("outcome", None)
    outcome = given.get("outcome")
    for one in form.judged.requirements if given.get("rest") else ():
        given[f"met-{one.key}"] = given.get(f"met-{one.key}") or "yes"
    for about in (*form.judged.requirements, *form.judged.conditions):
        shown = about.met if isinstance(about, ConditionResult) else True
        _check(form, about.key, about.title.say(lang()), shown, outcome)
    unmet = [one.key for one in form.judged.conditions if given.get(f"met-{one.key}") == "no"]
    if outcome == "approve" and unmet:
        form.add_error(
            "outcome", gettext("You found a condition not met: the application cannot be approved.")
        )
    if outcome and not given.get("reasons") and "reasons" not in form.errors and _departs(given):
        form.add_error("reasons", gettext("Write the reasons for the decision as a whole."))
    if outcome == "refuse" and not any(
        given.get(f"met-{key}") == "no" for key in form.judged.grounds
    ):
        form.add_error(
            "outcome", gettext("A refusal needs at least one condition that you find not met.")
        )
    return dict(given)


def _departs(given: Mapping[str, Any]) -> bool:
    """Whether anybody is refused, or anything is found with a reason: then the decision as a whole has its reasons, too."""
    refused = any(given[name] == "refuse" for name in given if name.startswith("outcome"))
    return refused or any(given[name] for name in given if name.startswith("note-"))


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
