"""What did not leave: letters and e-mails that failed, or were not even tried, as each office sees its own."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from impplus.queries.counts import MOST
from impplus.records import access
from impplus.records.clock import Begun
from impplus.records.models import Letter, Message, User
from impplus.records.prepared import counted

# What is due for longer was not tried: no worker runs, or it does not keep up.
TOO_LONG = timedelta(minutes=10)


def letters_unsent(officer: User) -> QuerySet[Letter]:
    """The letters of an office that could not be made when last tried, or wait, the oldest first."""
    failing = access.letters_of_office(officer).filter(_unsent())
    return failing.select_related("application", "invitation__round", "permit__person")


def messages_unsent(officer: User) -> QuerySet[Message]:
    """The messages of an office that did not leave when last tried, or wait, the oldest first."""
    failing = access.messages_of_office(officer).filter(_unsent())
    return failing.select_related(
        "letter__application",
        "letter__invitation__round",
        "letter__permit__person",
        "mandate__application",
        "concerns",
        "account",
    )


def number_unsent(officer: User) -> int:
    """How many letters and messages of an office did not leave."""
    return _number_of_letters(officer) + _number_of_messages(officer)


@counted
def _number_of_letters(officer: User) -> QuerySet[Letter]:
    return access.letters_of_office(officer).filter(_unsent()).order_by()[: MOST + 1]


@counted
def _number_of_messages(officer: User) -> QuerySet[Message]:
    return access.messages_of_office(officer).filter(_unsent()).order_by()[: MOST + 1]


def _unsent() -> Q:
    return ~Q(failure="") | Q(due_at__lt=Begun() - TOO_LONG)
