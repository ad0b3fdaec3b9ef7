"""A database that is away: it ends every connection, and takes no new one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection
from psycopg import sql

ALLOW = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"


@contextmanager
def database_away() -> Iterator[None]:
    """Meanwhile the database of the test is away, for the test too."""
    name = str(connection.settings_dict["NAME"])
    connection.close()
    with psycopg.connect(os.environ["DATABASE_URL"], dbname="postgres", autocommit=True) as beside:
        beside.execute(ALLOW.format(sql.Identifier(name), sql.SQL("false")))
        try:
            beside.execute(END, [name])
            yield
        finally:
            beside.execute(ALLOW.format(sql.Identifier(name), sql.SQL("true")))
