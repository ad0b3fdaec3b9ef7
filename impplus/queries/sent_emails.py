"""The e-mails about an application that one reader was sent, in the language in which each was sent."""

from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from impplus.queries.emails import email_of
from impplus.records.models import Application, Message, User
from impplus.records.prepared import prepared
from impplus.words.text import LANGUAGES


@dataclass(frozen=True)
class SentEmail:
    """One of them: when it was sent, in which language it was written, its words, and what it told of.

    `letter` is the letter that it announced, if any; `notice` the key of its news, "" of none.
    """

    at: datetime
    language: str
    subject: str
    body: str
    letter: int | None
    notice: str


def sent_to(reader: User, application: Application) -> list[SentEmail]:
    """What was sent about an application to a reader, the newest first."""
    return [_read(one, reader, application) for one in _sent(reader.pk, application.pk)]


def _read(message: Message, reader: User, application: Application) -> SentEmail:
    """An e-mail as it was composed: nothing but its language and its kind is kept of it."""
    language = message.language if message.language in LANGUAGES else reader.language
    message.account = copy(reader)
    message.account.language = language
    for about in (message.letter, message.mandate):
        if about:
            about.application = application
    if message.concerns_id:
        message.concerns = application
    email, at = email_of(message), message.sent_at or message.owed_at
    return SentEmail(
        at, language, str(email.subject), str(email.body), message.letter_id, message.notice
    )


@prepared
def _sent(reader: int, application: int) -> QuerySet[Message]:
    about = Q(concerns=application) | Q(letter__application=application)
    about |= Q(mandate__application=application)
    sent = Message.objects.filter(about, account=reader, status="sent")
    return sent.select_related("letter__permit", "mandate").order_by("-sent_at", "-pk")
