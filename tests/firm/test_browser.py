"""The firm's pages in a real Chromium: clean for axe in both languages, answered from a phone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from impplus.actions import mandates
from impplus.practice.models import Enquiry
from impplus.records.models import Application, Firm, User
from tests.firm.test_home import ask
from tests.firm.test_matters import in_days
from tests.matters import opened
from tests.walk.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"en": {"width": 1280, "height": 800}, "fr": {"width": 360, "height": 740}}


@pytest.fixture(params=["en", "fr"])
def sit(
    request: pytest.FixtureRequest,
    browser: Browser,
    live_server: LiveServer,
    screenshots: Path | None,
) -> Iterator[Callable[[User], Visitor]]:
    """Someone at her desk in English, or at her phone in French."""
    context = browser.new_context(viewport=SIZES[request.param])

    def seat(who: User) -> Visitor:
        client = Client()
        client.force_login(who)
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        return Visitor("firm", context, live_server.url, request.param, screenshots)

    yield seat
    context.close()


def test_lucie_reads_answers_and_finds_her_client(
    sit: Callable[[User], Visitor], lucie: User, firm: Firm, draft: Application, alice: User
) -> None:
    asked = ask(firm)
    mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    lucies = sit(lucie)
    desk = {"en": "/en/firm/", "fr": "/fr/cabinet/"}[lucies.language]
    lucies.go(desk)
    lucies.press(lucies.page.get_by_role("link", name=asked.name))
    lucies.page.fill("#form textarea", "Bonjour. Oui, une seule demande suffit.")
    lucies.press(lucies.page.locator("#form button"))
    assert Enquiry.objects.get().status == "triaged"
    assert lucies.page.url.endswith(f"/{asked.pk}/")
    lucies.go(desk)
    lucies.press(lucies.page.get_by_role("link", name=draft.invitation.candidate.name))


def test_the_board_is_as_wide_as_the_window(sit: Callable[[User], Visitor], lucie: User) -> None:
    in_days(opened(lucie, name="Amel"), -56, lucie, kind="review-outside-canada")
    lucies = sit(lucie)
    board = {"en": "/en/firm/clients/", "fr": "/fr/cabinet/clientele/"}[lucies.language]
    for width in (1024, 1280):
        lucies.page.set_viewport_size({"width": width, "height": 800})
        lucies.go(board)
        assert lucies.page.evaluate("document.documentElement.scrollWidth") == width
        cut = "one => one.scrollWidth > one.clientWidth"
        assert not lucies.page.locator(".board td.what").evaluate(cut)
