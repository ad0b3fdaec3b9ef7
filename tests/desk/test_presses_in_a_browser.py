"""How many clicks, loads of a page and keys it takes from a file that nobody has to its decision."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from impplus.records.models import Application, Decision, PersonOutcome, User
from tests.desk.test_browser import cookie_of
from tests.people import signed_in

pytestmark = pytest.mark.browser


class Hand:
    """Olivia's hand: what it clicks and presses is counted, and so is each page that it waits for; words are typed beside."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.loads, self.keys = page, 0, 0, 0
        page.on("load", lambda _page: self._loaded())

    def _loaded(self) -> None:
        self.loads += 1

    def click(self, *names: str) -> None:
        for name in names:
            self.clicks += 1
            pressed = self.page.locator("main :is(a, button, summary, label)").filter(
                has_text=name, visible=True
            )
            pressed.first.click()
            self.page.wait_for_load_state()

    def key(self, *keys: str) -> None:
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)
            self.page.wait_for_load_state()

    def write(self, **texts: str) -> None:
        for name, text in texts.items():
            self.page.locator(f"[name='{name}']").fill(text)


@pytest.fixture
def hand(browser: Browser, live_server: LiveServer, olivia: User) -> Iterator[Hand]:
    """Olivia before the queue."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_cookies([cookie_of(signed_in(olivia), live_server.url)])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"{live_server.url}/en/desk/")
    yield Hand(page)
    page.wait_for_load_state("networkidle")
    context.close()


def look_at(hand: Hand, file: Application) -> None:
    """Every document is opened, each by one key."""
    for _document in range(file.documents.filter(removed_at=None).count() - 1):
        with hand.page.expect_response(lambda answer: "document=" in answer.url):
            hand.key("J")


def until_decision(hand: Hand, file: Application) -> None:
    """She takes the file, looks at it, and everyone's biometrics are recorded: then the decision is before her."""
    hand.click("Take the oldest file")
    look_at(hand, file)
    hand.click("Check completeness", "Complete: ask for biometrics", "Decide")
    while hand.page.get_by_role("link", name="Record them").count():
        hand.click("Record them", "Record this day")


def decided() -> list[str]:
    return list(PersonOutcome.objects.values_list("outcome", flat=True))


def test_one_applicant_is_approved_with_twelve_clicks_and_eight_loads(
    hand: Hand, received: Application
) -> None:
    until_decision(hand, received)
    hand.write(reasons="Tout est rempli.")
    hand.click("Find met what is left open, and approve", "Approve and issue the permits")
    assert decided() == ["approved"]
    assert (hand.clicks <= 12, hand.loads <= 8) == (True, True), (hand.clicks, hand.loads)


def test_a_family_is_approved_with_twenty_two_clicks_and_twelve_loads(
    hand: Hand, submitted: Application
) -> None:
    until_decision(hand, submitted)
    hand.write(reasons="Tout est rempli.")
    hand.click("Find met what is left open, and approve", "Approve and issue the permits")
    assert decided() == ["approved"] * 3
    assert (hand.clicks <= 22, hand.loads <= 12) == (True, True), (hand.clicks, hand.loads)


def test_a_refusal_takes_five_clicks(hand: Hand, processing: Application) -> None:
    hand.page.goto(hand.page.url + f"files/{processing.number}/")
    hand.click("Decide")
    ground = "met-will-leave"
    hand.page.locator(f"[name={ground}][value=no]").check()
    hand.page.locator("[name=outcome][value=refuse]").check()
    hand.clicks += 2
    hand.page.locator("[name=note-will-leave]").fill("Sans attaches.")
    hand.write(reasons="Vu le dossier.")
    hand.click("Continue", "Refuse Alice Benali, Karim Idrissi, Sami Idrissi")
    assert (Decision.objects.get().outcome, hand.clicks <= 5) == ("refused", True), hand.clicks
