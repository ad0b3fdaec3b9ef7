"""The story of a firm in a real browser: a visitor becomes its client, whose file it prepares, answers for and closes; one of both is on a phone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize

from impplus.records.models import Firm, Intake, Invitation, User
from tests import people, ready
from tests.walk import engaging, errands, representing
from tests.walk.visitor import Visitor

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
SLOW = 60_000  # milliseconds that a page may take on a busy machine
ELSEWHERE = ("account_", "public:outbox", "public:self_check", "portal:", "start")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("client_speaks", "lawyer_speaks"),
    [("fr", "en"), ("en", "fr")],
    ids=["client-on-a-phone-in-french", "lawyer-on-a-phone-in-french"],
)
def test_a_visitor_becomes_a_client_whose_file_is_decided_and_closed(
    client_speaks: str,
    lawyer_speaks: str,
    browser: Browser,
    screenshots: Path | None,
    site: str,
    work: Callable[[], None],
    firm: Firm,
    lucie: User,
    alice: User,
    letter: Invitation,
    olivia: User,
    intake: Intake,
    this_day: date,
    tmp_path: Path,
) -> None:
    def seat(who: User, language: str) -> Visitor:
        User.objects.filter(pk=who.pk).update(language=language)
        size = PHONE if language == "fr" else DESK
        context = browser.new_context(viewport=size, locale=f"{language}-CA")
        # The same pages in the same colours are seen in both languages.
        first = client_speaks == "fr"
        name = f"firm-{who.name.split()[0].lower()}"
        seated = Visitor(
            name, context, site, language, screenshots, colours=first, elsewhere=ELSEWHERE
        )
        seated.page.set_default_timeout(SLOW)
        return seated

    on = this_day
    engaging.wrote_once(firm)
    client, counsel = seat(alice, client_speaks), seat(lucie, lawyer_speaks)
    asked = engaging.asks_a_firm(client, alice, on, work)
    errands.signs_in(counsel, lucie)
    engaging.says_when_she_receives(counsel)
    engaging.looks_for_conflicts(counsel, asked, on)
    engaging.offers_a_consultation(counsel, work)
    engaging.books(client, alice, work)
    engaging.writes_an_agreement(counsel, asked, work)
    engaging.asks_about_the_agreement(client, counsel, alice, lucie, work)
    matter = engaging.signs_the_agreement(client, alice, work)
    representing.asks_for_a_paper(counsel, matter, work)
    representing.is_reminded_and_sends_it(client, alice)
    representing.accepts_it(counsel, matter, lucie, work)
    file = people.bound(alice, letter)
    errands.signs_in(client, alice)
    errands.gives_a_mandate(client, file.number, lucie)
    ready.family(file, on)
    representing.joins_the_file(counsel, matter, file.number, work)
    representing.makes_the_package(counsel, file.number, on, tmp_path)
    people.family_signs(file, demo=False)
    representing.sees_that_it_is_ready(counsel, file.number)
    errands.pays(client, file.number)
    errands.signs_and_submits(client, file.number)
    work()
    representing.the_office_asks(olivia, work)
    representing.answers_in_time(counsel, matter, file.number, lucie, work)
    told = representing.the_office_decides(olivia, on, work)
    assert {alice.email, lucie.email} <= told  # and her husband, in his own account
    representing.both_are_told(client, counsel, alice, lucie, file.number)
    representing.ends_the_agreement(counsel, on, work)
    representing.closes_with_an_archive(counsel, matter, tmp_path, work)
    for one in (client, counsel):
        one.context.close()
