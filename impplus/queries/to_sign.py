"""How much waits for an officer as the second one: signatures, reopenings and reconsiderations of what others decide."""

from django.db.models import QuerySet

from impplus.queries.countersignatures import asked_of
from impplus.queries.reopenings import reconsiderations_asked, reopenings_asked
from impplus.records.models import Countersignature, Reconsideration, Reopening, User
from impplus.records.prepared import counted

MOST = 100  # of each kind, looked up no further


def to_sign(officer: User) -> int:
    """How many of these an officer may settle."""
    return _signatures(officer) + _reopenings(officer) + _reconsiderations(officer)


@counted
def _signatures(officer: User) -> QuerySet[Countersignature]:
    return asked_of(officer).order_by()[:MOST]


@counted
def _reopenings(officer: User) -> QuerySet[Reopening]:
    return reopenings_asked(officer).order_by()[:MOST]


@counted
def _reconsiderations(officer: User) -> QuerySet[Reconsideration]:
    return reconsiderations_asked(officer).order_by()[:MOST]
