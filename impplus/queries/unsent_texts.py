"""What somebody has typed for the office and not sent yet: where it stands, and what only its writer reads of it."""

from django.db.models import QuerySet

from impplus.records.models import Application, UnsentText, User
from impplus.records.prepared import only, prepared

MESSAGE, FAMILY_CHANGE = "message", "family-change"
DECISION = "decision"  # what an officer filled in of a decision, as JSON
DAYS = 30  # for which it is kept after it was last changed


def answer_to(question: int) -> str:
    """The place of the answer to a question."""
    return f"answer-{question}"


def more_time_for(question: int) -> str:
    """The place of the reason why more time is asked for."""
    return f"more-time-{question}"


def change_of(person: int, page: str) -> str:
    """The place of the reason why answers about a person change, on a page of the form."""
    return f"change-{person}-{page}"


def unsent_at(application: Application, place: str, by: User) -> UnsentText | None:
    """What this account has typed at a place; nobody else is told of it."""
    return only(_kept(application.pk, by.pk, place))


@prepared
def _kept(application: int, account: int, place: str) -> QuerySet[UnsentText]:
    return UnsentText.objects.filter(application=application, account=account, place=place)
