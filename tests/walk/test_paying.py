"""Alice comes back from the payment page before the payment service answers: the page looks again until it knows."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from impplus.actions import payments
from impplus.queries.file import file_of
from impplus.records.models import Application, User
from tests.people import Cards
from tests.portal.test_payments import answered
from tests.walk.line import Line
from tests.walk.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_looks_again_by_itself_until_she_stops_it(
    language: str,
    browser: Browser,
    screenshots: Path | None,
    live_server: LiveServer,
    settings: Settings,
    cards: Cards,
    alice: User,
    draft: Application,
    this_day: date,
    client: Client,
) -> None:
    answered(draft, alice, this_day)
    payment = payments.start(
        file_of(draft), return_url=live_server.url, language=language, by=alice
    )
    cards.pay(payment)
    line = Line(int(cards.simulator.url.rsplit(":", 1)[1]))
    settings.CARDS_URL = line.url
    line.cut()
    client.force_login(alice)
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale=f"{language}-CA")
    held = [
        {"name": name, "value": one.value, "url": live_server.url}
        for name, one in client.cookies.items()
    ]
    context.add_cookies(held)  # type: ignore[arg-type]
    visitor = Visitor("paying", context, live_server.url, language, screenshots)
    with override(language):
        visitor.go(reverse("portal:payment-result", args=[draft.number]))
    page = visitor.page
    before = page.locator("h1").inner_text()
    page.locator("#look-again button").click()
    expect(page.locator("#look-again")).to_be_hidden()
    page.reload()
    expect(page.locator("#look-again")).to_be_visible()
    line.mend()
    expect(page.locator("h1")).not_to_have_text(before, timeout=15_000)
    assert draft.payments.get().status == "paid"
    visitor.seen.clear()
    visitor.look()
    context.close()
    line.cut()
