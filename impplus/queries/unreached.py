"""Whether e-mails reach an account: its own pages say so where the last one came back."""

from django.db.models import Subquery

from impplus.records.models import Application, Message, User


def last_tried(account: User) -> Subquery:
    """What became of the last e-mail to an account that left or came back: a page reads it with the application.

    What goes to an address of before does not count.
    """
    ended = Message.objects.filter(account=account, former="", status__in=("sent", "bounced"))
    return Subquery(ended.order_by("-owed_at", "-id").values("status")[:1])


def is_unreached(application: Application) -> bool:
    """Whether the last e-mail to whoever reads this page of an application was refused."""
    return getattr(application, "last_tried", None) == "bounced"
