"""What a test that was ended has left behind goes; run as a test, beside those of a group that has a database."""

import pytest
from django.db import connection, connections

_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_of_a_test_that_was_ended() -> None:
    """The end of a test that commits empties the tables."""
    connections.close_all()
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute(_OTHERS)
