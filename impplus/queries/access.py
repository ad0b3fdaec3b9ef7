"""Whether someone may see the file that an action is about."""

from django.db.models import QuerySet

from impplus.queries.refusals import NotYours
from impplus.records import access
from impplus.records.models import Application, User


def must_see(application: Application, by: User) -> None:
    """Raise NotYours unless `by` may see this application."""
    if not seen(application, by).exists():
        raise NotYours


def seen(application: Application, by: User) -> QuerySet[Application]:
    """This application where `by` may see it, else none: to be locked, or read anew."""
    return access.applications(by).filter(pk=application.pk)
