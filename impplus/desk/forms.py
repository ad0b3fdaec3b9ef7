"""What officers write: a question, a return, a round and a list."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from impplus.queries.checklist import ChecklistItem
from impplus.rules.law import DocumentRule
from impplus.web.day import DayField
from impplus.web.fields import ChoiceField, NumberField, TextField
from impplus.web.forms import PageForm, made_form
from impplus.web.language import lang
from impplus.words import formats

LONGEST_TEXT = 5000
DAYS = (7, 15, 30, 60, 90)
WHOLE = "all"  # concerns the application as a whole, and nobody in particular


def reason_field(stays: Any = "") -> TextField:
    """Why something is done; `stays` is a lazy sentence on where the reason stays, or an example."""
    return TextField(longest=LONGEST_TEXT, lines=True, label=_("Reason"), help_text=stays)


class RoundForm(PageForm):
    """How many are drawn, and by which public draw."""

    size = NumberField(
        least=1,
        most=20_000,
        label=_("How many candidates to invite"),
        help_text=_("Everyone drawn receives a letter of invitation."),
    )
    public_draw = TextField(
        longest=120,
        label=_("Public draw"),
        help_text=_(
            "The draw whose numbers decide, such as a public lottery: which one, who holds it, and which of its numbers count. "
            "Everybody can read it from the announcement on."
        ),
    )
    draws_on = DayField(
        label=_("Day of the public draw"),
        help_text=_(
            "Its numbers must not be known when the round is announced. The round cannot be drawn before that day."
        ),
    )


class DrawForm(PageForm):
    """The numbers by which an announced round is drawn."""

    words = TextField(
        longest=64,
        label=_("Numbers of the public draw"),
        help_text=_(
            "All the numbers that the announcement counts, as digits, in the order drawn, with a space between them: 3 11 19 28. "
            "Zeros before a number fall away. The numbers follow the secret of the round, and both together are its seed."
        ),
    )


class ReleaseForm(PageForm):
    """What the officer who releases a round has done."""

    looked_up = forms.BooleanField(
        label=_("I have looked up the result of the public draw where it is published"),
        error_messages={"required": _("Look up the result of the public draw first.")},
    )
    read = forms.BooleanField(
        label=_("I have read the names above, and found nothing wrong"),
        error_messages={"required": _("Read the names above first.")},
    )


class DropForm(PageForm):
    """Why a round is dropped."""

    reason = reason_field(_("It stays with the round, for the ministry."))


class RevokeForm(PageForm):
    """Why a letter of invitation is revoked."""

    reason = reason_field(
        _("It stays with the letter, for the ministry. The candidate does not read it.")
    )


class WithdrawForm(PageForm):
    """Why a candidate is taken off the list, or put back."""

    reason = reason_field(_("It stays with the candidate, for the ministry."))


class ListForm(PageForm):
    """A list of candidates; its content is judged by the action, not by its name."""

    list = forms.FileField(
        label=_("List of candidates (Excel or CSV)"),
        help_text=_(
            "An Excel workbook (.xlsx), of which the first sheet is read, or a CSV or text file as Excel saves it (UTF-8, UTF-16 or Windows-1252), with semicolons, "
            "commas or tabs, up to 50 MB."
        ),
        allow_empty_file=True,
        error_messages={"required": _("Choose the list of candidates first.")},
    )


class RecordForm(PageForm):
    """The day on which someone gave biometrics."""

    day = DayField(label=_("Day on which they were given"))


class LaterDayForm(PageForm):
    """The day until which more time is given."""

    until = DayField(label=_("New last day"))


def given_form(awaited: Iterable[tuple[str, str]], on: date) -> type[PageForm]:
    """Who gave biometrics, of the keys and names of those who were asked, and on which day; all of them today, unless said."""
    people = list(awaited)
    return made_form(
        "GivenForm",
        {
            "people": forms.MultipleChoiceField(
                choices=people,
                initial=[key for key, _name in people],
                widget=forms.CheckboxSelectMultiple,
                label=gettext("Who gave biometrics?"),
                error_messages={"required": gettext("Tick who gave biometrics.")},
            ),
            "day": DayField(label=gettext("Day on which they were given"), initial=on),
        },
    )


def return_form(some: Iterable[ChecklistItem], beside: Mapping[str, forms.Field]) -> type[PageForm]:
    """What is missing, ticked and in words that the applicant will read, and in which language these are."""
    return made_form(
        "ReturnForm",
        {
            "missing": ticks(some, gettext("What is missing")),
            "reasons": TextField(
                longest=LONGEST_TEXT,
                lines=True,
                required=False,
                label=gettext("In your words"),
                help_text=gettext(
                    "Needed where nothing is ticked, and where a document was sent that is not what is asked for: say what is wrong with it."
                ),
            ),
            **beside,
        },
    )


def ticks(some: Iterable[ChecklistItem], label: str) -> forms.MultipleChoiceField:
    """What may be missing, each with a box to tick."""
    return forms.MultipleChoiceField(
        choices=[(one.key, one.line.say(lang())) for one in some],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label=label,
    )


def question_form(
    documents: Iterable[DocumentRule],
    language: str,
    most: int,
    members: Iterable[tuple[str, str]],
    spoken: Mapping[str, forms.Field],
    askable: Iterable[ChecklistItem],
) -> type[PageForm]:
    """A question, to be answered within `most` days, with the document wanted if any, and whom of several it concerns.

    `members` are the keys of the family and what each is called; `spoken` are the questions about its language, `askable` the documents of the checklist that may be ticked.
    """
    kinds = {document.key: document.text.say(language) for document in documents}
    named = sorted(kinds.items(), key=lambda pair: formats.collated(pair[1]))
    family = list(members)
    concerned = {"person": whom(family)} if family else {}
    return made_form(
        "QuestionForm",
        {
            **concerned,
            "text": TextField(
                longest=LONGEST_TEXT,
                lines=True,
                label=gettext("What you ask"),
                help_text=gettext(
                    "One matter at a time, in plain words: what you need, why, and what would be enough."
                ),
            ),
            **spoken,
            "wanted": ticks(askable, gettext("Documents of the checklist that you ask for")),
            "document": ChoiceField(
                choices=named, required=False, label=gettext("Another document wanted")
            ),
            "days": ChoiceField(choices=_days(most), label=gettext("Time to answer"), initial="30"),
        },
    )


def _days(most: int) -> list[tuple[str, str]]:
    return [(str(days), gettext("%(days)s days") % {"days": days}) for days in DAYS if days <= most]


def whom(members: list[tuple[str, str]]) -> ChoiceField:
    """Whom it concerns, of the members of the family with what each is called."""
    return ChoiceField(
        choices=[(WHOLE, gettext("The principal applicant, or the whole application")), *members],
        label=gettext("Whom it concerns"),
        help_text=gettext(
            "A member with an account of their own is told and can answer. For everybody else the principal applicant answers."
        ),
    )
