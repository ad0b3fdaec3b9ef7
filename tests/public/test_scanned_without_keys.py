"""Who lacks the keys of today does not judge who signed a code."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext
from pytest_django.live_server_helper import LiveServer

from bench.signed_codes import BOB, code
from impplus.outside import code_keys
from impplus.queries import clock
from impplus.records.models import SignedList
from impplus.rules.signed_code import SignedFacts
from impplus.rules.signed_lists import KEY_LIST, KeyList, keys_payload
from tests.public.test_scanning import choose, ours, papers, visitor

__all__ = ["papers", "visitor"]


@pytest.mark.browser
def test_who_has_no_keys_of_today_calls_no_issuer_unknown(
    visitor: BrowserContext, live_server: LiveServer, papers: SignedFacts, tmp_path: Path
) -> None:
    page = visitor.new_page()
    rows = SignedList.objects.filter(name="keys")
    held, at = rows.get().content, int(clock.now().timestamp())
    rows.update(content=b"")
    page.goto(f"{live_server.url}/en/verify/scan/")
    page.wait_for_selector("[data-part=no-keys]:not([hidden])")
    assert choose(page, ours(papers), tmp_path) == "Signature not checked"
    old = keys_payload(KeyList("UTO", at - 90_000, code_keys.keys()))
    content = code_keys.sign_list(old, KEY_LIST)
    rows.update(content=content, version=98)
    page.reload()
    page.wait_for_selector("[data-part=since]:not([hidden])")
    said = [choose(page, one, tmp_path) for one in (ours(papers), code(papers, BOB))]
    assert said == ["Genuine and valid as of", "Signature not checked"]
    rows.update(content=held, version=99)
    page.reload()
    assert choose(page, code(papers, BOB), tmp_path) == "Unknown issuer"
