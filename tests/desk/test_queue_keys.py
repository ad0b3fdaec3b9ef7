"""Olivia's queue by keys alone: down, up, open, search and take next."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from impplus.records.models import Application, User
from tests.desk.conftest import Made
from tests.desk.test_browser import DESKTOP, cookie_of
from tests.people import signed_in

pytestmark = pytest.mark.browser


def test_olivia_moves_through_her_queue_by_keys(
    browser: Browser, live_server: LiveServer, many: Made, olivia: User
) -> None:
    first, second, new = many(3)
    Application.objects.filter(pk__in=[first.pk, second.pk]).update(
        officer=olivia, status="processing"
    )
    context = browser.new_context(viewport=DESKTOP)
    context.add_cookies([cookie_of(signed_in(olivia), live_server.url)])  # type: ignore[list-item]
    page = context.new_page()
    queue = live_server.url + reverse("desk:queue")
    page.goto(queue)
    current = page.locator("tr[aria-current=true]")
    for key, file in (("j", first), ("j", second), ("j", second), ("k", first)):
        page.keyboard.press(key)
        expect(current).to_contain_text(file.number)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{first.number}/")
    page.goto(queue)
    page.keyboard.press("/")
    page.keyboard.type("t")
    expect(page.locator("#find")).to_have_value("t")
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    page.wait_for_url(f"**/{first.number}/")
    context.close()
    new.refresh_from_db()
    assert new.officer is None
