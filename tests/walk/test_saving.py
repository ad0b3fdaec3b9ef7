"""Alice types, and nothing is lost: the line is cut, two tabs are open, the session ends, she goes back."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser, Page, expect

from deploy.local import chromium
from impplus.queries.answers import answers_of
from impplus.records.models import Application, User
from tests import people
from tests.portal.test_steps import STEPS
from tests.test_worker import until
from tests.walk.conftest import enter
from tests.walk.line import Line
from tests.walk.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID = {
    "en": {"saved": "Saved at", "not": "Not saved.", "both": "See both versions"},
    "fr": {"saved": "Enregistré à", "not": "Non enregistré.", "both": "Voir les deux versions"},
}


def opens(visitor: Visitor, application: Application, key: str) -> None:
    with override(visitor.language):
        visitor.go(reverse("portal:step", args=[application.number, key]))


def says(visitor: Visitor, what: str, page: Page | None = None) -> None:
    """The page says in sight that it is saved, or not."""
    expect((page or visitor.page).locator("#saved")).to_contain_text(
        SAID[visitor.language][what], use_inner_text=True, timeout=10_000
    )


def again(visitor: Visitor) -> None:
    """Look at the same page once more, with what it says now."""
    visitor.seen.clear()
    visitor.name += "x"
    visitor.look()


def address_of(application: Application) -> object:
    return application.people.get(relation="principal").answers.get("address")


def test_what_she_types_is_saved_and_a_cut_line_loses_nothing(
    alice_there: Visitor, line: Line, draft: Application
) -> None:
    page = alice_there.page
    opens(alice_there, draft, "contact")
    page.locator("[name=address]").fill("12 rue Un")
    says(alice_there, "saved")
    assert address_of(draft) == "12 rue Un"
    again(alice_there)
    line.cut()
    page.locator("[name=address]").fill("12 rue Un, app. 4")
    says(alice_there, "not")
    again(alice_there)
    page.locator("main .actions button").first.click()  # a press loses nothing either
    says(alice_there, "not")
    expect(page.locator("[name=address]")).to_have_value("12 rue Un, app. 4")
    assert address_of(draft) == "12 rue Un"
    line.mend()
    page.locator("[data-again]").click()
    says(alice_there, "saved")
    assert address_of(draft) == "12 rue Un, app. 4"
    line.cut()
    page.locator("[name=city]").fill("Rabat")
    says(alice_there, "not")
    line.mend()
    says(alice_there, "saved")  # by itself
    assert draft.people.get().answers["city"] == "Rabat"


def test_leaving_the_page_at_once_saves_what_was_typed(
    alice_there: Visitor, draft: Application
) -> None:
    page = alice_there.page
    opens(alice_there, draft, "contact")
    page.locator("[name=address]").press_sequentially("12 rue Un")
    page.locator("main a.back").click()
    page.wait_for_url(lambda url: "contact" not in url)
    # What is sent on leaving arrives beside the request for the next page.
    assert until(lambda: address_of(draft) == "12 rue Un", 15)
    opens(alice_there, draft, "contact")
    expect(page.locator("[name=address]")).to_have_value("12 rue Un")


def test_two_tabs_are_told_of_each_other_and_she_chooses(
    alice_there: Visitor, draft: Application
) -> None:
    opens(alice_there, draft, "contact")
    other = alice_there.context.new_page()
    other.goto(alice_there.page.url)
    other.locator("[name=address]").fill("99 avenue Deux")
    says(alice_there, "saved", other)
    page = alice_there.page
    page.locator("[name=address]").fill("55 rue Un")
    page.locator("[name=city]").fill("Yaoundé")
    says(alice_there, "not")
    again(alice_there)
    assert address_of(draft) == "99 avenue Deux"
    alice_there.seen.clear()
    alice_there.press(page.get_by_role("button", name=SAID[alice_there.language]["both"]))
    alice_there.says("99 avenue Deux")
    page.locator("[name='_choice-address'][value=other]").check()
    alice_there.press("main .actions button")
    kept = draft.people.get().answers
    assert (kept["address"], kept.get("city")) == ("99 avenue Deux", "Yaoundé")


def test_back_shows_what_is_saved_and_saves_again_without_a_conflict(
    alice_there: Visitor, draft: Application, alice: User
) -> None:
    page = alice_there.page
    opens(alice_there, draft, "home")
    page.locator("[name=lives_country]").select_option("FRA")
    says(alice_there, "saved")
    alice_there.press("main .actions button")
    page.go_back()
    expect(page.locator("[name=lives_country]")).to_have_value("FRA")
    page.locator("[name=lives_country]").select_option("TUN")
    alice_there.press("main .actions button")
    assert answers_of(draft.people.get(), [STEPS["home"]])["lives_country"] == "TUN"
    people.save(draft, STEPS["home"], {"lives_country": "MAR"}, alice)  # on another device
    page.go_back()
    expect(page.locator("[name=lives_country]")).to_have_value("MAR")
    page.go_forward()
    page.go_back()
    page.locator("[name=lives_country]").select_option("DZA")
    alice_there.press("main .actions button")
    assert answers_of(draft.people.get(), [STEPS["home"]])["lives_country"] == "DZA"


def test_a_browser_that_keeps_whole_pages_shows_no_old_one(
    browser: Browser, line: Line, draft: Application, alice: User, client: Client
) -> None:
    """Playwright tells Chromium not to keep pages; people's keeps them."""
    keeping = browser.browser_type.launch(
        executable_path=chromium.find(),
        args=chromium.flags(),
        ignore_default_args=["--disable-back-forward-cache"],
    )
    context = keeping.new_context(locale="en-CA")
    enter(context, line, alice, client)
    page = context.new_page()
    with override("en"):
        page.goto(line.url + reverse("portal:step", args=[draft.number, "home"]))
    page.locator("[name=lives_country]").select_option("FRA")
    expect(page.locator("#saved")).to_contain_text("Saved at", timeout=10_000)
    page.locator("main .actions button").first.click()
    page.wait_for_url(lambda url: "home" not in url)
    people.save(draft, STEPS["home"], {"lives_country": "MAR"}, alice)
    page.go_back()
    expect(page.locator("[name=lives_country]")).to_have_value("MAR")
    keeping.close()


def test_what_she_types_after_her_session_ended_is_there_once_she_signed_in(
    alice_there: Visitor, draft: Application, alice: User
) -> None:
    page = alice_there.page
    opens(alice_there, draft, "contact")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_session SET expire_date = now() - interval '1 second'")
    page.locator("[name=address]").fill("12 rue Un")
    says(alice_there, "not")
    again(alice_there)
    alice_there.press("#saved [data-is=ended] button")
    page.locator("[name=login]").fill(alice.email)
    page.locator("[name=password]").fill(people.PASSWORD)
    alice_there.press("main form button:not(.link)")
    expect(page.locator("[name=address]")).to_have_value("12 rue Un")
    page.locator("[name=city]").fill("Rabat")
    says(alice_there, "saved")
    assert address_of(draft) == "12 rue Un"


def test_signing_in_again_in_another_tab_lets_this_one_go_on(
    alice_there: Visitor, line: Line, draft: Application, alice: User
) -> None:
    opens(alice_there, draft, "contact")
    other = alice_there.context.new_page()
    alice_there.context.clear_cookies()
    with override(alice_there.language):
        other.goto(line.url + reverse("account_login"))
    other.locator("[name=login]").fill(alice.email)
    other.locator("[name=password]").fill(people.PASSWORD)
    other.locator("main form button:not(.link)").first.click()
    other.wait_for_url(lambda url: str(reverse("account_login")) not in url)
    alice_there.page.locator("[name=address]").fill("12 rue Un")
    says(alice_there, "saved")
    assert address_of(draft) == "12 rue Un"


def test_a_new_member_exists_once_something_is_saved(
    alice_there: Visitor, draft: Application
) -> None:
    page = alice_there.page
    with override(alice_there.language):
        alice_there.go(reverse("portal:family", args=[draft.number]))
    alice_there.press("main .actions a.button")
    assert draft.people.count() == 1
    page.locator("[name=given_names]").fill("Lina")
    says(alice_there, "saved")
    member = draft.people.get(given_names="Lina")
    with override(alice_there.language):
        here = reverse("portal:member-step", args=[draft.number, member.pk, "member"])
    assert page.url.endswith(here)
    page.locator("[name=family_name]").fill("Idrissi")
    alice_there.press("main .actions button[name=_later]")
    assert [one.name for one in draft.people.exclude(relation="principal")] == ["Lina Idrissi"]


def test_slow_answers_out_of_order_keep_what_she_typed_last(
    alice_there: Visitor, draft: Application
) -> None:
    page = alice_there.page
    opens(alice_there, draft, "contact")
    waiting: list[Any] = []
    there = page.url
    page.route(there, lambda route: waiting.append(route))  # noqa: PLW0108 - asked its attributes
    page.locator("[name=address]").fill("12")
    page.wait_for_timeout(2500)
    page.locator("[name=address]").fill("12 rue Un")
    page.wait_for_timeout(2500)
    assert len(waiting) == 1  # one at a time
    waiting[0].continue_()
    page.unroute(there)
    says(alice_there, "saved")
    page.wait_for_timeout(2500)
    assert address_of(draft) == "12 rue Un"
