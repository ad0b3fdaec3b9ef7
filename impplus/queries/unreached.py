"""Whether e-mails reach an account: its own pages say so where the last one came back."""

from django.db.models import QuerySet

from impplus.records.models import Message, User
from impplus.records.prepared import only, prepared


def is_unreached(account: User) -> bool:
    """Whether the last e-mail that was sent to an account, or refused for good, was refused."""
    last = only(_tried(account.pk))
    return last is not None and last.status == "bounced"


@prepared
def _tried(account: int) -> QuerySet[Message]:
    """What was owed last of all that left or came back; what goes to an address of before does not count."""
    ended = Message.objects.filter(account=account, former="", status__in=("sent", "bounced"))
    return ended.order_by("-owed_at", "-id")[:1]
