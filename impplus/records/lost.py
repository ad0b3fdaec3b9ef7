"""A database that went away, as Django, its driver and the queue of jobs say it."""

import psycopg
from django.db import InterfaceError, OperationalError
from procrastinate.exceptions import ConnectorException

LOST = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)


def is_loss(fault: BaseException | None) -> bool:
    """Whether a fault says that the connection to the database was lost."""
    return isinstance(fault, LOST) or (
        isinstance(fault, ConnectorException) and isinstance(fault.__cause__, LOST)
    )
