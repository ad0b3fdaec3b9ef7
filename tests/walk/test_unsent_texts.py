"""Alice answers an officer and writes to the office: she closes the browser, finds her text again, and sends it once."""

from pathlib import Path
from typing import Any, Literal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser, expect

from impplus.actions import reviews
from impplus.records.models import Application, Question, UnsentText, User
from tests.test_worker import until
from tests.walk.conftest import DESKTOP, PHONE, enter
from tests.walk.line import Line
from tests.walk.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID: dict[str, dict[str, str]] = {
    "en": {
        "saved": "Saved at",
        "before": "Saved on",
        "not": "Not saved.",
        "left": "Characters left",
        "receipt": "Receipt",
    },
    "fr": {
        "saved": "Enregistré à",
        "before": "Enregistré le",
        "not": "Non enregistré.",
        "left": "Caractères restants",
        "receipt": "Accusé de réception",
    },
}
WORDS = "Obtenu à Rabat, joint."


@pytest.fixture
def asked(received: Application, olivia: User) -> Question:
    """Olivia's question in Alice's file."""
    reviews.take_oldest(by=olivia)
    received.refresh_from_db()
    return reviews.ask(received, text="Votre diplôme?", document="", days=30, by=olivia)


def says(visitor: Visitor, what: str) -> None:
    expect(visitor.page.locator("#saved")).to_contain_text(
        SAID[visitor.language][what], use_inner_text=True, timeout=10_000
    )


@pytest.mark.parametrize(
    ("language", "size", "colours"),
    [("en", PHONE, "light"), ("fr", DESKTOP, "dark")],
    ids=["english-phone", "french-desktop"],
)
def test_a_closed_browser_loses_no_word_of_an_answer(
    language: str,
    size: Any,
    colours: Literal["light", "dark"],
    browser: Browser,
    screenshots: Path | None,
    line: Line,
    alice: User,
    client: Client,
    asked: Question,
) -> None:
    with override(language):
        there = reverse("portal:question", args=[asked.application.number, asked.pk])

    def alice_there(name: str) -> Visitor:
        context = browser.new_context(
            viewport=size, locale=f"{language}-CA", color_scheme=colours, timezone_id="Asia/Tokyo"
        )
        enter(context, line, alice, client)
        named = f"unsent-{size['width']}-{colours}-{name}"
        return Visitor(named, context, line.url, language, screenshots)

    first = alice_there("typed")
    first.go(there)
    first.page.locator("[name=answer]").fill(WORDS)
    says(first, "saved")
    assert SAID[language]["left"] in first.page.inner_text("#form")
    first.look_again()
    line.cut()
    first.page.locator("[name=answer]").fill(f"{WORDS} Et")
    says(first, "not")
    line.mend()
    first.page.locator("[data-again]").click()
    says(first, "saved")
    first.context.close()
    assert UnsentText.objects.get().text == f"{WORDS} Et"
    again = alice_there("again")
    again.go(there)
    expect(again.page.locator("[name=answer]")).to_have_value(f"{WORDS} Et")
    says(again, "before")
    again.page.locator("[name=answer]").fill(WORDS)
    again.press(again.page.locator("#form .actions button:visible").last)
    assert until(lambda: Question.objects.get().answer == WORDS, 15)
    assert UnsentText.objects.count() == 0
    again.press(again.page.get_by_role("link", name=SAID[language]["receipt"]))
    again.context.close()
