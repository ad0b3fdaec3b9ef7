"""The package in a real Chromium: made, looked at and answered, clean for axe, at her desk and on her phone."""

from collections.abc import Callable
from datetime import date

import pytest

from impplus.actions import mandates, supplies
from impplus.demonstration import blanks
from impplus.practice.models import Filing
from impplus.programmes.imm_forms import maps_of
from impplus.records.models import Application, User
from tests import ready
from tests.firm.test_browser import sit as sit  # noqa: PLC0414 - a fixture
from tests.walk.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_lucie_makes_a_package_and_reads_what_stops_it(
    sit: Callable[[User], Visitor], lucie: User, draft: Application, alice: User, this_day: date
) -> None:
    mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    ready.family(draft, this_day)
    known = next(one for one in maps_of("imp-plus") if one.form == "imm-1295")
    supplies.add(blanks.made(blanks.of_map(known)), name="1295.pdf", by=lucie)
    lucies = sit(lucie)
    here = {"en": "/en/firm/packages/", "fr": "/fr/cabinet/trousses/"}[lucies.language]
    lucies.go(f"{here}{draft.number}/")
    lucies.press(lucies.page.locator(".head form button").first)
    assert Filing.objects.get().made["files"] != []
    assert lucies.page.locator(".stops li").count() > 0
    if lucies.shots:
        lucies.page.screenshot(
            path=str(lucies.shots / f"package-{lucies.language}.png"), full_page=True
        )
    lucies.look_again()
    lucies.press(lucies.page.locator(".sub a").first)
    lucies.go(
        {"en": "/en/firm/blank-forms/", "fr": "/fr/cabinet/formulaires-vierges/"}[lucies.language]
    )
