"""The one clock: the instant and the programme's day, by the database."""

from datetime import date, datetime

from django.db import connection

from impplus.rules.programme import Programme


def now() -> datetime:
    """The instant by the database's clock, aware, in UTC; that of the transaction inside one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        instant: datetime = cursor.fetchone()[0]
    return instant


def today(programme: Programme) -> date:
    """The programme's day, by the database's clock."""
    return programme.day_of(now())
