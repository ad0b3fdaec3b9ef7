"""What officers write: a question, a return, a round, a list, and a decision with its reasons."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from impplus.rules.documents import DocumentNeeded
from impplus.rules.eligibility import Finding
from impplus.rules.law import Document
from impplus.web.day import DayField
from impplus.web.fields import ChoiceField, TextField
from impplus.web.forms import PageForm
from impplus.web.pages import lang

LONGEST = 5000
FOUND = {True: "yes", False: "no", None: None}
DAYS = ("7", "15", "30", "60", "90")
NUMBER = {"inputmode": "numeric", "autocomplete": "off"}


class Whole(TextField):
    """A whole number between two bounds, typed with or without spaces."""

    default_error_messages = {
        "number": _("Write “%(label)s” as a whole number from %(least)s to %(most)s."),
    }

    def __init__(self, *, least: int, most: int, **words: Any) -> None:
        super().__init__(longest=20, widget=forms.TextInput(NUMBER), **words)
        self.least, self.most = least, most

    def clean(self, value: Any) -> Any:
        text = "".join(super().clean(value).split())
        if not (text.isascii() and text.isdecimal() and self.least <= int(text) <= self.most):
            raise self.fault("number", least=self.least, most=self.most)
        return int(text)


class RoundForm(PageForm):
    """How many are drawn, and from which seed."""

    size = Whole(
        least=1,
        most=20_000,
        label=_("How many candidates to invite"),
        help_text=_("Everyone drawn receives a letter of invitation."),
    )
    seed = TextField(
        longest=64,
        label=_("Seed"),
        help_text=_(
            "Words or digits announced before the draw and chosen by nobody, such as the numbers of "
            "a public lottery of that day. The same candidates, number and seed always give the "
            "same draw."
        ),
    )


class ListForm(PageForm):
    """A list of candidates; its content is judged by the action, not by its name."""

    list = forms.FileField(
        label=_("List of candidates (CSV)"),
        help_text=_("A CSV file in UTF-8, with commas or semicolons, up to 10 MB."),
        allow_empty_file=True,
        error_messages={"required": _("Choose the list of candidates first.")},
    )


class ReturnForm(PageForm):
    """What is missing, in words that the applicant will read."""

    reasons = TextField(longest=LONGEST, lines=True, label=_("What is missing"))


class RecordForm(PageForm):
    """The day on which someone gave biometrics."""

    day = DayField(label=_("Day on which they were given"))


def question_form(documents: Iterable[Document], language: str) -> type[PageForm]:
    """A question to the applicant, with the kind of document wanted if any."""
    kinds = {document.key: document.text.say(language) for document in documents}
    named = sorted(kinds.items(), key=lambda pair: pair[1].casefold())
    return type(
        "QuestionForm",
        (PageForm,),
        {
            "text": TextField(
                longest=LONGEST,
                lines=True,
                label=gettext("What you ask"),
                help_text=gettext(
                    "One matter at a time, in plain words: what you need, why, and what would be enough."
                ),
            ),
            "document": ChoiceField(
                choices=named, required=False, label=gettext("Document wanted")
            ),
            "days": ChoiceField(
                choices=[(days, gettext("%(days)s days") % {"days": days}) for days in DAYS],
                label=gettext("Time to answer"),
                initial="30",
            ),
        },
    )


def decision_form(findings: Iterable[Finding], language: str) -> type[PageForm]:
    """The officer's own finding and reason for each condition, and the decision as a whole."""
    judged = tuple(findings)
    fields: dict[str, Any] = {"findings": judged, "clean": _clean_decision}
    for one in judged:
        fields |= _controls(one, one.title.say(language))
    fields["outcome"] = ChoiceField(
        choices=[
            ("approve", gettext("Approve the application")),
            ("refuse", gettext("Refuse the application")),
        ],
        label=gettext("Your decision"),
    )
    fields["reasons"] = TextField(
        longest=LONGEST,
        lines=True,
        label=gettext("Reasons for the decision as a whole"),
        help_text=gettext("The applicant reads them in the letter."),
    )
    return type("DecisionForm", (PageForm,), fields)


def _controls(finding: Finding, title: str) -> dict[str, Any]:
    """The two controls of one condition; its title stands above them on the page."""
    named = {"condition": title}
    unsaid = gettext("Say whether this condition is met: %(condition)s") % named
    reason = gettext("Your reason: %(condition)s") % named
    return {
        f"met-{finding.key}": ChoiceField(
            choices=[("yes", gettext("Met")), ("no", gettext("Not met"))],
            label=gettext("Your finding"),
            initial=FOUND[finding.met],
            error_messages={"required": unsaid, "invalid_choice": unsaid},
        ),
        f"note-{finding.key}": TextField(
            longest=LONGEST,
            lines=True,
            required=False,
            label=gettext("Your reason"),
            widget=forms.Textarea(attrs={"rows": 2, "aria-label": reason}),
        ),
    }


def _clean_decision(form: Any) -> dict[str, Any]:
    """Each condition not met, or found met against the record, needs its reason; so does the whole."""
    given = form.cleaned_data
    for one in form.findings:
        found, note = given.get(f"met-{one.key}"), given.get(f"note-{one.key}")
        named = {"condition": one.title.say(lang())}
        if found == "no" and not note:
            form.add_error(
                f"note-{one.key}", gettext("Write why this is not met: %(condition)s") % named
            )
        if found == "yes" and one.met is not True and not note:
            form.add_error(
                f"note-{one.key}",
                gettext("The answers do not show this; write why you find it met: %(condition)s")
                % named,
            )
    found = {given.get(f"met-{one.key}") for one in form.findings}
    if given.get("outcome") == "approve" and "no" in found:
        form.add_error(
            "outcome", gettext("You found a condition not met: the application cannot be approved.")
        )
    if given.get("outcome") == "refuse" and "no" not in found:
        form.add_error(
            "outcome", gettext("A refusal needs at least one condition that you find not met.")
        )
    return dict(given)


def missing_as_text(documents: Iterable[tuple[DocumentNeeded, str]], language: str) -> str:
    """The documents that were not sent, one a line, to begin a return with."""
    joined = " – " if language == "en" else "\u00a0– "
    return "\n".join(f"- {one.text.say(language)}{joined}{name}" for one, name in documents)
