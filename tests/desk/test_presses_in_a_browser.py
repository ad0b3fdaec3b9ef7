"""How many clicks, loads of a page and keys it takes from a file that nobody has to its decision."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from impplus.records.models import Application, Decision, PersonOutcome, User
from tests.desk.test_browser import cookie_of
from tests.heard import heard
from tests.people import signed_in

pytestmark = pytest.mark.browser


class Hand:
    """Olivia's hand: what it clicks and presses is counted, and so is each page that it waits for; words are typed beside."""

    def __init__(self, page: Page, queue: str) -> None:
        self.page, self.queue, self.clicks, self.loads, self.keys = page, queue, 0, 0, 0
        page.on("load", lambda _page: self._loaded())

    def _loaded(self) -> None:
        self.loads += 1

    def sit_down(self, at: str = "") -> None:
        """Open the queue, or a page of it: that is not counted."""
        self.page.goto(self.queue + at)
        self.loads = 0

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
    """Olivia’s, before she opens her queue."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_cookies([cookie_of(signed_in(olivia), live_server.url)])  # type: ignore[list-item]
    page = context.new_page()
    yield Hand(page, f"{live_server.url}/en/desk/")
    page.wait_for_load_state("networkidle")
    context.close()


def look_at(hand: Hand, file: Application) -> None:
    """Every document is opened, each by one key."""
    for _document in range(file.documents.filter(removed_at=None).count() - 1):
        with hand.page.expect_response(lambda answer: "document=" in answer.url):
            hand.key("J")
        hand.page.wait_for_load_state("networkidle")  # its panes stand in place of the others


def until_decision(hand: Hand, file: Application) -> None:
    """She takes the file, looks at it, and everyone's biometrics are recorded: then the decision is before her."""
    hand.sit_down()
    hand.click("Take next")
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


def test_a_refusal_takes_five_clicks(hand: Hand, processing: Application, olivia: User) -> None:
    heard(processing, "will-leave", by=olivia)
    hand.sit_down(f"files/{processing.number}/")
    hand.click("Decide")
    ground = "met-will-leave"
    hand.page.locator(f"[name={ground}][value=no]").check()
    hand.page.locator("[name=outcome][value=refuse]").check()
    hand.clicks += 2
    hand.page.locator("[name=note-will-leave]").fill("Sans attaches.")
    hand.write(reasons="Vu le dossier.")
    hand.click("Continue", "Refuse Alice Benali, Karim Idrissi, Sami Idrissi")
    assert (Decision.objects.get().outcome, hand.clicks <= 5) == ("refused", True), hand.clicks


def tab_to(hand: Hand, name: str) -> None:
    """Go on with the tabulator until a link or a button of this name has the focus, and press it."""
    for _press in range(40):
        hand.key("Tab")
        if name in str(hand.page.evaluate("document.activeElement.textContent")):
            break
    with hand.page.expect_event("load"):
        hand.key("Enter")


def go(hand: Hand, key: str) -> None:
    with hand.page.expect_event("load"):
        hand.key(key)


def test_one_applicant_is_approved_by_keys_alone_with_at_most_forty_five(
    hand: Hand, received: Application
) -> None:
    hand.sit_down()
    go(hand, "t")
    look_at(hand, received)
    for key in ("d", "c", "d", "b"):
        go(hand, key)
    tab_to(hand, "Record this day")
    hand.key("w")
    hand.page.keyboard.type("Tout est rempli.")
    hand.key("Escape")
    go(hand, "a")
    tab_to(hand, "Approve and issue the permits")
    assert decided() == ["approved"]
    assert hand.keys <= 45, hand.keys
