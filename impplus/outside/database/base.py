"""Django's backend of PostgreSQL, which asks nothing of a kept connection that is silent."""

from select import POLLIN, poll

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection; whether it can still be used costs no statement, which each request would begin with."""

    def is_usable(self) -> bool:
        """Whether the database is still there: it sends nothing unasked, unless it ends the connection."""
        if self.connection is None:
            return False
        waiting = poll()
        waiting.register(self.connection.fileno(), POLLIN)
        return not waiting.poll(0) or bool(super().is_usable())
