"""Reminders of deadlines: owed as messages, each once, whenever the worker comes to it."""

from django.db import IntegrityError, transaction

from impplus.actions import messages, moves
from impplus.queries import clock
from impplus.queries.reminders import Reminder, reminders_due
from impplus.records.models import Application, Delegation, Message
from impplus.rules.programme import Programme


def owe_due(programme: Programme) -> int:
    """Owe every reminder that is due today and was not owed yet; how many deadlines.

    Of shares that passed while no worker ran, the latest alone is said. Another worker may do the
    same at once: the database keeps each reminder once.
    """
    found = reminders_due(programme, clock.today(programme))
    return sum(_owe(one) for one in found)


def _owe(one: Reminder) -> bool:
    try:
        with transaction.atomic():
            if isinstance(one.about, Application) and one.to:
                messages.tell_member(one.to, one.about, one.notice, one.deadline)
            elif isinstance(one.about, Application):
                messages.tell(one.about, one.notice, one.deadline)
            else:
                owed = Message(notice=one.notice, deadline=one.deadline)
                if isinstance(one.about, Delegation):
                    owed.delegation, owed.former = one.about, one.about.email
                else:
                    owed.letter = one.about
                moves.move(owed, "owe", by=None)
                moves.wake("send_messages")
    except IntegrityError:
        return False
    return True
