"""The roles of the database: each is given what it may do, by the owner, after every migration."""

from django.db import connection, transaction

from impplus.records.roles import statements


def grant() -> None:
    """Give the site and the reports what they may do, and take everything else; the owner's to call."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)
