"""The tables of the tests, emptied of what a test committed."""

from django.db import connection, transaction

# Django's names of what we store; those who migrate have written them.
STAY = {"django_migrations", "django_content_type", "auth_permission"}
MANY = 2000  # rows; where as many are taken away, their room is given back


def empty() -> None:
    """Take every row away that a test committed, once whatever still writes has ended; the owner's to call.

    To empty a table otherwise means new files for it and for each of its indexes, and there are seventy.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        every = [one for one in connection.introspection.table_names(cursor) if one not in STAY]
        named = [connection.ops.quote_name(one) for one in every]
        cursor.execute(f"LOCK TABLE {', '.join(named)} IN EXCLUSIVE MODE")
        there = (f"SELECT '{one}' WHERE EXISTS (SELECT FROM {one})" for one in named)  # noqa: S608
        cursor.execute(" UNION ALL ".join(there))
        full = [one for (one,) in cursor.fetchall()]
        # Neither what is written once nor what refers to a row that goes stands in the way.
        cursor.execute("SET LOCAL session_replication_role = 'replica'")
        large = []
        for one in full:
            cursor.execute(f"DELETE FROM {one}")  # noqa: S608 - our own names
            large += [one] * (cursor.rowcount > MANY)
    with connection.cursor() as cursor:
        for one in large:
            cursor.execute(f"VACUUM {one}")
