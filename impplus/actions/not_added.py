"""Files that were refused after they had come: an e-mail some minutes later, one for all of them, to whom it still says something."""

from datetime import timedelta

from impplus.actions.messages import account_of, owe_once, readers_of
from impplus.queries.facts import keeps_private
from impplus.queries.no_use import OWN_REFUSED, REFUSED
from impplus.records.models import Application, Person, User
from impplus.rules.lifecycle import Role

# What is refused meanwhile is in the same e-mail; who was on the site meanwhile has read it there.
MEANWHILE = timedelta(minutes=10)


def tell(application: Application, person: Person, *, sender: User | None = None) -> None:
    """Owe the news to everybody who sees the files of that person; to the `sender` alone whose page was answered with it.

    That page may have lost its line; a representative’s stays at a desk.
    """
    told = {} if keeps_private(person) else dict.fromkeys(readers_of(application), REFUSED)
    if own := account_of(person):
        told[own] = OWN_REFUSED
    for reader, notice in told.items():
        if sender is None or (sender == reader and reader.role == Role.APPLICANT):
            owe_once(reader, application, notice, after=MEANWHILE)
