"""What a press takes first: rows that nobody else changes until its transaction ends, so that of two presses the second finds the first."""

from django.db.models import Model, QuerySet

from impplus.queries.officers import must_have
from impplus.records.models import Application, User


def held[M: Model](rows: QuerySet[M]) -> QuerySet[M]:
    """The rows, each locked as it is read; what only refers to them is written all the same, and what they are read with stays free."""
    return rows.select_for_update(no_key=True, of=("self",))


def held_application(pk: int) -> Application:
    """The application of this key as it is now, locked."""
    return held(Application.objects.all()).get(pk=pk)


def held_by_its_officer(application: Application, by: User) -> Application:
    """The application as it is now, locked for its officer; NotItsOfficer where `by` does not have it."""
    now = held_application(application.pk)
    must_have(now, by)
    return now
