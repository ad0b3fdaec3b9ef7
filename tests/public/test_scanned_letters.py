"""A letter of introduction that is scanned reads as one, and a code of something else as none of ours."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext
from pytest_django.live_server_helper import LiveServer

from impplus.rules import signed_code
from impplus.rules.signed_code import SignedFacts
from tests.public.test_scanning import choose, ours, papers, visitor

__all__ = ["papers", "visitor"]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "introduction", "foreign", "arrive"),
    [
        (
            "en",
            "Letter of introduction, not a permit: genuine and not used as of",
            "Not one of our codes",
            "Last day to arrive",
        ),
        (
            "fr",
            "Lettre d’introduction, et non un permis : authentique et non utilisée au",
            "Pas un de nos codes",
            "Dernier jour pour arriver",
        ),
    ],
)
def test_a_letter_of_introduction_is_called_so_and_a_code_of_something_else_is_none_of_ours(
    visitor: BrowserContext,
    live_server: LiveServer,
    papers: SignedFacts,
    tmp_path: Path,
    language: str,
    introduction: str,
    foreign: str,
    arrive: str,
) -> None:
    page = visitor.new_page()
    page.goto(
        f"{live_server.url}/{'en/verify/scan' if language == 'en' else 'fr/verifier/balayer'}/"
    )
    letter = ours(replace(papers, type=signed_code.INTRODUCTION, number="E-3F9C-HT2W", place=""))
    assert choose(page, letter, tmp_path) == " ".join(introduction.split())
    facts = page.inner_text("[data-part=facts]")
    assert (arrive in facts, "validity" in facts, "validité" in facts) == (True, False, False)
    assert page.locator(".verdict.done:visible").count() == 0
    assert choose(page, "http://evil.test/en/verify/", tmp_path) == foreign
    assert not page.is_visible("[data-part=facts]")
