"""Whether someone may see the file that an action is about."""

from impplus.queries.refusals import NotYours
from impplus.records import access
from impplus.records.models import Application, User


def must_see(application: Application, by: User) -> None:
    """Raise NotYours unless `by` may see this application."""
    if not access.applications(by).filter(pk=application.pk).exists():
        raise NotYours
