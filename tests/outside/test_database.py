"""A kept connection is checked without a statement."""

from collections.abc import Iterator
from select import POLLIN, poll

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.site import owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept() -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own, which has asked something."""
    made = connections.create_connection("default")
    made.settings_dict = connection.settings_dict
    with made.cursor() as cursor:
        cursor.execute("SELECT 'the last that it asked'")
    yield made
    made.close()


def test_a_connection_is_usable_and_asked_nothing(kept) -> None:
    assert kept.is_usable()
    with owner(), connection.cursor() as cursor:
        cursor.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [_pid(kept)])
        assert cursor.fetchone() == ("SELECT 'the last that it asked'",)


def test_a_connection_that_the_database_ended_is_not_used_again(kept) -> None:
    with owner(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [_pid(kept)])
    told = poll()
    told.register(kept.connection.fileno(), POLLIN)
    assert told.poll(5000)
    assert not kept.is_usable()


def _pid(kept: BaseDatabaseWrapper) -> int:
    return int(kept.connection.info.backend_pid)
