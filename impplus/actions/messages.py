"""Messages: an e-mail, or a text, to one reader, owed as a row, sent by the worker, and tried again for days."""

import logging
import time
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from impplus.actions import moves
from impplus.actions.locks import held
from impplus.outside import mailer, texting
from impplus.queries import clock
from impplus.queries.asked_emails import ASKED
from impplus.queries.delegations import accounts_in
from impplus.queries.done import too_late
from impplus.queries.emails import email_of, name_of
from impplus.queries.facts import keeps_private
from impplus.queries.no_use import has_no_use
from impplus.queries.refusals import NotYours
from impplus.queries.text_messages import NEWS, TEXTS, is_texted, text_of
from impplus.queries.tries import next_try
from impplus.records import access
from impplus.records.clock import Now
from impplus.records.models import (
    Application,
    Assignment,
    Delegation,
    Letter,
    Mandate,
    Message,
    Person,
    User,
)

logger = logging.getLogger(__name__)
AT_ONCE = 200
# As many failures of the mail system one after another end a round: what is due waits for the next.
IN_A_ROW = 3
# Seconds after which a round begins no other message: where the mail system is slow, other jobs have their turn.
A_ROUND = 20.0
# What may be raised by the mail system, by the gateway of texts, by an address that is none (ValueError), and by words that are not there.
BROKEN = (*mailer.FAILURES, texting.NotTexted, ValueError, LookupError, AttributeError)
AWAY = (mailer.UNREACHABLE, texting.NO_GATEWAY)
FOR_GOOD = (*mailer.FOR_GOOD, texting.NO_NUMBER)
# One text tells of all the news of so long.
TOGETHER = timedelta(minutes=1)


def send_link(delegation: Delegation, *, to: str = "") -> Message:
    """Owe a member of the family the link to a part of their own; one that was taken back meanwhile says so."""
    return _owe(Message(delegation=delegation, former=to or delegation.email))


def tell_member(
    account: User, application: Application, notice: str, deadline: date | None = None
) -> None:
    """Owe news of a file (a key of queries/notices.py) to a member of the family who has a part of it, or to an officer."""
    _owe_news(Message(account=account, concerns=application, notice=notice, deadline=deadline))


def tell_members(application: Application, notice: str) -> None:
    """Owe news of a file to every member of the family who has a part of it."""
    for account in accounts_in(application):
        tell_member(account, application, notice)


def tell_whose_part(application: Application, person: Person | None, notice: str) -> User | None:
    """Owe news to the member of the family who has an account for the part that it is about; who that is, if anybody."""
    account = account_of(person)
    if account:
        tell_member(account, application, notice)
    return account


def tell_concerned(application: Application, person: Person | None, notice: str) -> None:
    """Owe news of what concerns one person, or all: as “own-…” to the member who has an account, and to the readers of the file.

    Where that person keeps answers private these are told as “part-…”.
    """
    tell_whose_part(application, person, f"own-{notice}")
    private = person is not None and keeps_private(person)
    tell(application, f"part-{notice}" if private else notice)


def tell_of_sent_files(application: Application, person: Person) -> None:
    """Owe the news that files about a person were sent to the office, as `tell_concerned`; once while it is owed."""
    if own := account_of(person):
        owe_once(own, application, "own-documents-sent")
    tell_once(application, "part-documents-sent" if keeps_private(person) else "documents-sent")


def tell_once(application: Application, notice: str) -> None:
    """Owe news of a file that may come several times in a row: once while it is owed, however many there are."""
    for reader in readers_of(application):
        owe_once(reader, application, notice)


def owe_once(
    reader: User, application: Application, notice: str, *, after: timedelta | None = None
) -> None:
    """Owe such news to one reader; it leaves `after` a while, if any, and so for what comes meanwhile, too."""
    later = {"due_at": clock.now() + after} if after else {}
    news = Message(account=reader, concerns=application, notice=notice, **later)
    if not _is_owed(news):
        _owe_news(news)


def text(reader: User, notice: str, *, after: timedelta = timedelta()) -> None:
    """Owe a text (a key of queries/text_messages.py) to the owner of an account, `after` a while; once while it is owed."""
    due = clock.now() + after
    said = Message(account=reader, notice=notice, due_at=due)
    if not _is_owed(said):
        _owe(said)


def account_of(person: Person | None) -> User | None:
    """The account that a member of the family has for a part of the application; None for everybody else."""
    given = person.delegations.filter(status="accepted").first() if person else None
    return given.account if given else None


def owe(about: Letter | Mandate, reader: User | None = None) -> Message:
    """Remember that a reader is owed a message; without an account, the candidate."""
    return _owe_news(Message(account=reader, **{str(about._meta.model_name): about}))


def tell_owner(account: User, notice: str, *, former: str = "") -> Message:
    """Remember that an account's owner is owed a notice of a change, by the keys of queries/account_notices.py.

    With `former`, it goes to the address that the account had until now.
    """
    return _owe(Message(account=account, notice=notice, former=former))


def answer(kind: str, address: str, *, account: User | None, language: str) -> None:
    """Owe what somebody asked for at an address, by the keys of queries/asked_emails.py, in the language of the page; once while it is owed.

    The address is kept until the message has left, or cannot.
    """
    if kind not in ASKED:
        raise LookupError(f"no words for the message {kind}")
    asked = {"notice": kind, "former": address, "account": account, "language": language}
    if not Message.objects.filter(**asked, status="owed").exists():
        moves.move(Message(**asked), "owe", by=None)
    moves.wake("send_messages")


def tell(
    application: Application, notice: str, deadline: date | None = None, *, but: User | None = None
) -> None:
    """Owe news of a file (a key of queries/notices.py) to the applicant and to who represents the applicant.

    But not to whoever is leaving.
    """
    for reader in (one for one in readers_of(application) if one != but):
        _owe_news(Message(account=reader, concerns=application, notice=notice, deadline=deadline))


def readers_of(application: Application) -> list[User]:
    """Whom everything that concerns a file is told: the applicant, and who represents the applicant; while that person is away, the substitute too."""
    given = application.mandates.filter(status="active")
    stands_in = Assignment.objects.filter(status="active", instead_of=F("mandate__lawyer"))
    meanwhile = stands_in.filter(mandate__in=given, user__is_active=True)
    both = Q(pk__in=given.values("lawyer")) | Q(pk__in=meanwhile.values("user"))
    return [application.applicant, *User.objects.filter(both).order_by("pk")]


def send_owed() -> int:
    """Send every message that is due; how many left.

    Each is locked while it is sent, so that several workers share the work. One that fails holds up
    no other, and is tried again later; one sent in the moment in which its worker dies is sent again,
    under the same Message-ID. Texts come last: a gateway that does not answer delays no e-mail.
    """
    waiting = (
        Message.objects.filter(due_at__lte=Now()).order_by("due_at").values_list("pk", flat=True)
    )
    texts = Q(notice__in=TEXTS)
    due = [*waiting.exclude(texts)[:AT_ONCE], *waiting.filter(texts)[:AT_ONCE]]
    sent = failed = 0
    until = time.monotonic() + A_ROUND
    for pk in due:
        failure = _send(pk)
        sent += failure == ""
        failed = failed + 1 if failure in AWAY else 0
        if failed == IN_A_ROW:
            return sent
        if time.monotonic() > until:
            break
    if sent and (len(due) >= AT_ONCE or pk != due[-1]):
        moves.wake("send_messages")
    return sent


def retry(message: Message, *, by: User) -> None:
    """Send a message again that did not leave, as if it were owed from now on; only its own office.

    AlreadyDone where `by` asked for it, and it left since.
    """
    if not access.messages_of_office(by).filter(pk=message.pk).exists():
        raise NotYours
    again = {"owed_at": Now(), "due_at": Now(), "failure": ""}
    with transaction.atomic():
        if held(Message.objects.all()).get(pk=message.pk).status == "sent":
            raise too_late(message, "retry", by=by)
        moves.move(message, "retry", by=by, columns=again)
        moves.wake("send_messages")


def count_as_sent() -> None:
    """Mark the messages owed to invented people as sent, in the demonstration's past; nobody is written to."""
    invented = Q(account__demo=True) | Q(letter__invitation__candidate__demo=True)
    invented |= Q(delegation__application__applicant__demo=True)
    for message in Message.objects.filter(invented, due_at__isnull=False):
        moves.move(
            message, "send", by=None, columns={"sent_at": Now(), "due_at": None, "former": ""}
        )


def _send(pk: int) -> str | None:
    """Send one message: "" when it left, why not when it did not, None where nothing is due."""
    with transaction.atomic():
        free = Message.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
        message = free.filter(pk=pk, due_at__lte=Now()).first()
        if message is None:
            return None
        closed = message.account and not message.account.is_active and not message.former
        if closed or has_no_use(message):
            # The account was deleted or closed, or it is known by now: nobody is left to tell.
            nothing = {"due_at": None, "failure": "", "former": ""}
            moves.move(message, "give-up", by=None, columns=nothing)
            return None
        try:
            language = _leave(message)
        except BROKEN as error:
            failure = _failure_of(error)
            # What was raised may hold the address, so its name alone is logged.
            logger.warning("message %s did not leave: %s", pk, type(error).__name__)
            _failed(message, failure)
            return failure
        left = {"sent_at": Now(), "due_at": None, "failure": "", "former": ""}
        moves.move(message, "send", by=None, columns=left | {"language": language})
    return ""


def _leave(message: Message) -> str:
    """Send a message now, as a text or an e-mail; in which language."""
    if message.notice in TEXTS:
        said = text_of(message)
        texting.send(said.number, said.text, reference=name_of(message))
        return said.language
    email = email_of(message)
    email.send()
    return str(email.extra_headers.get("Content-Language", ""))


def _failure_of(error: Exception) -> str:
    return error.failure if isinstance(error, texting.NotTexted) else mailer.failure_of(error)


def _owe(message: Message) -> Message:
    """Remember a message, and wake the worker that sends it."""
    moves.move(message, "owe", by=None)
    moves.wake("send_messages")
    return message


def _owe_news(message: Message) -> Message:
    """As `_owe`, of what waits in an account; whoever asked for texts is sent one besides."""
    reader = message.account
    if reader and is_texted(reader):
        text(reader, NEWS, after=TOGETHER)
    return _owe(message)


def _is_owed(message: Message) -> bool:
    """Whether its reader is owed the same already."""
    about = {"account": message.account, "concerns": message.concerns, "notice": message.notice}
    return Message.objects.filter(**about, status="owed").exists()


def _failed(message: Message, failure: str) -> None:
    """Remember why a message did not leave; it is tried again, unless that is of no use."""
    now, columns = clock.now(), dict[str, Any](due_at=None, failure=failure)
    if message.notice in ASKED:
        columns["former"] = ""  # nobody sends it again
    if failure in FOR_GOOD:
        moves.move(message, "bounce", by=None, columns=columns)
    elif now - message.owed_at >= timedelta(days=settings.MESSAGE_DAYS):
        moves.move(message, "give-up", by=None, columns=columns)
    else:
        columns |= {"due_at": next_try(message.owed_at, now), "former": message.former}
        Message.objects.filter(pk=message.pk).update(**columns)
