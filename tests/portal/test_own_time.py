"""A receipt's instant by the clock of whoever reads it, in a browser of another zone, and not twice in Montréal's."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from deploy.local.spare import PROJECT
from impplus.records.models import Application

SCRIPT = PROJECT / "impplus" / "static" / "own-time.js"
PLACE = """
<html lang="{lang}"><body><p data-own-time="2026-03-02T03:30:04+00:00" data-zone="America/Toronto" hidden>
<time></time></p></body></html>
"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("lang", "zone", "said"),
    [
        ("en", "Asia/Ho_Chi_Minh", "March 2, 2026 at 10:30:04 a.m. GMT+7"),
        ("fr", "Africa/Algiers", "2 mars 2026 à 04 h 30 min 04 s UTC+1"),
        ("en", "America/Toronto", None),
    ],
)
def test_it_is_said_where_the_zone_is_another(
    lang: str, zone: str, said: str | None, browser: Browser
) -> None:
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    page.set_content(PLACE.format(lang=lang))
    page.add_script_tag(path=SCRIPT)
    assert page.is_visible("p") == (said is not None)
    if said:
        assert page.inner_text("time").replace("\u202f", " ").replace("\u00a0", " ") == said
    context.close()


@pytest.mark.usefixtures("public_log")
def test_the_page_gives_the_instant_to_the_script(alices: Client, sent: Application) -> None:
    page = alices.get(reverse("portal:receipt", args=[sent.number])).content.decode()
    at = sent.receipt.received_at.isoformat()
    assert f'<p data-own-time="{at}" data-zone="America/Toronto" hidden>' in page
    assert "own-time.js" in page
