"""Which connection reads and writes which table: what firms keep goes by the firm's own role alone."""

from typing import Any

from django.conf import settings
from django.db import connections
from django.db.models import Model

PRACTICE = "practice"
FIRM = "firm"  # the connection (settings.DATABASES)


def keeps_for_firms() -> bool:
    """Whether this installation keeps anything for firms: where no address is given for it, it does not."""
    return FIRM in connections


class Router:
    """Sends the app `practice` to the connection `firm`, and everything else to `default`."""

    def db_for_read(self, model: type[Model], **_hints: Any) -> str | None:
        """The connection that reads a table; None leaves it to Django."""
        return FIRM if model._meta.app_label == PRACTICE else None

    def db_for_write(self, model: type[Model], **_hints: Any) -> str | None:
        """The connection that writes a table; None leaves it to Django."""
        return FIRM if model._meta.app_label == PRACTICE else None

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """Where the tables of an app are made: by the owner of the programme's database, but for a firm's that lies apart."""
        return (db == FIRM) == (app_label == PRACTICE and settings.FIRM_DATABASE_APART)
