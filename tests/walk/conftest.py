"""The walk's site: served over HTTP, with the card simulator and the worker beside it."""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal

import pytest
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from impplus.records.models import User
from impplus.worker import work_once
from standins.cards.server import Simulator
from tests.walk.line import Line
from tests.walk.served import Served
from tests.walk.visitor import Visitor

PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


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
    yield live_server.url
    simulator.stop()


@pytest.fixture
def work(site: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Lets the real worker, in a thread of its own, do all that is queued (`test_jobs` starts one as a process)."""

    def until_done() -> None:
        with monkeypatch.context() as patched, ThreadPoolExecutor(max_workers=1) as pool:
            # The worker's threads end with it, and their connections before them.
            for one in connections.settings.values():
                patched.setitem(one, "CONN_MAX_AGE", 0)
            pool.submit(asyncio.run, work_once()).result(timeout=120)

    return until_done


@pytest.fixture
def served() -> Iterator[Served]:
    """The site, served as an installation serves it, which can be killed and started again."""
    made = Served()
    yield made
    made.kill()


@pytest.fixture
def line(site: str) -> Iterator[Line]:
    """The line from Alice's browser to the site."""
    made = Line(int(site.rsplit(":", 1)[1]))
    yield made
    made.cut()


@pytest.fixture(
    params=[("en", PHONE, "light"), ("fr", DESKTOP, "dark")],
    ids=["english-phone", "french-desktop"],
)
def alice_there(
    request: pytest.FixtureRequest,
    browser: Browser,
    screenshots: Path | None,
    line: Line,
    alice: User,
    client: Client,
) -> Iterator[Visitor]:
    """Alice at her browser, signed in."""
    language: str
    size: Any
    colours: Literal["light", "dark"]
    language, size, colours = request.param
    context = browser.new_context(viewport=size, locale=f"{language}-CA", color_scheme=colours)
    enter(context, line, alice, client)
    name = (
        f"{request.node.path.stem[5:]}-{size['width']}-{colours}-{request.node.originalname[5:25]}"
    )
    yield Visitor(name, context, line.url, language, screenshots)
    context.close()


def enter(context: BrowserContext, line: Line, who: User, client: Client) -> None:
    """Let a browser be signed in."""
    client.force_login(who)
    context.add_cookies(
        [
            {"name": key, "value": held.value, "url": line.url}
            for key, held in client.cookies.items()
        ]
    )
