"""What did not leave: letters and e-mails that failed, or wait for too long, as each office sees its own; and what waits."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min, Q, QuerySet

from impplus.practice import access as firms_access
from impplus.practice.models import Mail
from impplus.queries.counts import MOST, count_of
from impplus.records import access
from impplus.records.clock import Begun
from impplus.records.models import Letter, Message, User
from impplus.records.prepared import counted

# What is due for longer is late: no worker runs, it does not keep up, or the mail system is slow. Staff see it at once.
TOO_LONG = timedelta(seconds=30)


@dataclass(frozen=True)
class Waiting:
    """How many wait to be made or sent, counted as far as MOST and one, and since when the first of them does."""

    number: int
    since: datetime


def letters_unsent(officer: User) -> QuerySet[Letter]:
    """The letters of an office that could not be made when last tried, or wait too long, the oldest first."""
    failing = access.letters_of_office(officer).filter(_unsent())
    return failing.select_related(
        "application", "invitation__round", "permit__person", "introduction__person"
    )


def messages_unsent(officer: User) -> QuerySet[Message]:
    """The messages of an office that did not leave when last tried, or wait too long, the oldest first."""
    failing = access.messages_of_office(officer).filter(_unsent())
    return failing.select_related(
        "letter__application",
        "letter__invitation__round",
        "letter__permit__person",
        "letter__introduction__person",
        "mandate__application",
        "concerns",
        "account",
    )


def mails_unsent(user: User) -> QuerySet[Mail]:
    """The e-mails of a firm that did not leave when last tried, or wait too long, as far as somebody there sees them; the oldest first."""
    failing = firms_access.mails(user).filter(_unsent())
    return failing.select_related(
        "enquiry", "booking__enquiry", "matter", "agreement__matter", "agreement__enquiry", "offer"
    )


def letters_waiting(officer: User) -> Waiting | None:
    """The letters of an office that are still to be made; None where every one is."""
    return _waiting(access.letters_of_office(officer))


def messages_waiting(officer: User) -> Waiting | None:
    """The messages of an office that are still to leave; None where none is."""
    return _waiting(access.messages_of_office(officer))


def number_unsent(officer: User) -> int:
    """How many letters and messages of an office did not leave."""
    return _number_unsent(officer)


def emails_are_late() -> bool:
    """Whether an e-mail that is owed now may leave late: what was due is not sent, or the mail system was away and took nothing since."""
    due = Message.objects.filter(due_at__isnull=False)
    if due.filter(due_at__lt=Begun() - TOO_LONG).exists():
        return True
    failed = due.filter(failure="unreachable").order_by("-owed_at", "-id").first()
    return failed is not None and not _sent_after(failed)


def _sent_after(message: Message) -> bool:
    return Message.objects.filter(pk__gt=message.pk, status="sent").exists()


def _waiting(rows: QuerySet[Letter] | QuerySet[Message]) -> Waiting | None:
    owed = rows.filter(due_at__isnull=False)
    since = owed.aggregate(since=Min("owed_at"))["since"]
    return Waiting(count_of(owed), since) if since else None


@counted
def _number_unsent(officer: User) -> QuerySet[Letter]:
    letters = access.letters_of_office(officer).filter(_unsent()).order_by()
    messages = access.messages_of_office(officer).filter(_unsent()).order_by()
    both = letters.only("pk")[: MOST + 1].union(messages.only("pk")[: MOST + 1], all=True)
    return both.order_by()


def _unsent() -> Q:
    return ~Q(failure="") | Q(due_at__lt=Begun() - TOO_LONG)
