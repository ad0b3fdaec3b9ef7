"""Alice sends her documents from a phone: several at once, kept, moved, replaced and put back."""

from pathlib import Path
from typing import Literal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser

from impplus.records.models import Application, User
from tests.outside.files.sent import a_page, as_jpeg
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
