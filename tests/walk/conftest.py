"""The walk's site: served over HTTP, with the card simulator and the worker beside it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.core.cache import cache
from django.db import connection
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from standins.cards.server import Simulator


@pytest.fixture
def site(live_server: LiveServer, settings: Settings, tmp_path: Path) -> Iterator[str]:
    """The address of the site, which the card simulator tells what was paid."""
    simulator = Simulator(
        port=0,
        secret=settings.CARDS_SECRET,
        webhook_secrets=settings.CARDS_WEBHOOK_SECRETS,
        webhook_url=f"{live_server.url}/api/v1/payments/webhook",
        folder=tmp_path / "cards",
    )
    simulator.start()
    settings.SITE_URL = live_server.url
    settings.CARDS_URL = simulator.url
    settings.SECURE_CSP = settings.SECURE_CSP | {"form-action": ["'self'", simulator.url]}
    settings.MAILERS = {"default": settings.STAND_IN_MAILER}
    shutil.rmtree(settings.OUTBOX_FOLDER, ignore_errors=True)
    cache.clear()  # the limits on sign-ups and messages count from here
    yield live_server.url
    simulator.stop()


@pytest.fixture
def work(site: str, settings: Settings) -> Callable[[], None]:
    """Starts the real worker, as a process, and waits until nothing is left to do."""
    environment = os.environ | {
        "DATABASE_URL": _database(os.environ["DATABASE_URL"]),
        "SITE_URL": site,
        "CARDS_URL": settings.CARDS_URL,
    }
    command = [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"]

    def until_done() -> None:
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=120)

    return until_done


def _database(url: str) -> str:
    """The address of the test database, in the cluster of this run."""
    name = str(connection.settings_dict["NAME"])
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
