"""The lists that an officer has given a name."""

from django.db.models import QuerySet

from impplus.records.models import User, View
from impplus.records.prepared import prepared


def views_of(officer: User) -> list[View]:
    """An officer's own views, by name."""
    return _views_of(officer.pk)


@prepared
def _views_of(officer: int) -> QuerySet[View]:
    return View.objects.filter(officer=officer).order_by("name")
