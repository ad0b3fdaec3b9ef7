"""The story of IMP+ in a real browser: every step by the right person, through the real pages."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from impplus.records.models import Application, Intake, Permit, User
from tests.walk import errands, family
from tests.walk.visitor import Visitor

PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("language", "size", "scripts"),
    [("en", DESKTOP, True), ("fr", PHONE, True), ("fr", PHONE, False)],
    ids=["english-desktop", "french-phone", "french-without-javascript"],
)
def test_the_walk(
    language: str,
    size: dict[str, int],
    scripts: bool,
    browser: Browser,
    screenshots: Path | None,
    site: str,
    work: Callable[[], None],
    mathieu: User,
    olivia: User,
    lucie: User,
    intake: Intake,
    this_day: date,
) -> None:
    def visitor(name: str) -> Visitor:
        context = browser.new_context(
            viewport=size, locale=f"{language}-CA", java_script_enabled=scripts
        )
        return Visitor(name, context, site, language, screenshots, scripts)

    on = this_day
    stranger = visitor("stranger")
    errands.looks_around(stranger, on)
    errands.a_letter_goes_out(visitor("mathieu"), mathieu, on, work)
    alice = visitor("alice")
    errands.opens_an_account(alice)
    errands.binds_her_letter(alice)
    number = Application.objects.get().number
    errands.answers_and_declares(alice, number, on)
    errands.gives_a_mandate(alice, number, lucie)
    errands.her_lawyer_sees_the_same(visitor("lucie"), lucie, number)
    errands.sends_documents(alice, number)
    family.gives_her_husband_his_part(alice, number)
    karim = visitor("karim")
    family.her_husband_signs(karim, number)
    errands.pays(alice, number)
    errands.signs_and_submits(alice, number)
    work()
    officer = visitor("olivia")
    errands.takes_and_asks(officer, olivia, number, on)
    work()
    errands.answers_the_officer(alice, number)
    errands.decides(officer, number, on)
    work()
    errands.holds_three_permits(alice, number)
    code = Permit.objects.get(person__relation="principal").code
    errands.an_employer_checks(stranger, code)
    for one in (stranger, alice, karim, officer):
        one.context.close()
