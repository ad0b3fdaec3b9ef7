"""The sections of an application, and how far each has come: its task list."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from impplus.portal.answers import page_of, pages_at_most, pages_completed
from impplus.portal.board import BoardRow
from impplus.portal.progress import progress_of
from impplus.queries.earlier import pages_with
from impplus.queries.file import File
from impplus.queries.known import unseen_in
from impplus.queries.papers import mandate_of
from impplus.queries.passports import offered
from impplus.queries.readiness import Readiness
from impplus.records.models import Application
from impplus.web.addresses import address
from impplus.web.language import lang
from impplus.words import formats


class State(StrEnum):
    """How far a section has come; a section that cannot start yet is not a link."""

    CANNOT = "cannot-start"
    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    OPTIONAL = "optional"  # nothing was done, and nothing need be
    NOT_HERE = "not-here"  # done in the department's own portal


NAMES: dict[State, Promise] = {
    State.CANNOT: _("Cannot start yet"),
    State.NOT_STARTED: _("Not started"),
    State.IN_PROGRESS: _("In progress"),
    State.COMPLETED: _("Completed"),
    State.OPTIONAL: _("Not needed"),
    State.NOT_HERE: _("Not paid here"),
}
# The two parts of the form, in the order in which they are answered.
PARTS: dict[str, Promise] = {"questionnaire": _("Questionnaire"), "form": _("Form")}


@dataclass(frozen=True)
class TaskRow:
    """One row of the task list."""

    key: str
    title: str
    state: State
    url: str
    hint: str = ""

    @property
    def state_name(self) -> str:
        return str(NAMES[self.state])

    @property
    def needed(self) -> bool:
        """Whether it must be completed before the application can be submitted."""
        return self.key not in ("representative", "review")


def task_rows(ready: Readiness, people: Sequence[BoardRow]) -> list[TaskRow]:
    """Every section, in the order in which the page shows them and a person works; `people` are those of the application.

    What one can do alone comes first: the own answers, who is in the family, the documents that are to be sent. What the
    members still have to do follows, then what is for everybody together.
    """
    application = ready.file.application
    documents, members = _documents(ready, people), _members(ready)
    none_to_send = not ready.of_kind("document")
    return [
        *[_answers(ready.file, people[0], part) for part in PARTS],
        _family(ready),
        *([members, documents] if none_to_send else [documents, members]),
        _fees(application, ready),
        _representative(ready.file),
        _review(application, len(ready.gaps)),
    ]


def _answers(file: File, principal: BoardRow, part: str) -> TaskRow:
    sheet = principal.sheet
    asked = [step for step in sheet.asked if step.part == part]
    left = [step for step in principal.not_completed if step.part == part]
    lacking = {gap.step.key for gap in sheet.missing}
    whole = {step.key for step in left} - lacking
    unseen = whole and whole & unseen_in(sheet)
    done = len(asked) - len(left)
    hint = pages_completed(done, *pages_at_most(sheet, part))
    if unseen:
        hint += " · " + ngettext(
            "%(count)s to check, filled in from the letter",
            "%(count)s to check, filled in from the letter",
            len(unseen),
        ) % {"count": len(unseen)}
    if read := sum(bool(offered(file, sheet, step)) for step in left):
        hint += " · " + ngettext(
            "%(count)s to check, read on the picture of the passport",
            "%(count)s to check, read on the picture of the passport",
            read,
        ) % {"count": read}
    if before := pages_with(file, sheet, left):
        hint += " · " + ngettext(
            "%(count)s to check, from the earlier application",
            "%(count)s to check, from the earlier application",
            before,
        ) % {"count": before}
    url = page_of(sheet.person, (left or asked)[0])
    return TaskRow(part, str(PARTS[part]), _state(done, len(asked)), url, hint if left else "")


def _state(done: int, of: int) -> State:
    if done == of:
        return State.COMPLETED
    return State.IN_PROGRESS if done else State.NOT_STARTED


def _family(ready: Readiness) -> TaskRow:
    """Who is in the family: completed once everybody is declared who the answers say is there."""
    file, members = ready.file, ready.file.members
    if not file.case.principal.relationship and not members:
        state = State.NOT_STARTED
    else:
        state = State.IN_PROGRESS if ready.of_kind("family") else State.COMPLETED
    hint = (
        gettext("The spouse or partner is still to be added")
        if ready.of_kind("family")
        else ngettext("%(count)s person declared", "%(count)s people declared", len(members))
        % {"count": len(members)}
        if members
        else gettext("No family members added")
    )
    return TaskRow("family", gettext("Family"), state, _url("family", file.application), hint)


def _members(ready: Readiness) -> TaskRow:
    """What the members of the family have to do still: their answers, parts and signatures."""
    lacks = any(
        gap.kind in ("signature", "part") or (gap.step and gap.step.about == "member")
        for gap in ready.gaps
    )
    state = State.IN_PROGRESS if lacks else State.COMPLETED
    hint = gettext("Their answers and their signatures")
    url = _url("family", ready.file.application)
    return TaskRow("members", gettext("Members of the family"), state, url, hint)


def _documents(ready: Readiness, people: Sequence[BoardRow]) -> TaskRow:
    """Of everybody: a document that was sent is one less to send, and is ready once it is checked."""
    progress = progress_of(slot.state for row in people if row.slots for slot in row.slots.asked)
    sent = len(ready.documents_asked) - len(ready.of_kind("document"))
    asked = len(ready.documents_asked)
    state = _state(sent, asked) if ready.answered or asked else State.CANNOT
    if state is State.COMPLETED and not ready.answered:
        state = State.IN_PROGRESS
    hint = (
        gettext("The list follows from the questionnaire and the family")
        if state is State.CANNOT
        else gettext("%(ready)s of %(all)s ready")
        % {"ready": progress.ready, "all": progress.asked}
    )
    url = _url("documents", ready.file.application)
    return TaskRow("documents", gettext("Documents"), state, url, hint)


def _fees(application: Application, ready: Readiness) -> TaskRow:
    amount = formats.money(ready.due, lang())
    if not ready.payments and not ready.answered:
        known = ready.due > 0
        state = State.NOT_STARTED if known else State.CANNOT
        hint = gettext("The fees follow from the questionnaire and the family")
        if known and settings.PREPARES_ONLY:
            state = State.NOT_HERE
            hint = gettext("%(amount)s so far, paid in the department’s own portal") % {
                "amount": amount
            }
        elif known:
            hint = gettext(
                "%(amount)s so far, to be paid once the questionnaire and the answers about the family are complete"
            ) % {"amount": amount}
    elif settings.PREPARES_ONLY:
        state = State.NOT_HERE
        hint = gettext("%(amount)s in all, paid in the department’s own portal") % {
            "amount": amount
        }
    elif ready.paid_up:
        state, hint = State.COMPLETED, gettext("Paid in full")
    elif ready.refunded:
        state, hint = State.NOT_STARTED, gettext("Refunded: pay again before you submit")
    elif ready.payments and ready.payments[-1].status == "failed":
        state, hint = State.IN_PROGRESS, gettext("Not paid: the card was declined")
    else:
        state = State.IN_PROGRESS if ready.payments else State.NOT_STARTED
        hint = gettext("%(amount)s in all, each fee with its reason") % {"amount": amount}
    title = gettext("Fees") if settings.PREPARES_ONLY else gettext("Fees and payment")
    return TaskRow("fees", title, state, _url("fees", application), hint)


def _representative(file: File) -> TaskRow:
    active = mandate_of(file)
    title, hint = (
        gettext("Representative (optional)"),
        gettext("Nobody represents you unless you say so"),
    )
    state = State.OPTIONAL
    if settings.PREPARES_ONLY:
        title, hint = (
            gettext("Representative"),
            gettext("The firm sees this once you appoint its lawyer"),
        )
        state = State.NOT_STARTED
    if active:
        state, hint = State.COMPLETED, str(active.lawyer)
    return TaskRow("representative", title, state, _url("mandates", file.application), hint)


def _review(application: Application, missing: int) -> TaskRow:
    hint = (
        gettext("Everything on one page, with what is still missing")
        if missing
        else gettext("Everything on one page; nothing is missing")
    )
    return TaskRow(
        "review",
        gettext("Read everything")
        if settings.PREPARES_ONLY
        else gettext("Review, sign and submit"),
        State.NOT_STARTED,
        _url("review", application),
        hint,
    )


def _url(name: str, application: Application) -> str:
    return address(f"portal:{name}", application.number)
