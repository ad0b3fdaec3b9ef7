"""The story of IMP+ in a real browser: a family of four on a phone, staff at a desk, every step by the right person."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize

from impplus.records.models import Application, Intake, Permit, User
from tests.approved import arrive
from tests.walk import afterwards, errands, family, inviting
from tests.walk.visitor import Visitor

PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("language", "scripts"),
    [("en", True), ("fr", True), ("fr", False)],
    ids=["english", "french", "french-without-javascript"],
)
def test_the_walk(
    language: str,
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
    def visitor(name: str, size: ViewportSize = PHONE) -> Visitor:
        context = browser.new_context(
            viewport=size, locale=f"{language}-CA", java_script_enabled=scripts
        )
        name = name if scripts else f"{name}-plain"
        # The French walk goes through the same pages in the same colours and sizes.
        first = language == "en"
        return Visitor(name, context, site, language, screenshots, scripts, colours=first)

    on = this_day
    stranger = visitor("stranger")
    errands.looks_around(stranger, on)
    inviting.a_letter_goes_out(visitor("mathieu", DESKTOP), mathieu, on, work)
    alice = visitor("alice")
    errands.opens_an_account(alice)
    errands.binds_her_letter(alice)
    number = Application.objects.get().number
    errands.answers_and_declares(alice, number, on)
    family.declares_her_family(alice, number, on)
    errands.gives_a_mandate(alice, number, lucie)
    errands.her_lawyer_sees_the_same(visitor("lucie", DESKTOP), lucie, number)
    errands.sends_documents(alice, number, but=family.husband())
    family.gives_her_husband_his_part(alice, number)
    karim = visitor("karim")
    family.her_husband_takes_his_part(karim, number, on)
    family.her_husband_signs(karim, number)
    errands.pays(alice, number)
    errands.signs_and_submits(alice, number)
    work()
    officer = visitor("olivia", DESKTOP)
    errands.takes_and_asks(officer, olivia, number)
    work()
    errands.answers_the_officer(alice, number)
    afterwards.a_question_is_withdrawn(officer, alice, number)
    ends = afterwards.reports_a_new_passport(alice, number, on)
    afterwards.notes_it(officer, number)
    errands.decides(officer, number)
    work()
    arrive(Application.objects.get())
    work()
    errands.holds_three_permits(alice, number)
    afterwards.her_permit_ends_with_the_passport(alice, number, ends)
    code = Permit.objects.get(person__relation="principal").code
    errands.an_employer_checks(stranger, code)
    for one in (stranger, alice, karim, officer):
        one.context.close()
