"""How many clicks, loads of a page and keys it takes from a file that nobody has to its decision."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from impplus.actions import reviews
from impplus.demonstration.bulk import copy
from impplus.records.models import Application, Decision, PersonOutcome, Tick, User
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


def look_at_all(hand: Hand, file: Application) -> None:
    """Every document is opened by a key, and one press per person says that she looked at them."""
    look_at(hand, file)
    for _person in range(
        file.documents.filter(removed_at=None).values("person").distinct().count()
    ):
        with hand.page.expect_response(lambda answer: "document=" in answer.url):
            hand.click("I looked at all of these")
        hand.page.wait_for_load_state("networkidle")
    seen = Tick.objects.filter(application=file, status="set")
    assert seen.count() == file.documents.filter(removed_at=None).count()


def until_decision(hand: Hand, file: Application) -> None:
    """She takes the file, looks at every document, and everyone's biometrics are recorded: then the decision is before her."""
    hand.sit_down()
    hand.click("Take next")
    look_at_all(hand, file)
    hand.click("Check completeness", "Complete: ask for biometrics", "Decide")
    while hand.page.get_by_role("link", name="Record them").count():
        hand.click("Record them", "Record this day")


def decided() -> list[str]:
    return list(PersonOutcome.objects.values_list("outcome", flat=True))


def test_one_applicant_is_approved_with_twelve_clicks_and_eight_loads(
    hand: Hand, received: Application
) -> None:
    until_decision(hand, received)
    hand.click("Find met what is left open, and approve", "Approve and issue the permits")
    assert decided() == ["approved"]
    assert (hand.clicks <= 12, hand.loads <= 8) == (True, True), (hand.clicks, hand.loads)


def test_a_family_is_approved_with_twenty_two_clicks_and_twelve_loads(
    hand: Hand, submitted: Application
) -> None:
    until_decision(hand, submitted)
    hand.click("Find met what is left open, and approve", "Approve and issue the permits")
    assert decided() == ["approved"] * 3
    assert (hand.clicks <= 22, hand.loads <= 12) == (True, True), (hand.clicks, hand.loads)


@pytest.fixture
def family_of_four(submitted: Application) -> Application:
    """Alice's application with Karim, Sami and Lina, and 19 files."""
    sami = submitted.people.get(relation="child")
    last = submitted.people.order_by("position").values_list("position", flat=True).last()
    lina = copy(sami, given_names="Lina", position=(last or 0) + 1)
    lina.save()
    for one in sami.documents.filter(removed_at=None):
        copy(one, person=lina).save()
    more = list(submitted.documents.filter(removed_at=None).order_by("pk"))
    for one in more[: 19 - len(more)]:
        copy(one).save()
    return submitted


def test_a_family_of_four_with_nineteen_files_takes_no_more(
    hand: Hand, family_of_four: Application
) -> None:
    until_decision(hand, family_of_four)
    hand.click("Find met what is left open, and approve", "Approve and issue the permits")
    assert decided() == ["approved"] * 4
    assert Tick.objects.filter(status="set").count() == 19
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
    for _document in range(received.documents.filter(removed_at=None).count()):
        with hand.page.expect_response(lambda answer: "document=" in answer.url):
            hand.key("x")
        hand.page.wait_for_load_state("networkidle")
    looked = Tick.objects.filter(application=received, status="set").count()
    assert looked == received.documents.filter(removed_at=None).count()
    for key in ("d", "c", "d", "b"):
        go(hand, key)
    tab_to(hand, "Record this day")
    go(hand, "a")
    tab_to(hand, "Approve and issue the permits")
    assert decided() == ["approved"]
    assert hand.keys <= 45, hand.keys


def test_on_a_phone_the_decision_on_a_family_is_under_eight_screens_and_all_can_be_shown(
    browser: Browser, live_server: LiveServer, family_of_four: Application, olivia: User
) -> None:
    reviews.take_oldest(by=olivia)
    family_of_four.refresh_from_db()
    reviews.complete(family_of_four, by=olivia)
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies([cookie_of(signed_in(olivia), live_server.url)])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"{live_server.url}/en/desk/files/{family_of_four.number}/decision/")
    assert page.evaluate("document.documentElement.scrollHeight") < 8 * 844
    other = page.locator("[name=met-partner-will-leave][value=no]")
    expect(other).to_be_hidden()
    page.locator("#all-weighed").check()
    other.check()
    page.locator("#all-weighed").uncheck()
    expect(other).to_be_visible()  # what is found otherwise stays in sight
    residence = page.locator("[name=met-outside-quebec][value=yes]")
    expect(residence).to_be_hidden()
    page.locator("#all-weighed").check()
    expect(residence).to_be_visible()
    expect(page.locator(".weigh", has=residence)).to_contain_text("Declared only")
    context.close()


def test_one_key_shows_beside_the_decision_the_document_that_should_prove_an_answer(
    browser: Browser, live_server: LiveServer, processing: Application, olivia: User
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_cookies([cookie_of(signed_in(olivia), live_server.url)])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"{live_server.url}/en/desk/files/{processing.number}/decision/")
    finding = page.locator(".weigh", has=page.locator("[name=met-passport]"))
    with page.expect_response(lambda answer: "/pages/1/" in answer.url) as sent:
        finding.locator("[value=yes]").focus()
        page.keyboard.press("e")
    assert sent.value.ok
    beside, controls = (
        page.locator("#beside").bounding_box(),
        finding.locator(".cell").bounding_box(),
    )
    assert beside
    assert controls
    assert controls["x"] + controls["width"] <= beside["x"]
    page.keyboard.press("Escape")
    expect(page.locator("#beside")).to_be_hidden()
    expect(finding.locator("[value=yes]")).to_be_focused()
    passport = processing.documents.get(key="passport", person__relation="principal")
    assert f"?document={passport.pk}#page-1" in str(finding.locator("a").get_attribute("href"))
    context.close()


def test_the_decision_on_a_family_of_four_is_not_much_higher_than_two_windows(
    browser: Browser, live_server: LiveServer, family_of_four: Application, olivia: User
) -> None:
    reviews.take_oldest(by=olivia)
    family_of_four.refresh_from_db()
    reviews.complete(family_of_four, by=olivia)
    for width in (1280, 1920):
        context = browser.new_context(viewport={"width": width, "height": 800})
        context.add_cookies([cookie_of(signed_in(olivia), live_server.url)])  # type: ignore[list-item]
        page = context.new_page()
        page.goto(f"{live_server.url}/en/desk/files/{family_of_four.number}/decision/")
        height, wide = page.evaluate(
            "[document.documentElement.scrollHeight, document.documentElement.scrollWidth]"
        )
        assert (height < 2.8 * 800, wide) == (True, width), height
        table, letter = (page.locator(one).bounding_box() for one in (".matrix", ".leaves"))
        assert table
        assert letter
        assert table["x"] + table["width"] <= letter["x"]
        context.close()


def test_the_letter_beside_the_decision_follows_what_is_chosen(
    browser: Browser, live_server: LiveServer, processing: Application, olivia: User
) -> None:
    there = f"{live_server.url}/en/desk/files/{processing.number}/decision/"
    for script in (True, False):
        context = browser.new_context(java_script_enabled=script)
        context.add_cookies([cookie_of(signed_in(olivia), live_server.url)])  # type: ignore[list-item]
        page = context.new_page()
        page.goto(there)
        letter, button = page.locator("#letter"), page.get_by_role("button", name="Show it as")
        expect(button).to_be_visible(visible=not script)
        page.locator("[name=outcome][value=refuse]").check()
        page.locator("[name=met-will-leave][value=no]").check()
        page.locator("[name=note-will-leave]").fill("Sans attaches.")
        if not script:
            button.click()
            expect(page.locator("[name=outcome][value=refuse]")).to_be_checked()
        expect(letter).to_contain_text("Sans attaches.")
        expect(letter.locator(".paper")).to_have_attribute("lang", "fr")
        page.wait_for_load_state("networkidle")
        context.close()
