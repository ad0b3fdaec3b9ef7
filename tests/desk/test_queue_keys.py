"""Olivia's queue by keys alone: down, up, open, search and take next; with her own keys, or none."""

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from impplus.actions import habits
from impplus.queries.habits import KEYS
from impplus.records.models import Application, User
from tests.desk.conftest import Made
from tests.desk.test_browser import DESKTOP, cookie_of
from tests.people import signed_in

pytestmark = pytest.mark.browser


type Sit = Callable[[User], Page]


@pytest.fixture
def sit(browser: Browser, live_server: LiveServer) -> Iterator[Sit]:
    """Somebody at the queue."""
    with closing(browser.new_context(viewport=DESKTOP)) as context:

        def come(somebody: User) -> Page:
            context.add_cookies([cookie_of(signed_in(somebody), live_server.url)])  # type: ignore[list-item]
            page = context.new_page()
            page.goto(live_server.url + reverse("desk:queue"))
            return page

        yield come


def test_olivia_moves_through_her_queue_by_keys(sit: Sit, many: Made, olivia: User) -> None:
    first, second, new = many(3)
    Application.objects.filter(pk__in=[first.pk, second.pk]).update(
        officer=olivia, status="processing"
    )
    page = sit(olivia)
    queue = page.url
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
    new.refresh_from_db()
    assert new.officer is None


def test_keys_that_olivia_changed_or_turned_off_hold_in_her_queue(
    sit: Sit, many: Made, olivia: User
) -> None:
    (file,) = many(1)
    Application.objects.filter(pk=file.pk).update(officer=olivia, status="processing")
    usual = {act: key.usual for act, key in KEYS.items()}
    habits.choose(density="compact", off=True, keys=usual, by=olivia)
    page = sit(olivia)
    shown = page.locator(".keys kbd")
    page.keyboard.press("j")
    page.keyboard.press("t")
    assert (page.locator("tr[aria-current=true]").count(), shown.count()) == (0, 0)
    habits.choose(density="compact", off=False, keys=usual | {"take": "z"}, by=olivia)
    page.reload()
    assert "z" in shown.all_text_contents()
    page.keyboard.press("t")
    page.keyboard.press("j")
    expect(page.locator("tr[aria-current=true]")).to_contain_text(file.number)
    page.keyboard.press("z")
    page.wait_for_url(f"**/{file.number}/")
