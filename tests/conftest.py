"""What every test stands on: a PostgreSQL and a folder of its own, and a Chromium for those that ask."""

import atexit
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import django
import pytest
from django.conf import settings
from playwright.sync_api import Browser, sync_playwright

from deploy.local import chromium
from deploy.local.catalogues import compile_stale
from deploy.local.spare import PROJECT, spare_place

# Django reads its settings once, so its database and its folder must be there before it is set up.
assert not settings.configured, "unset DJANGO_SETTINGS_MODULE: the tests set it themselves"
_STANDING = ExitStack()
atexit.register(_STANDING.close)
_PLACE = _STANDING.enter_context(spare_place())
os.environ.setdefault("DATABASE_URL", _PLACE.url)
os.environ["IMPPLUS_VAR"] = str(_PLACE.files)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the test's own thread
os.environ["DJANGO_SETTINGS_MODULE"] = "impplus.settings"
(_PLACE.files / "static").mkdir(parents=True, exist_ok=True)
compile_stale()
django.setup()
pytest_plugins = ["tests.people"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all the tests that drive one."""
    path = chromium.find_or_install()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=chromium.flags())
        yield started
        started.close()


@pytest.fixture(scope="session")
def screenshots() -> Path:
    """The folder of pictures that a walk leaves; git ignores it."""
    folder = PROJECT / "tests" / "screenshots"
    folder.mkdir(exist_ok=True)
    return folder
