"""The world of these tests: made once for a file of tests, and given back as it was after each."""

import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from django.db import connection
from django.http import HttpResponse
from django.utils.translation import override

from tests.doors.test_weight import collected, on_the_line
from tests.doors.weighing import Weighed
from tests.doors.world import World, made
from tests.site import undone


@pytest.fixture(scope="module")
def shared_world(django_db_setup: None, django_db_blocker: pytest.Config) -> Iterator[World]:
    """Written in a transaction that is never finished; each test has a savepoint within it."""
    with django_db_blocker.unblock(), undone():
        world = made()
        with connection.cursor() as cursor:
            # Places were taken in it: a transaction that took one has ten seconds of silence, and this one stays for all tests.
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        yield world


@pytest.fixture
def world(shared_world: World, db: None) -> Iterator[World]:
    """The world as it was made; addresses are English unless a test says otherwise."""
    with override("en"):
        yield shared_world


@pytest.fixture
def plain() -> Callable[[HttpResponse], str]:
    """What a page says, without the token that changes each time, and the seconds that the session still has."""
    changing = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|data-session="\d+"')
    return lambda answer: changing.sub("", answer.content.decode())


@pytest.fixture(scope="session")
def weighed(tmp_path_factory: pytest.TempPathFactory) -> Weighed:
    """The bytes of a static file of an installation; made first, since the world’s transaction must not idle."""
    served = collected(tmp_path_factory.mktemp("static"))
    return cache(lambda path: on_the_line(served, path))
