"""Alice sends her documents from a phone: several at once, kept, moved, replaced and put back."""

from pathlib import Path
from typing import Literal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser, expect

from impplus.actions import reviews
from impplus.queries.other_papers import OTHER
from impplus.records.models import Application, User
from tests.outside.files.sent import a_page, as_jpeg
from tests.walk.answering import answer_with
from tests.walk.errands import send_file
from tests.walk.visitor import Visitor

PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("language", "size", "scripts", "colours"),
    [("en", PHONE, True, "light"), ("fr", DESKTOP, True, "dark"), ("fr", PHONE, False, "light")],
    ids=["english-phone", "french-desktop", "french-without-javascript"],
)
def test_documents_from_a_phone(
    language: str,
    size: dict[str, int],
    scripts: bool,
    colours: Literal["light", "dark"],
    browser: Browser,
    screenshots: Path | None,
    site: str,
    alice: User,
    ready_draft: Application,
    client: Client,
) -> None:
    context = browser.new_context(
        viewport=size,
        locale=f"{language}-CA",
        java_script_enabled=scripts,
        color_scheme=colours,
    )
    client.force_login(alice)
    context.add_cookies(
        [{"name": name, "value": held.value, "url": site} for name, held in client.cookies.items()]
    )
    name = f"documents-{size['width']}-{colours}{'' if scripts else '-plain'}"
    visitor = Visitor(name, context, site, language, screenshots, scripts)
    passport = ready_draft.documents.get(key="passport", person__relation="principal")
    sent = ready_draft.documents.filter(key="passport", person=passport.person, removed_at=None)

    shots = iter(range(100))

    def goes(page: str, *args: object) -> None:
        visitor.seen.clear()  # the same page again, with more on it
        visitor.name = f"{name}-{next(shots)}"
        with override(language):
            visitor.go(reverse(f"portal:{page}", args=[ready_draft.number, *args]))

    def names() -> list[str]:
        return list(sent.values_list("name", flat=True))

    goes("documents")
    goes("upload", passport.person_id, "passport")
    send_file(visitor, "IMG_0001.JPG", as_jpeg(a_page((1200, 1600))))
    assert names() == [passport.name, "IMG_0001.JPG"]
    first = visitor.page.locator("main li.page").first
    visitor.press(first.locator("[name=act][value=down] ~ button"))
    assert names() == ["IMG_0001.JPG", passport.name]
    goes("upload", passport.person_id, "passport")
    goes("upload", passport.person_id, "photo")
    send_file(visitor, "me.jpg", as_jpeg(a_page((600, 800))))
    goes("upload", passport.person_id, "photo")
    goes("documents")
    context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["by-script", "without-javascript"])
def test_files_for_an_answer_leave_what_is_typed(
    scripts: bool,
    browser: Browser,
    screenshots: Path | None,
    site: str,
    alice: User,
    olivia: User,
    submitted: Application,
    client: Client,
) -> None:
    reviews.take_oldest(by=olivia)
    submitted.refresh_from_db()
    asked = reviews.ask(submitted, text="Votre diplôme?", document="", days=30, by=olivia)
    context = browser.new_context(
        viewport=PHONE, locale="fr-CA", java_script_enabled=scripts, color_scheme="dark"
    )
    client.force_login(alice)
    context.add_cookies(
        [{"name": name, "value": held.value, "url": site} for name, held in client.cookies.items()]
    )
    name = f"answer-{'script' if scripts else 'plain'}"
    visitor = Visitor(name, context, site, "fr", screenshots, scripts)
    with override("fr"):
        visitor.go(reverse("portal:question", args=[submitted.number, asked.pk]))
    visitor.seen.clear()
    pages = [as_jpeg(a_page((900, 1200), words)) for words in ("diplôme", "relevé")]
    answer_with(
        visitor,
        [
            {"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": content}
            for n, content in enumerate(pages, 1)
        ],
    )
    asked.refresh_from_db()
    sent = list(asked.documents.values_list("name", flat=True))
    assert (asked.status, sent) == ("answered", ["1.jpg", "2.jpg"])
    context.close()


def test_files_without_a_title_wait_and_go_once_it_is_typed(
    browser: Browser, screenshots: Path | None, site: str, alice: User, draft: Application
) -> None:
    context = browser.new_context(viewport=PHONE, locale="en-CA")
    client = Client()
    client.force_login(alice)
    context.add_cookies(
        [{"name": name, "value": held.value, "url": site} for name, held in client.cookies.items()]
    )
    visitor = Visitor("untitled", context, site, "en", screenshots, scripts=True)
    with override("en"):
        visitor.go(reverse("portal:upload", args=[draft.number, draft.people.get().pk, OTHER]))
    page = visitor.page
    file = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": as_jpeg(a_page((900, 1200)))}
    page.locator("main input[type=file]").last.set_input_files([file])
    row = page.locator("[data-rows] > li")
    expect(row.get_by_text("Type above what it is: then it is sent.")).to_be_visible()
    expect(row.locator("[data-do=go-on]")).to_be_visible()
    assert draft.documents.count() == 0
    page.locator("[name=title]").fill("Letter from my school")
    with page.expect_navigation():
        page.keyboard.press("Tab")
    visitor.look_again()
    assert [one.title for one in draft.documents.all()] == ["Letter from my school"]
    context.close()
