"""Messages between the people of a file and the office: each written once, and announced to its readers."""

from collections.abc import Mapping

from django.db import transaction

from impplus.actions import messages, moves
from impplus.queries.access import must_see
from impplus.queries.clock import today
from impplus.queries.refusals import NotUnderstood, WrongMoment
from impplus.queries.translations import NONE, Translated, columns_of, spoken
from impplus.queries.typed import fault_in
from impplus.records.models import Application, Correspondence, User
from impplus.rules.deadlines import after_working_days
from impplus.words.text import Text

MOST_WAITING = 20


def write(application: Application, *, text: str, by: User, language: str = "") -> Correspondence:
    """Write to the office about a received application; the applicant and the representative are told.

    The same words again, with nothing written since, are the same message. Raises NotUnderstood for
    a text that cannot be kept or where too many messages wait, WrongMoment of a draft. `language` is that of the text.
    """
    must_see(application, by)
    programme = application.programme
    on = today(programme)
    due = after_working_days(on, programme.settings.number("message-answer-days", on))
    with transaction.atomic():
        made = _new(application, text, by, {"language": spoken(application, language)})
        if made.pk:
            return made
        if application.correspondence.filter(status="waiting").count() >= MOST_WAITING:
            raise NotUnderstood(_TOO_MANY)
        moves.move(made, "write", by=by, columns={"due_on": due})
        messages.tell(application, "message-sent")
    return made


def reply(
    application: Application, *, text: str, by: User, words: Translated = NONE
) -> Correspondence:
    """Write from the office, which answers every message that waits; both readers are told.

    As `write`: the same words again are the same message. `words` says in which language they are; NotUnderstood
    where they need a translation.
    """
    must_see(application, by)
    kept = columns_of(application, words)
    with transaction.atomic():
        made = _new(application, text, by, kept)
        if made.pk:
            return made
        for waiting in application.correspondence.filter(status="waiting"):
            moves.move(waiting, "answer", by=by)
        moves.move(made, "reply", by=by)
        messages.tell(application, "message-from-the-office")
    return made


def _new(application: Application, text: str, by: User, kept: Mapping[str, str]) -> Correspondence:
    """A message that is not written yet, or the last one of the file where it says the same."""
    if fault := fault_in(text, empty=_EMPTY):
        raise NotUnderstood(fault)
    locked = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if locked.status == "draft":
        raise WrongMoment
    last = locked.correspondence.order_by("at", "pk").last()
    if last and (last.by_id, last.text) == (by.pk, text.strip()):
        return last
    return Correspondence(application=application, by=by, text=text.strip(), **kept)


_EMPTY = Text(en="Write your message.", fr="Inscrivez votre message.")
_TOO_MANY = Text(
    en=f"{MOST_WAITING} of your messages wait for an answer. Write again once the office has answered.",
    fr=f"{MOST_WAITING} de vos messages attendent une réponse. Écrivez de nouveau lorsque le bureau aura répondu.",
)
