"""What did not leave: letters that cannot be made and e-mails that failed, as each office sees its own."""

from django.db.models import QuerySet

from impplus.queries.counts import count_of
from impplus.records import access
from impplus.records.models import Letter, Message, User


def letters_unsent(officer: User) -> QuerySet[Letter]:
    """The letters of an office that could not be made when last tried, the oldest first."""
    failing = access.letters_of_office(officer).exclude(failure="")
    return failing.select_related("application", "invitation__round", "permit__person")


def messages_unsent(officer: User) -> QuerySet[Message]:
    """The messages of an office that did not leave when last tried, the oldest first."""
    failing = access.messages_of_office(officer).exclude(failure="")
    return failing.select_related(
        "letter__application",
        "letter__invitation__round",
        "letter__permit__person",
        "mandate__application",
        "account",
    )


def number_unsent(officer: User) -> int:
    """How many letters and messages of an office did not leave."""
    return count_of(letters_unsent(officer)) + count_of(messages_unsent(officer))
