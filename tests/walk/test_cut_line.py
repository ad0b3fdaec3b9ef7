"""Alice sends a large file over a poor line: it pauses, the line is cut, the server killed, the page closed; no byte is lost."""

import os
import re
import time
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import override
from PIL import Image
from playwright.sync_api import Browser, CDPSession, Page, expect

from impplus.actions import documents
from impplus.records.models import Application, Document, Upload, User
from tests.outside.files.sent import as_jpeg
from tests.people import bytes_of
from tests.walk.served import CUT, Served, comes

SLOWLY = {"offline": False, "latency": 50, "downloadThroughput": 10**6, "uploadThroughput": 700_000}
SIZE = (1900, 1900)  # pixels of noise: about three megabytes
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photograph on her phone."""
    path = tmp_path / "IMG_2231 Alice.jpg"
    noise = Image.frombytes("RGB", SIZE, os.urandom(SIZE[0] * SIZE[1] * 3))
    path.write_bytes(as_jpeg(noise, quality=90))
    assert path.stat().st_size > 2_000_000
    return path


def opened(
    browser: Browser, served: Served, alice: User, draft: Application, language: str
) -> tuple[Page, CDPSession]:
    """The page of her passport, and the line over which it is read: 700 kilobytes a second."""
    page, line = comes(browser, served, alice, language, SLOWLY)
    with override(language):
        page.goto(
            served.url
            + reverse("portal:upload", args=[draft.number, draft.people.get().pk, "passport"])
        )
    return page, line


def chosen(page: Page, *files: Path) -> None:
    page.locator("main input[type=file]").last.set_input_files(list(files))


def row(page: Page, state: str) -> None:
    page.locator(f"main .page[data-state={state}]").wait_for()


def some_came(least: int = 500_000) -> int:
    """Wait until so many bytes are kept; how many are."""
    until = time.monotonic() + 60
    while (found := sum(Upload.objects.values_list("received", flat=True))) < least:
        assert time.monotonic() < until
        time.sleep(0.05)
    return found


def is_whole(page: Page, photo: Path, words: str) -> None:
    """The page says so, and the file is the one on her phone."""
    expect(page.get_by_text(words)).to_have_count(1, timeout=60_000)
    document = Document.objects.get()
    assert (document.name, bytes_of(documents.content(document))) == (
        photo.name,
        photo.read_bytes(),
    )
    assert (
        page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('upload '))") == []
    )


def test_she_pauses_and_the_line_is_cut(
    browser: Browser, served: Served, alice: User, draft: Application, photo: Path
) -> None:
    page, line = opened(browser, served, alice, draft, "fr")
    chosen(page, photo)
    some_came()
    page.get_by_role("button", name="Suspendre").click()
    row(page, "paused")
    assert re.fullmatch(
        "Suspendu à \\d+\u00a0%", page.locator("[data-rows] span[data-state]").inner_text()
    )
    time.sleep(1.5)
    paused = some_came(0)
    time.sleep(1.5)
    assert some_came(0) == paused < photo.stat().st_size
    page.get_by_role("button", name="Reprendre").click()
    some_came(paused + 1)
    line.send("Network.emulateNetworkConditions", SLOWLY | CUT)
    row(page, "cut")
    assert page.locator("[data-rows] span[data-state]").inner_text() == "La connexion est coupée"
    line.send("Network.emulateNetworkConditions", SLOWLY)
    is_whole(page, photo, "Un fichier est ajouté.")
    page.context.close()


def test_the_server_is_killed_and_started_again(
    browser: Browser, served: Served, alice: User, draft: Application, photo: Path
) -> None:
    page, _line = opened(browser, served, alice, draft, "en")
    sent: list[int] = []
    page.on(
        "request",
        lambda one: (
            sent.append(len(one.post_data_buffer or b"")) if one.method == "PATCH" else None
        ),
    )
    chosen(page, photo)
    acknowledged = some_came()
    served.kill()
    row(page, "cut")
    assert some_came(0) >= acknowledged
    served.start()
    is_whole(page, photo, "A file is added.")
    assert sum(sent) <= photo.stat().st_size + 4 * 512 * 1024
    page.context.close()


def test_she_closes_the_page_and_goes_on_later_with_the_same_file(
    browser: Browser, served: Served, alice: User, draft: Application, photo: Path
) -> None:
    page, _line = opened(browser, served, alice, draft, "en")
    chosen(page, photo)
    some_came()
    page.reload()
    expect(
        page.get_by_text("Choose the same file again: it goes on where it stopped.")
    ).to_have_count(1)
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert ("Alice" not in kept, "IMG" not in kept, kept.count("/uploads/")) == (True, True, 1)
    begun: list[str] = []
    page.on("request", lambda one: begun.append(one.url) if one.method == "POST" else None)
    came = some_came(0)
    chosen(page, photo)
    is_whole(page, photo, "A file is added.")
    assert (begun, came > 0, Upload.objects.count()) == ([], True, 1)
    page.context.close()


def test_several_come_one_after_the_other_and_one_that_is_too_large_never_travels(
    browser: Browser, served: Served, alice: User, draft: Application, photo: Path, tmp_path: Path
) -> None:
    large, second = tmp_path / "large.pdf", tmp_path / "second.jpg"
    large.write_bytes(b"%PDF-1.7" + bytes(25 * 2**20))
    second.write_bytes(as_jpeg(Image.new("RGB", (900, 1200), "teal")))
    page, _line = opened(browser, served, alice, draft, "en")
    chosen(page, large, photo, second)
    row(page, "not-sent")
    expect(page.get_by_text("It is larger than 25 MB.")).to_have_count(1)
    page.get_by_role("link", name="Show what was received").wait_for()
    assert list(Upload.objects.values_list("name", flat=True)) == [photo.name, second.name]
    page.get_by_role("link", name="Show what was received").click()
    page.get_by_text("second.jpg").first.wait_for()
    assert Document.objects.count() == 2
    page.context.close()
