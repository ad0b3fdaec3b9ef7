"""What colleagues type about a matter: the client, where the file stands, a deadline, and a note."""

from collections.abc import Collection, Iterable
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from impplus.practice.access import MATTERS
from impplus.queries.teammates import Teammate
from impplus.rules.terms import TERMS
from impplus.web.day import DayField
from impplus.web.emails import EmailField
from impplus.web.fields import ChoiceField, CountryField, NumberField, PhoneField, TextField
from impplus.web.forms import PageForm, made_form
from impplus.web.language import SPOKEN, lang
from impplus.words.matters import ACTORS, CONTACTS, STAGES

LONGEST_NOTE = 5000


def client_form(
    team: Iterable[Teammate], *, opens: bool, files: Collection[tuple[str, str]] = ()
) -> type[PageForm]:
    """What is known of a client, and who works for the client; `opens` asks besides for the number and the search of conflicts.

    `files` are those of this system that may be joined to the matter.
    """
    fields = _client() | (_joined(files) if files else {}) | _file() | _team(list(team))
    return made_form("ClientForm", fields | _opening() if opens else fields)


def _joined(files: Collection[tuple[str, str]]) -> dict[str, forms.Field]:
    return {
        "file": ChoiceField(
            choices=[("", _("No application")), *files],
            label=_("Application in this system"),
            help_text=_(
                "Of this client, who has appointed somebody of the firm. The matter follows it from then on, with its deadlines."
            ),
            widget=forms.Select,
            required=False,
        )
    }


def _client() -> dict[str, forms.Field]:
    language = lang()
    return {
        "name": TextField(label=_("Client"), autocomplete="off"),
        "email": EmailField(label=_("E-mail of the client, never the firm’s own"), required=False),
        "phone": PhoneField(
            language=language,
            longest=40,
            label=_("Telephone, with the country code"),
            required=False,
        ),
        "language": ChoiceField(
            choices=SPOKEN, label=_("Language in which the client is written to")
        ),
        "nationality": CountryField(language=language, label=_("Nationality"), required=False),
        "family": TextField(
            longest=2500,
            lines=True,
            required=False,
            label=_("Spouse, partner and children"),
            help_text=_("One name a line. The search finds them."),
        ),
    }


def _file() -> dict[str, forms.Field]:
    stages = [(key, one.name.say(lang())) for key, one in STAGES.items()]
    actors = [(key, one.say(lang())) for key, one in ACTORS.items()]
    return {
        "government_number": TextField(
            longest=40,
            required=False,
            label=_("Number at the department"),
            help_text=_("Of a file that was made elsewhere, as the department wrote it."),
        ),
        "stage": ChoiceField(choices=stages, label=_("Where the file stands")),
        "acts": ChoiceField(choices=actors, label=_("Who acts next")),
        "missing": TextField(
            longest=500,
            required=False,
            label=_("What is missing"),
            help_text=_(
                "In a few words, for colleagues on the board. It is never sent: ask the client for what is missing on the page of the matter."
            ),
        ),
    }


def _team(team: Iterable[Teammate]) -> dict[str, forms.Field]:
    lawyers = [(str(one.account), one.name) for one in team if one.is_lawyer]
    others = [(str(one.account), one.name) for one in team if one.role in MATTERS]
    return {
        "lawyer": ChoiceField(
            choices=lawyers, label=_("Lawyer who answers for it"), widget=forms.Select
        ),
        "paralegal": ChoiceField(
            choices=[("", _("Nobody")), *others],
            label=_("Who works on it"),
            widget=forms.Select,
            required=False,
        ),
    }


def _opening() -> dict[str, forms.Field]:
    return {
        "number": TextField(
            longest=40,
            required=False,
            label=_("Number of the matter"),
            help_text=_("Left empty, it gets the next number of the year."),
        ),
        "searched": TextField(
            longest=1000,
            lines=True,
            label=_("Search for conflicts of interest"),
            help_text=_(
                "Where you searched, among whom, and with what result. It stays with the matter."
            ),
        ),
    }


def deadline_form(on: date) -> type[PageForm]:
    """What runs, from which day, and for how many days where the letter says so."""
    language = lang()
    kinds = [(key, term.name.say(language)) for key, term in TERMS.items()]
    return made_form(
        "DeadlineForm",
        {
            "kind": ChoiceField(choices=kinds, label=_("Deadline")),
            "since": DayField(
                label=_("Counted from"),
                help_text=_(
                    "The day on which the letter was sent, not the day on which it was read; of a passport, a CSQ or a permit its last day."
                ),
            ),
            "days": NumberField(
                least=1,
                most=3650,
                required=False,
                label=_("Days that the letter gives"),
                help_text=_("Left empty, the days that the law gives are counted."),
            ),
            "what": TextField(
                longest=120,
                required=False,
                label=_("In your own words"),
                help_text=_("Such as whom it concerns."),
            ),
        },
    )


def note_form() -> type[PageForm]:
    """A note, and the contact that it is about."""
    contacts = [("", _("No contact")), *((key, one.say(lang())) for key, one in CONTACTS.items())]
    return made_form(
        "NoteForm",
        {
            "text": TextField(longest=LONGEST_NOTE, lines=True, label=_("Note")),
            "contact": ChoiceField(
                choices=contacts,
                label=_("Contact with the client"),
                widget=forms.Select,
                required=False,
            ),
        },
    )


def ask_form() -> type[PageForm]:
    """What a client is asked for, in the client's language."""
    text = TextField(
        longest=500,
        lines=True,
        label=_("What the client is asked for"),
        help_text=_(
            "In the client’s language. An e-mail brings it, with a link to answer and send documents without an account."
        ),
    )
    return made_form("AskForm", {"text": text})


def ask_again_form() -> type[PageForm]:
    """What is lacking still in what a client sent, in the client's language."""
    why = TextField(
        longest=500,
        lines=True,
        label=_("What is lacking still"),
        help_text=_("In the client’s language. An e-mail brings it, with the link."),
    )
    return made_form("AskAgainForm", {"why": why})
