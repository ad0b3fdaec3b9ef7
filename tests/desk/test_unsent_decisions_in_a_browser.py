"""In a browser, what Olivia fills in of a decision is saved while she types, and Back after the decision shows a page."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from impplus.records.models import Application, Decision, User
from tests.desk.test_browser import cookie_of
from tests.people import signed_in

pytestmark = pytest.mark.browser


def test_words_are_there_after_the_file_was_opened_and_back_after_the_decision_is_a_page(
    browser: Browser, live_server: LiveServer, enrolled: Application, olivia: User
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_cookies([cookie_of(signed_in(olivia), live_server.url)])  # type: ignore[list-item]
    page = context.new_page()
    file = f"{live_server.url}/en/desk/files/{enrolled.number}/"
    page.goto(f"{file}decision/")
    page.locator("[name=reasons]").fill("Rien ne s’y oppose.")
    expect(page.locator("[data-is=saved]")).to_be_visible()
    page.goto(file)
    page.goto(f"{file}decision/")
    assert page.locator("[name=reasons]").input_value() == "Rien ne s’y oppose."
    page.get_by_role("button", name="Find met what is left open, and approve").click()
    page.get_by_role("button", name="Approve and issue the permits").click()
    page.wait_for_url(file)
    assert Decision.objects.get().reasons == "Rien ne s’y oppose."
    page.go_back()
    expect(page.locator("h1")).to_contain_text("moved on")
    context.close()
