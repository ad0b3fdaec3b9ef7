"""Django, set up for the tests; a PostgreSQL, started when a test first asks for it; and a Chromium."""

import atexit
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import dj_database_url
import django
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections, transaction
from django.test import TransactionTestCase
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker, Settings

from deploy.local import chromium, keys, tables as migrated
from deploy.local.catalogues import compile_stale
from deploy.local.spare import PROJECT, spare_place
from tests import tables
from tests.standing import in_memory

# What the walk asserts outside its tests says both sides when it fails, as a test's own line does.
pytest.register_assert_rewrite("tests.walk.errands", "tests.walk.visitor")

# Django reads its settings once, so its folder must be there before it is set up.
assert not settings.configured, "unset DJANGO_SETTINGS_MODULE: the tests set it themselves"
_STANDING = ExitStack()
atexit.register(_STANDING.close)
_PLACE = _STANDING.enter_context(spare_place())
_FILES = Path(_STANDING.enter_context(TemporaryDirectory(dir=in_memory() or _PLACE.files)))
os.environ["IMPPLUS_VAR"] = str(_FILES)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the test's own thread
os.environ["DJANGO_SETTINGS_MODULE"] = "impplus.settings"
(_FILES / "static").mkdir(parents=True, exist_ok=True)
compile_stale()
django.setup()

from impplus.actions import roles  # noqa: E402 (Django must stand first)
from impplus.practice.routing import FIRM  # noqa: E402 (Django must stand first)
from impplus.records.roles import FIRMS, SITE  # noqa: E402 (Django must stand first)
from tests import kept  # noqa: E402 (Django must stand first)

keys.make_missing(Path(settings.KEYS_FOLDER))
# A test without a database counts no attempts in one; what counts them does in test_attempts.py.
COUNTED_TOGETHER = settings.CACHES
settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Django's own hasher takes a second for each password, on purpose.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A process that this one starts sets its own: pytest's would be set up before its place is known.
del os.environ["DJANGO_SETTINGS_MODULE"]
COMMITTING = {"live_server", "transactional_db"}
WHERE = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
# Django would empty every table after a test that commits, full or not, and write its own rows anew.
TransactionTestCase._fixture_teardown = lambda _test: tables.empty()
# What firms keep lies in the same database of the tests, read by another role.
TransactionTestCase.databases = {"default", FIRM}
_BEGUN: list[Future[tuple[str, str]]] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is long begins first: at the end, no worker waits for another.

    What looks at the whole demonstration comes before all, so that one worker has all of it, and makes it once.
    What takes minutes follows, what drives a browser, and what rushes. All else stays in the order into which it was shuffled.
    """
    marks = ("world", "long", "browser", "rush")
    items.sort(key=lambda item: [item.get_closest_marker(mark) is None for mark in marks])


def _started() -> tuple[str, str]:
    """The address of a PostgreSQL, started now, and a database in it that has the tables."""
    address = _PLACE.database()
    return address, migrated.template(address)


def pytest_sessionstart(session: pytest.Session) -> None:
    """One of several workers starts its PostgreSQL while it collects the tests: it will need one."""
    if hasattr(session.config, "workerinput") and "DATABASE_URL" not in os.environ:
        pool = ThreadPoolExecutor(max_workers=1)
        _BEGUN.append(pool.submit(_started))
        pool.shutdown(wait=False)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Have PostgreSQL started; a process that a test starts finds it by its address, as Django does here."""
    if "DATABASE_URL" not in os.environ:
        begun = _BEGUN[0].result() if _BEGUN else _started()
        os.environ["DATABASE_URL"], connections.settings["default"]["TEST"]["TEMPLATE"] = begun
        os.environ["FIRM_DATABASE_URL"] = os.environ["DATABASE_URL"]
    found = dj_database_url.parse(os.environ["DATABASE_URL"])
    for name in connections.settings:
        connections.settings[name] |= {key: found[key] for key in WHERE}
        connections.settings[name]["OPTIONS"] |= found["OPTIONS"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Every test has the rights of the site; what the owner alone may do, it does in `owner()`.

    A browser that was just closed may leave a thread of the site in its last query.
    """
    default, firm = connection, connections[FIRM]
    with django_db_blocker.unblock():
        roles.grant()
        firm.creation.set_as_test_mirror(default.settings_dict)
        for one, role in ((default, SITE), (firm, FIRMS)):
            one.settings_dict["OPTIONS"]["options"] = f"-c role={role}"
            one.close()
    yield  # a test that does not ask for the database is kept from it
    with django_db_blocker.unblock():
        for one in (default, firm):
            del one.settings_dict["OPTIONS"]["options"]
            one.close()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@contextmanager
def owner() -> Iterator[None]:
    """Inside, this thread has the rights of the database's owner: to tamper, to remove, to migrate."""
    for one in connections.all():
        with one.cursor() as cursor:
            cursor.execute("SET ROLE NONE")
    yield
    for one in connections.all():
        if not one.needs_rollback:
            with one.cursor() as cursor:
                cursor.execute("RESET ROLE")


def give_locks_back() -> None:
    """Else whoever is next on this connection would hold what a broken transaction could not give back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_all()")


@contextmanager
def undone() -> Iterator[None]:
    """What is written inside is taken back at the end, and so is what firms keep."""
    with transaction.atomic(), transaction.atomic(using=FIRM):
        yield
        for one in ("default", FIRM):
            transaction.set_rollback(True, using=one)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Once the owner has taken away what a test committed, the next one has the site's rights again."""
    yield
    if _commits(item):
        connections.close_all()


@pytest.fixture(autouse=True)
def _nothing_of_another_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test committed is taken away by the owner."""
    if _commits(request.node):
        request.getfixturevalue("transactional_db")
    yield
    if _commits(request.node):
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE NONE")
        shutil.rmtree(settings.STORAGES["log"]["OPTIONS"]["location"], ignore_errors=True)


def _commits(test: pytest.Item) -> bool:
    marker = test.get_closest_marker("django_db")
    asked = marker is not None and marker.kwargs.get("transaction", False)
    return asked or not COMMITTING.isdisjoint(getattr(test, "fixturenames", ()))


@pytest.fixture(autouse=True)
def _no_attempt_of_another_test() -> None:
    """Sign-ins, sign-ups and messages are counted in the cache: each test counts from nothing, and has nothing yet."""
    cache.clear()
    kept.begin()


@pytest.fixture(autouse=True)
def _places_are_counted_for_each_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test sees at once what it did: pages that only show the places left do not keep them for a second."""
    monkeypatch.setattr("impplus.queries.places.SHOWN_FOR", timedelta(0))


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """A page leaves its language to its thread: a test begins in English, whatever ran before it."""
    with translation.override("en"):
        yield


@pytest.fixture
def public_log(tmp_path: Path, settings: Settings) -> Path:
    """The folder of a public log that is this test's own."""
    options = {"location": tmp_path / "log", "allow_overwrite": True}
    settings.STORAGES = settings.STORAGES | {"log": settings.STORAGES["log"] | {"OPTIONS": options}}
    return tmp_path / "log"


@pytest.fixture
def outbox(tmp_path: Path, settings: Settings) -> Path:
    """The local outbox, as on one's own computer, with nothing of another test in it."""
    settings.OUTBOX_FOLDER = tmp_path / "outbox"
    folder = {"OPTIONS": {"file_path": settings.OUTBOX_FOLDER}}
    settings.MAILERS = {"default": settings.STAND_IN_MAILER | folder}
    return tmp_path / "outbox"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all the tests that drive one."""
    path = chromium.find_or_install()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=chromium.flags())
        yield started
        started.close()


@pytest.fixture(scope="session")
def screenshots() -> Path | None:
    """The folder of the pictures that a walk leaves where SCREENSHOTS asks for them; git ignores it."""
    if not os.environ.get("SCREENSHOTS"):
        return None
    folder = PROJECT / "tests" / "screenshots"
    folder.mkdir(exist_ok=True)
    return folder
