"""A firm's own installation in a real browser: a client on a phone begins with the firm's code in English, and the lawyer makes the package in French."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser, ViewportSize
from pytest_django import Settings

from impplus.practice.models import Filing
from impplus.records.models import Application, User
from tests import people
from tests.matters import opened
from tests.walk import errands, representing
from tests.walk.engaging import link_to
from tests.walk.visitor import Visitor

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
BORN = people.principal_answers(date(2026, 1, 1))["born"]
SLOW = 60_000  # milliseconds that a page may take on a busy machine
SEEN_BEFORE = ("account_", "public:outbox", "portal:step", "firm:supplies")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_client_begins_with_the_code_and_the_lawyer_makes_the_package(
    browser: Browser,
    screenshots: Path | None,
    settings: Settings,
    site: str,
    work: Callable[[], None],
    lucie: User,
    this_day: date,
    tmp_path: Path,
) -> None:
    def seat(name: str, size: ViewportSize, language: str) -> Visitor:
        context = browser.new_context(viewport=size, locale=f"{language}-CA")
        name = f"own-{name}"
        seated = Visitor(name, context, site, language, screenshots, elsewhere=SEEN_BEFORE)
        seated.page.set_default_timeout(SLOW)
        return seated

    settings.PREPARES_ONLY = True
    on = this_day
    User.objects.filter(pk=lucie.pk).update(language="fr")
    matter = opened(
        lucie,
        name="Alice Benali",
        email=errands.EMAIL,
        language="en",
        nationality="MAR",
    )
    counsel, alice = seat("lucie", DESK, "fr"), seat("alice", PHONE, "en")
    errands.signs_in(counsel, lucie)
    errands.opens(counsel, "firm:client", matter.pk)
    counsel.press(link_to(counsel, "firm:record-letter", matter.pk))
    counsel.fill(
        people.principal_answers(on)
        | {"family_name": "Benali", "given_names": "Alice", "born": BORN}
        | {"nationality": "MAR", "reference": "R0300", "issued_on": on}
    )
    counsel.send("main form#form .actions button")
    work()
    errands.opens_an_account(alice)
    errands.binds_her_letter(alice)
    number = Application.objects.get().number
    answers_alone(alice, number, on)
    errands.sends_documents(alice, number)
    errands.gives_a_mandate(alice, number, lucie)
    errands.opens(alice, "portal:tasks", number)
    alice.look_again()
    for page in ("review", "fees"):
        errands.opens(alice, f"portal:{page}", number)
    representing.joins_the_file(counsel, matter, number, work)
    representing.makes_the_package(counsel, number, on, tmp_path)
    counsel.says("IMM 5476")
    made = {one["path"] for one in Filing.objects.get().made["files"] if one["sha256"]}
    assert {"principal/invitation.pdf", "principal/csq.pdf"} <= made
    for one in (alice, counsel):
        one.context.close()


def answers_alone(alice: Visitor, number: str, on: date) -> None:
    """Alice answers all that is asked of who applies alone."""
    answers = people.principal_answers(on) | {"relationship": "single", "born": BORN}
    with override(alice.language):
        steps = reverse("portal:step", args=[number, "x"]).removesuffix("x/")
    for part in (0, 1):
        errands.opens(alice, "portal:tasks", number)
        alice.press(alice.page.locator(f'main .rows a[href*="{steps}"]').nth(part))
        errands.fills_the_pages(alice, answers, steps)
