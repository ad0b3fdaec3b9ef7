"""The sections of an application, and how far each has come: its task list."""

from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, ngettext

from impplus.portal.answers import Sheet, first_page, sheet_about, sheet_of
from impplus.portal.opened import members_of
from impplus.queries.readiness import Readiness, partner_declared
from impplus.records.models import Application
from impplus.words.text import Text


class State(StrEnum):
    """How far a section has come; a section that cannot start yet is not a link."""

    CANNOT = "cannot-start"
    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"


NAMES: dict[State, Promise] = {
    State.CANNOT: _("Cannot start yet"),
    State.NOT_STARTED: _("Not started"),
    State.IN_PROGRESS: _("In progress"),
    State.COMPLETED: _("Completed"),
}
COLOURS = {
    State.CANNOT: "grey",
    State.NOT_STARTED: "blue",
    State.IN_PROGRESS: "yellow",
    State.COMPLETED: "green",
}
QUESTIONNAIRE = Text(en="Questionnaire", fr="Questionnaire")
FORM = Text(en="Form", fr="Formulaire")


@dataclass(frozen=True)
class Section:
    """One row of the task list."""

    key: str
    title: str | Promise | Text
    state: State
    url: str
    hint: str | Promise = ""

    @property
    def state_name(self) -> Promise:
        return NAMES[self.state]

    @property
    def colour(self) -> str:
        return COLOURS[self.state]


def sections_of(application: Application, ready: Readiness) -> list[Section]:
    """Every section, in the order in which a person works."""
    questionnaire = _answers(application, "questionnaire", QUESTIONNAIRE)
    family = _family(application)
    form = _answers(application, "form", FORM)
    answered = all(one.state is State.COMPLETED for one in (questionnaire, family))
    return [
        questionnaire,
        family,
        form,
        _documents(application, ready, answered),
        _fees(application, ready, answered),
        _representative(application),
        _review(application),
    ]


def _answers(application: Application, part: str, title: Text) -> Section:
    sheet = sheet_of(application, part)
    hint = ngettext(
        "%(done)s of %(all)s page completed",
        "%(done)s of %(all)s pages completed",
        len(sheet.asked),
    ) % {"done": sheet.done, "all": len(sheet.asked)}
    return Section(part, title, _state(sheet.done, len(sheet.asked)), _next_url(sheet), hint)


def _next_url(sheet: Sheet) -> str:
    return sheet.url(first_page(sheet))


def _state(done: int, of: int) -> State:
    if done == of:
        return State.COMPLETED
    return State.IN_PROGRESS if done else State.NOT_STARTED


def _family(application: Application) -> Section:
    members = members_of(application)
    whole = not any(sheet_about(application, member).missing for member in members)
    if not application.relationship and not members:
        state = State.NOT_STARTED
    else:
        state = State.COMPLETED if whole and partner_declared(application) else State.IN_PROGRESS
    hint = (
        ngettext("%(count)s person declared", "%(count)s persons declared", len(members))
        % {"count": len(members)}
        if members
        else _("Nobody declared")
    )
    return Section("family", _("Family"), state, _url("family", application), hint)


def _documents(application: Application, ready: Readiness, answered: bool) -> Section:
    needed = len(ready.documents_asked)
    sent = needed - len(ready.documents)
    state = _state(sent, needed) if answered or sent else State.CANNOT
    if state is State.COMPLETED and not answered:
        state = State.IN_PROGRESS
    hint = (
        _("Your list follows from the questionnaire and the family")
        if state is State.CANNOT
        else ngettext(
            "%(sent)s of %(all)s document sent", "%(sent)s of %(all)s documents sent", needed
        )
        % {"sent": sent, "all": needed}
    )
    return Section("documents", _("Your documents"), state, _url("documents", application), hint)


def _fees(application: Application, ready: Readiness, answered: bool) -> Section:
    if not ready.payments and not answered:
        state, hint = State.CANNOT, _("The fees follow from the questionnaire and the family")
    elif ready.paid_up:
        state, hint = State.COMPLETED, _("Paid in full")
    else:
        state = State.IN_PROGRESS if ready.payments else State.NOT_STARTED
        hint = _("Each fee with its reason and its source")
    return Section("fees", _("Fees and payment"), state, _url("fees", application), hint)


def _representative(application: Application) -> Section:
    active = next((one for one in application.mandates.all() if one.status == "active"), None)
    return Section(
        "representative",
        _("Representative (optional)"),
        State.COMPLETED if active else State.NOT_STARTED,
        _url("mandates", application),
        str(active.lawyer) if active else _("Nobody acts for you unless you say so"),
    )


def _review(application: Application) -> Section:
    return Section(
        "review",
        _("Review, sign and submit"),
        State.NOT_STARTED,
        _url("review", application),
        _("Everything on one page, and all that is still missing"),
    )


def _url(name: str, application: Application) -> str:
    return reverse(f"portal:{name}", args=[application.number])
