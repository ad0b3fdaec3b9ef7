"""The workbench in a real Chromium: by keyboard alone, without a script, and in the sizes of a desk and a phone."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from impplus.actions import habits
from impplus.outside import store
from impplus.queries.habits import KEYS
from impplus.records.models import Application, Document, Evidence, Remark, Tick, User
from tests.desk.test_browser import cookie_of
from tests.people import signed_in

pytestmark = pytest.mark.browser
PAGES = 40
FIRST, NEXT = timedelta(seconds=1), timedelta(milliseconds=200)
SIZES = ((1280, 800), (1920, 1080), (390, 844))

type Sit = Callable[..., Page]


@pytest.fixture
def sit(browser: Browser, live_server: LiveServer, olivia: User) -> Iterator[Sit]:
    """Olivia at her desk, on the page of a file; nothing may be wrong in the console."""
    opened, said = [], list[str]()

    def come(file: Application, language: str = "en", query: str = "", **options: object) -> Page:
        options.setdefault("viewport", {"width": 1280, "height": 800})
        context = browser.new_context(**options)  # type: ignore[arg-type]
        opened.append(context)
        context.add_cookies([cookie_of(signed_in(olivia), live_server.url)])  # type: ignore[list-item]
        page = context.new_page()
        page.on("pageerror", lambda fault: said.append(str(fault)))
        desk = {"en": "en/desk/files", "fr": "fr/bureau/dossiers"}[language]
        page.goto(f"{live_server.url}/{desk}/{file.number}/{query}")
        return page

    yield come
    for context in opened:
        for page in context.pages:
            page.wait_for_load_state(
                "networkidle"
            )  # a picture under way would be written down after the test
        context.close()
    assert said == []


def long(file: Application, olivia: User) -> Document:
    """A document of many pages, sent as a proof of residence."""
    written, sent = BytesIO(), file.documents.filter(key="residence-proof").earliest("pk")
    with pikepdf.new() as pdf:
        for _ in range(PAGES):
            pdf.add_blank_page(page_size=(612, 792))
        pdf.save(written)
    with closing(written):
        key = store.put(written)
    return Document.objects.create(
        application=file, person=sent.person, key=sent.key, name="bail.pdf", size=1, pages=PAGES,
        media_type="application/pdf", content=key, rendition=key, rendition_type="application/pdf",
        sent_by=sent.sent_by, position=9,
    )  # fmt: skip


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_olivia_works_by_keyboard_alone_and_the_focus_stays_where_her_work_is(
    sit: Sit, processing: Application, olivia: User
) -> None:
    page = sit(processing)
    keys, shown = page.keyboard, page.locator("#h-viewer")
    expect(shown).to_have_text("Selection certificate (CSQ)")
    keys.press("x")
    keys.press("J")  # at once: it waits for the document that it goes from
    expect(shown).to_have_text("Proof of residence")
    keys.press("K")
    expect(shown).to_have_text("Passport")
    whose = processing.people.get(relation="principal").pk
    opened = page.locator("details.finding[open] > div")
    expect(opened).to_have_attribute("id", f"finding-{whose}-passport")
    page.locator(f"#summary-{whose}-passport").focus()
    keys.press("p")
    page.locator("details.finding[open] .full.good").wait_for()
    assert focused(page) == f"summary-{whose}-passport"
    keys.press("f")
    expect(opened).not_to_have_attribute("id", f"finding-{whose}-passport")
    assert focused(page) != f"summary-{whose}-passport"
    keys.press("n")
    expect(page.locator("#note")).to_be_focused()
    keys.type("xJpd, seen by phone")  # what is typed presses nothing
    expect(page.locator("#note")).to_have_value("xJpd, seen by phone")
    keys.press("Tab")
    keys.press("Enter")
    expect(page.locator(".remark")).to_have_count(1)
    expect(page.locator("#note")).to_have_value("")
    keys.press("d")
    page.wait_for_url("**/decision/")
    page.go_back()
    keys.press("?")
    page.wait_for_url("**/en/desk/keys/")
    ticked, marked, noted = Tick.objects.get(), Evidence.objects.get(), Remark.objects.get()
    assert (ticked.document.key, marked.says, marked.document.key, noted.text) == (
        *("csq", "proves", "passport"),
        "xJpd, seen by phone",
    )


def test_keys_are_changed_and_turned_off(sit: Sit, processing: Application, olivia: User) -> None:
    usual = {act: key.usual for act, key in KEYS.items()}
    habits.choose(density="comfortable", off=False, keys=usual | {"tick": "z"}, by=olivia)
    page = sit(processing)
    assert "comfortable" in (page.locator("body").get_attribute("class") or "")
    page.keyboard.press("x")
    page.keyboard.press("z")
    expect(page.locator("#h-viewer")).to_have_text("Passport")
    assert Tick.objects.count() == 1  # had x done the same, z would have looked at the passport
    habits.choose(density="compact", off=True, keys=usual, by=olivia)
    page.reload()
    expect(page.locator("#h-viewer")).to_have_text("Passport")
    page.keyboard.press("z")
    page.keyboard.press("J")
    assert page.locator("text=Keys are off.").count() == 1
    expect(page.locator("#h-viewer")).to_have_text("Passport")


def test_without_a_script_every_act_is_a_link_or_a_button(
    sit: Sit, processing: Application, olivia: User
) -> None:
    page = sit(processing, java_script_enabled=False)
    page.click("#tick-at-hand")
    assert Tick.objects.get().document.key == "csq"
    assert page.url.endswith("#viewer")
    assert page.locator("#h-viewer").inner_text() == "Passport"
    page.click("#larger")
    assert "zoom-1" in (page.locator(".sheets").get_attribute("class") or "")
    page.click("#turn")
    assert page.locator(".sheets img").first.get_attribute("src").endswith("?turn=1&large")  # type: ignore[union-attr]
    whose = processing.people.get(relation="principal").pk
    page.click(f"#proves-{whose}-passport")
    assert page.url.endswith(f"#finding-{whose}-passport")
    expect(page.locator(f"#finding-{whose}-passport")).to_be_visible()
    page.fill("#note", "Sans script.")
    page.click("text=Keep the note")
    expect(page.locator(".remark")).to_have_count(1)
    assert (Evidence.objects.get().says, Remark.objects.get().text) == ("proves", "Sans script.")


def test_the_pages_of_a_long_document_come_quickly_and_the_next_one_before_it_is_asked_for(
    sit: Sit, processing: Application, olivia: User
) -> None:
    bail = long(processing, olivia)
    page = sit(processing)
    page.goto(page.url + f"?document={bail.pk}")
    page.evaluate("document.querySelector('#page-1 img').decode()")
    took = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    assert page.locator(".sheets figure").count() == PAGES
    waits = []
    for _ in range(5):
        page.wait_for_timeout(300)
        waits.append(
            page.evaluate(
                """async () => {
                  const began = performance.now();
                  document.getElementById("next-page").click();
                  await document.querySelector(`#page-${document.getElementById("sheet").value} img`).decode();
                  return performance.now() - began;
                }"""
            )
        )
    assert page.input_value("#sheet") == "6"
    assert took < FIRST / timedelta(milliseconds=1) * 5  # a machine that others use, too
    assert sorted(waits)[2] < NEXT / timedelta(milliseconds=1)
    page.select_option("#sheet", "20")
    expect(page.locator("#next-page")).to_have_attribute("href", "#page-21")
    page.keyboard.press("k")
    expect(page.locator("#sheet")).to_have_value("19")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_gist_fits_a_desk_and_the_panes_follow_one_another_on_a_phone(
    sit: Sit, processing: Application, language: str, scheme: str, screenshots: Path | None
) -> None:
    for width, height in SIZES:
        size = {"width": width, "height": height}
        page = sit(processing, language, viewport=size, color_scheme=scheme)
        page.wait_for_load_state("networkidle")
        high, wide = page.evaluate(
            "[document.documentElement.scrollHeight, document.documentElement.scrollWidth]"
        )
        assert wide == width
        boxes = [
            page.locator(f"#{one}").bounding_box()
            for one in ("gist", "documents", "viewer", "findings", "notes")
        ]
        tops = [box["y"] for box in boxes if box]
        if width < 1000:
            assert tops == sorted(tops)
            assert len(set(tops)) == len(tops)
        else:
            assert high == height
            assert boxes[0] is not None
            assert boxes[0]["y"] + boxes[0]["height"] < height / 2
            across = 4 if width > 1600 else 3
            assert len({round(box["x"]) for box in boxes[1:] if box}) == across
        if screenshots:
            name = f"workbench-{width}-{scheme}-{language}.png"
            page.screenshot(path=screenshots / name, full_page=width < 1000)
