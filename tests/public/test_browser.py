"""The pages of the rules in a real Chromium: clean for axe in both languages, on a desk and a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from impplus.records.models import Firm
from tests.walk.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"en": {"width": 1280, "height": 800}, "fr": {"width": 360, "height": 740}}
LAW = {"en": "/en/conditions-and-sources/", "fr": "/fr/conditions-et-sources/"}
SECTIONS = {
    "en": ("conditions", "fees", "biometrics", "settings"),
    "fr": ("conditions", "frais", "donnees-biometriques", "parametres"),
}
FEES = {"en": "/en/fees/", "fr": "/fr/frais/"}
HISTORY = {"en": "/en/rules-history/", "fr": "/fr/historique-des-regles/"}


@pytest.fixture(params=["en", "fr"])
def reader(
    request: pytest.FixtureRequest,
    browser: Browser,
    live_server: LiveServer,
    screenshots: Path | None,
) -> Iterator[Visitor]:
    """Someone without an account, at a desk in English or on a phone in French."""
    context = browser.new_context(viewport=SIZES[request.param])
    yield Visitor("rules", context, live_server.url, request.param, screenshots)
    context.close()


def test_a_reader_asks_for_the_rules_of_a_day_and_reads_on(reader: Visitor) -> None:
    lang, page = reader.language, reader.page
    reader.go(LAW[lang])
    for n, part in enumerate(("2024", "3", "1")):
        page.fill(f"#id_on_{n}", part)
    reader.press("form.panel button")
    assert page.url.endswith(f"{LAW[lang]}?on=2024-03-01")
    for summary in page.locator("main summary").all():
        summary.click()
    reader.press(reader.link(f"/{SECTIONS[lang][1]}/?on=2024-03-01#restoration"))
    assert "229" in page.locator("#restoration dl").inner_text()
    reader.press(page.locator("form.panel a"))
    assert page.url.endswith(f"{LAW[lang]}{SECTIONS[lang][1]}/")
    reader.press(f'main a[href^="{HISTORY[lang]}"]')


def test_every_part_of_the_law_can_be_read_by_everyone(reader: Visitor) -> None:
    lang = reader.language
    for section in SECTIONS[lang]:
        reader.seen.clear()  # each of these pages is looked at for itself
        reader.go(f"{LAW[lang]}{section}/")
    reader.go(HISTORY[lang])
    for summary in reader.page.locator("main summary").all():
        summary.click()
    reader.seen.clear()
    reader.look()
    reader.go(FEES[lang])
    for summary in reader.page.locator("main summary").all():
        summary.click()
    reader.seen.clear()
    reader.look()


def test_a_day_that_is_none_is_said_where_it_was_typed(reader: Visitor) -> None:
    reader.go(LAW[reader.language])
    reader.page.fill("#id_on_2", "31")
    reader.page.fill("#id_on_1", "2")
    reader.press("form.panel button")
    assert reader.page.locator(".error-summary a").get_attribute("href") == "#id_on_2"
    assert reader.page.input_value("#id_on_2") == "31"


@pytest.mark.parametrize(
    ("language", "left", "over"),
    [
        ("en", "Characters left: 4,998", "Characters too many: 1"),
        ("fr", "Caractères restants\u00a0: 4\u00a0998", "Caractères en trop\u00a0: 1"),
    ],
)
def test_a_long_text_says_how_many_characters_are_left(
    browser: Browser, live_server: LiveServer, language: str, left: str, over: str
) -> None:
    firm = Firm.objects.create(name="Cabinet Roy", slug="roy", city="Montréal")
    page = browser.new_page()
    with override(language):
        page.goto(live_server.url + reverse("public:enquiry", args=[firm.slug]))
    text, said = page.locator("#id_message"), page.locator("#id_message + .hint")
    text.fill(" é\U0001f600 ")
    assert said.inner_text() == left
    text.fill("e" * 5001)
    assert said.inner_text() == over
    page.close()
