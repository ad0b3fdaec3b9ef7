"""Messages between the people of a file and the office: each written once, and announced to its readers."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from impplus.actions import messages, moves
from impplus.actions.locks import held_application
from impplus.actions.sealed import receipt_of
from impplus.queries.access import must_see
from impplus.queries.clock import today
from impplus.queries.facts import keeps_private
from impplus.queries.officers import must_work_on
from impplus.queries.refusals import NotUnderstood, NotYours, WrongMoment
from impplus.queries.saves import NO_WINDOW, Window
from impplus.queries.sent_later import said_in_message
from impplus.queries.translations import NONE, Translated, columns_of, spoken
from impplus.queries.typed import fault_in
from impplus.records.models import Application, Correspondence, Person, User
from impplus.rules.deadlines import after_working_days
from impplus.words.text import Text

MOST_WAITING = 20


def write(
    application: Application,
    *,
    text: str,
    by: User,
    language: str = "",
    window: Window = NO_WINDOW,
) -> Correspondence:
    """Write to the office about a received application; the applicant and the representative are told.

    A member of the family who has a part of it writes from there, and is told, too; where that member keeps answers
    private nobody else is. The same words again from one `window` are the same message, and so are those of a page that
    names none, with nothing written since. Raises NotUnderstood for a text that cannot be kept or where too many messages wait,
    WrongMoment of a draft. `language` is that of the text.
    """
    person = _writes_as(application, by)
    programme = application.programme
    on = today(programme)
    due = after_working_days(on, programme.settings.number("message-answer-days", on))
    with transaction.atomic():
        kept = {"language": spoken(application, language, person)}
        made = _new(application, person, text, by, kept, window)
        if made.pk:
            return made
        waiting = application.correspondence.filter(status="waiting", person=person)
        if waiting.count() >= MOST_WAITING:
            raise NotUnderstood(_TOO_MANY)
        detail = moves.concerning(made.person_id) | receipt_of(application, said_in_message(made))
        moves.move(made, "write", by=by, columns={"due_on": due}, detail=detail)
        _tell(application, person, "message-sent")
    return made


def reply(
    application: Application,
    *,
    text: str,
    by: User,
    person: Person | None = None,
    words: Translated = NONE,
    window: Window = NO_WINDOW,
) -> Correspondence:
    """Write from the office to the applicant, or to one `person` who has a part of the application.

    It answers every message of theirs that waits; whoever reads it is told. The same words again are the same
    message, as for `write`. `words` says in which language they are. Raises NotYours of a person who has no account
    for a part, NotUnderstood where a translation is needed.
    """
    must_see(application, by)
    must_work_on(application, by)
    if person and (person.application_id != application.pk or not messages.account_of(person)):
        raise NotYours
    kept = columns_of(application, words, person)
    with transaction.atomic():
        made = _new(application, person, text, by, kept, window)
        if made.pk:
            return made
        for waiting in application.correspondence.filter(status="waiting", person=person):
            moves.move(waiting, "answer", by=by)
        moves.move(made, "reply", by=by, detail=moves.concerning(made.person_id))
        _tell(application, person, "message-from-the-office")
    return made


def _writes_as(application: Application, by: User) -> Person | None:
    """The member of the family who writes, of whose part alone it is; None for whoever sees the application."""
    given = application.delegations.filter(account=by, status="accepted").first()
    if given is None:
        must_see(application, by)
    return given.person if given else None


def _tell(application: Application, person: Person | None, notice: str) -> None:
    """Owe the news to whoever reads the message."""
    if person is None:
        messages.tell(application, notice)
        return
    messages.tell_whose_part(application, person, f"own-{notice}")
    if not keeps_private(person):
        messages.tell(application, f"part-{notice}")


def _new(
    application: Application,
    person: Person | None,
    text: str,
    by: User,
    kept: Mapping[str, str],
    window: Window,
) -> Correspondence:
    """A message that is not written yet, or the one that the same press wrote before."""
    if fault := fault_in(text, empty=_EMPTY):
        raise NotUnderstood(fault)
    locked = held_application(application.pk)
    if locked.status == "draft":
        raise WrongMoment
    thread, said = locked.correspondence.filter(person=person).order_by("at", "pk"), text.strip()
    if window.name:
        before = thread.filter(by=by, window=window.name, text=said).first()
    else:
        before = thread.last()
    if before and (before.by_id, before.text) == (by.pk, said):
        return before
    sent: dict[str, Any] = {"text": said, "window": window.name, "turn": window.turn}
    return Correspondence(application=application, person=person, by=by, **sent, **kept)


_EMPTY = Text(en="Write your message.", fr="Inscrivez votre message.")
_TOO_MANY = Text(
    en=f"{MOST_WAITING} of your messages wait for an answer. Write again once the office has answered.",
    fr=f"{MOST_WAITING} de vos messages attendent une réponse. Écrivez de nouveau lorsque le bureau aura répondu.",
)
