"""In a browser, what Olivia fills in of a decision is saved while she types, and Back after the decision shows a page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect
from pytest_django.live_server_helper import LiveServer

from impplus.records.models import Application, Decision, User
from tests.desk.test_browser import cookie_of
from tests.people import signed_in

pytestmark = pytest.mark.browser
APPROVE = "Find met what is left open, and approve"


@pytest.fixture
def weighing(
    browser: Browser, live_server: LiveServer, enrolled: Application, olivia: User
) -> Iterator[Page]:
    """The page on which Olivia decides on Alice's application."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_cookies([cookie_of(signed_in(olivia), live_server.url)])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"{live_server.url}/en/desk/files/{enrolled.number}/decision/")
    yield page
    context.close()


def test_words_are_there_after_the_file_was_opened_and_back_after_the_decision_is_a_page(
    weighing: Page,
) -> None:
    page, file = weighing, weighing.url.removesuffix("decision/")
    page.locator("[name=reasons]").fill("Rien ne s’y oppose.")
    expect(page.locator("[data-is=saved]")).to_be_visible()
    page.goto(file)
    page.goto(f"{file}decision/")
    assert page.locator("[name=reasons]").input_value() == "Rien ne s’y oppose."
    page.get_by_role("button", name=APPROVE).click()
    page.get_by_role("button", name="Approve and issue the permits").click()
    page.wait_for_url(file)
    assert Decision.objects.get().reasons == "Rien ne s’y oppose."
    page.go_back()
    expect(page.locator("h1")).to_contain_text("moved on")


def test_on_a_slow_line_nothing_that_saves_itself_undoes_the_key_that_approves(
    weighing: Page,
) -> None:
    held: list[Route] = []

    def slowly(route: Route, request: Request) -> None:
        """Only what saves itself comes through at once."""
        if request.method == "POST" and request.is_navigation_request():
            held.append(route)
        else:
            route.continue_()

    weighing.route(weighing.url, slowly)
    weighing.keyboard.press("w")
    weighing.keyboard.type("Rien ne s’y oppose.")
    weighing.keyboard.press("Escape")
    weighing.keyboard.press("a")
    weighing.wait_for_timeout(2500)
    held[0].continue_()
    expect(weighing.locator("h1")).to_have_text("Check before you decide")
    expect(weighing.locator("main .notice.success")).to_be_visible()
    weighing.go_back()
    expect(weighing.locator("[name=outcome][value=approve]")).to_be_checked()
    expect(weighing.locator("[name=rest]")).to_be_checked()
    expect(weighing.locator("[name=reasons]")).to_have_value("Rien ne s’y oppose.")


def test_where_a_press_brings_no_page_what_is_typed_next_saves_itself_again(
    weighing: Page,
) -> None:
    def no_page(route: Route, request: Request) -> None:
        """What a browser is left with where a load is stopped."""
        if request.is_navigation_request():
            route.fulfill(status=204)
        else:
            route.continue_()

    weighing.clock.install()
    weighing.route(weighing.url, no_page)
    weighing.keyboard.press("a")
    weighing.locator("[name=reasons]").fill("Rien ne s’y oppose.")
    weighing.clock.run_for(20_000)
    expect(weighing.locator("[data-is=saved]")).to_be_visible()
