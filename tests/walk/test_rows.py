"""Alice types her jobs row by row: whatever she presses next, what she typed last stands there."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser, Locator, Page, expect

from impplus.actions.locks import held_application
from impplus.records.models import Application, User
from tests.walk.conftest import enter
from tests.walk.line import Line
from tests.walk.test_saving import opens, says
from tests.walk.visitor import Visitor, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORKS = ["Nurse", "Welder", "Cook"]
CONTACT = {"address": "Rue Un", "city": "Rabat", "phone": "+212 6 00 00 00 00"}
ELSEWHERE = {"en": "in another tab", "fr": "dans un autre onglet"}


def types(page: Page, *works: str) -> None:
    """Type rows below each other, each added before it is typed; the last one letter by letter, and at once."""
    for n, work in enumerate(works):
        if n:
            page.locator("[name=_add_row]").click()
        page.locator(f"[name=jobs-{n}-activity]").press_sequentially(work)


def standing(page: Page) -> list[str]:
    """What stands in the rows."""
    return [one.input_value() for one in page.locator("[name$=-activity]").all()]


def shows(page: Page, *works: str) -> None:
    """The page shows these rows, at the latest once what was sent on leaving is there."""
    rows: Locator = page.locator("[name$=-activity]")
    expect(rows).to_have_count(len(works), timeout=10_000)
    for n, work in enumerate(works):
        expect(rows.nth(n)).to_have_value(work)


def leaves(page: Page) -> None:
    """Press “Back” on the page at once."""
    here = page.url
    page.locator("main a.back").click()
    page.wait_for_url(lambda url: url != here)


def kept(application: Application) -> list[str]:
    rows = application.people.get(relation="principal").answers.get("jobs", [])
    return [row.get("activity", "") for row in rows]


def test_rows_are_added_and_removed_without_a_load_and_saved(
    alice_there: Visitor, draft: Application
) -> None:
    page = alice_there.page
    opens(alice_there, draft, "work-history")
    page.evaluate("window.same = true")
    types(page, *WORKS)
    expect(page.locator("[name=jobs-2-activity]")).to_be_focused()
    says(alice_there, "saved")
    alice_there.look_again()
    page.locator("[name=_remove_row]").nth(1).click()
    assert standing(page) == ["Nurse", "Cook"]
    assert page.locator(".row > legend").all_inner_texts()[1].endswith(" 2")
    expect(page.locator("[name=jobs-2-from_0]")).to_be_focused()
    for _ in range(2):
        page.locator("[name=_remove_row]").first.click()
    assert standing(page) == [""]
    page.locator("[name$=-activity]").fill("Welder")
    page.wait_for_timeout(3000)
    says(alice_there, "saved")
    assert (kept(draft), page.evaluate("window.same")) == (["Welder"], True)
    page.reload()
    shows(page, "Welder")


def test_an_added_row_is_empty_and_like_one_of_the_server(
    alice_there: Visitor, draft: Application
) -> None:
    page = alice_there.page
    opens(alice_there, draft, "work-history")
    page.locator("[name=jobs-0-from_0]").fill("20")
    page.locator("[name=jobs-0-country]").select_option("MAR")
    alice_there.press("main .actions button")  # it comes back with what is wrong
    assert page.locator("#id_jobs .error").count()
    page.locator("[name=_add_row]").click()
    made = page.locator("#id_jobs-2")
    assert made.locator(".error, .errors, [aria-invalid]").count() == 0
    said = made.locator("input, select").evaluate_all("all => all.map(one => one.value).join('')")
    names = made.locator("input, select").evaluate_all("all => all.map(one => one.name)")
    assert said == ""
    assert all(name.startswith("jobs-1-") for name in names)
    assert violations(page) == []
    while page.locator("[name=_add_row]").is_visible():
        page.locator("[name=_add_row]").click()
    assert page.locator(".row").count() == int(
        page.locator("#id_jobs").get_attribute("data-most") or 0
    )


def test_back_at_once_and_forward_loses_no_row_and_finds_no_other_version(
    alice_there: Visitor, line: Line, draft: Application
) -> None:
    page = alice_there.page
    with override(alice_there.language):
        alice_there.go(reverse("portal:tasks", args=[draft.number]))
    opens(alice_there, draft, "work-history")
    types(page, *WORKS)
    page.go_back()
    page.go_forward()
    shows(page, *WORKS)
    page.locator("[name=jobs-2-activity]").fill("Baker")
    page.wait_for_timeout(2500)
    says(alice_there, "saved")
    assert ELSEWHERE[alice_there.language] not in page.locator("main").inner_text()
    assert kept(draft) == ["Nurse", "Welder", "Baker"]


def test_a_page_made_before_what_was_sent_on_leaving_is_shown_anew(
    alice_there: Visitor, draft: Application
) -> None:
    page = alice_there.page
    opens(alice_there, draft, "work-history")
    types(page, "Nurse")
    says(alice_there, "saved")
    with transaction.atomic():
        held_application(draft.pk)  # what is sent on leaving waits meanwhile
        page.locator("[name=jobs-0-activity]").fill("Welder")
        leaves(page)
        page.go_back()
        expect(page.locator("#form")).to_have_attribute("inert", "")
        shows(page, "Nurse")
    shows(page, "Welder")
    expect(page.locator("#form")).not_to_have_attribute("inert", "")


def test_what_is_half_typed_stands_there_too(alice_there: Visitor, draft: Application) -> None:
    page = alice_there.page
    opens(alice_there, draft, "work-history")
    page.locator("[name=jobs-0-activity]").fill("Nurse")
    says(alice_there, "saved")
    page.locator("[name=_add_row]").click()
    page.locator("[name=jobs-1-activity]").fill("Welder")
    page.locator("[name=jobs-1-from_0]").fill("20")
    leaves(page)
    page.go_back()
    shows(page, "Nurse", "Welder")
    expect(page.locator("[name=jobs-1-from_0]")).to_have_value("20")
    page.locator("[name=jobs-1-from_0]").fill("2012")
    page.locator("[name=jobs-1-from_1]").fill("9")
    says(alice_there, "saved")
    page.wait_for_timeout(2500)
    assert kept(draft) == ["Nurse", "Welder"]


def test_back_to_a_page_with_a_mistake_shows_what_is_saved_since(
    alice_there: Visitor, draft: Application
) -> None:
    page = alice_there.page
    opens(alice_there, draft, "contact")
    page.locator("[name=phone]").fill("12")
    page.locator("#form").evaluate("form => form.requestSubmit()")
    page.wait_for_selector(".error-summary")
    for name, value in CONTACT.items():
        page.locator(f"[name={name}]").fill(value)
    here = page.url
    page.locator("#form").evaluate("form => form.requestSubmit()")
    page.wait_for_url(lambda url: url != here)
    page.go_back()
    for name, value in CONTACT.items():
        expect(page.locator(f"[name={name}]")).to_have_value(value)
    page.go_forward()
    page.wait_for_url(lambda url: url != here)


def test_a_page_with_mistakes_is_gone_through_once(
    alice_there: Visitor, draft: Application
) -> None:
    page = alice_there.page
    with override(alice_there.language):
        alice_there.go(reverse("portal:tasks", args=[draft.number]))
    tasks = page.url
    opens(alice_there, draft, "contact")
    contact = page.url
    for wrong in ("12", "13"):
        page.locator("[name=phone]").fill(wrong)
        with page.expect_event("load"):
            page.locator("#form").evaluate("form => form.requestSubmit()")
        expect(page.locator(".error-summary")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(tasks)
    page.go_forward()
    expect(page).to_have_url(contact)
    page.go_back()
    expect(page).to_have_url(tasks)


def test_without_a_script_an_added_row_is_a_page_that_the_browser_shows_again(
    browser: Browser, line: Line, draft: Application, alice: User, client: Client
) -> None:
    context = browser.new_context(locale="en-CA", java_script_enabled=False)
    enter(context, line, alice, client)
    page = context.new_page()
    with override("en"):
        page.goto(line.url + reverse("portal:step", args=[draft.number, "work-history"]))
    types(page, "Nurse", "Welder")
    page.locator("[name=_add_row]").click()
    shows(page, "Nurse", "Welder", "")
    page.locator("header a").first.click()
    page.go_back()
    shows(page, "Nurse", "Welder", "")
    page.go_back()
    page.go_forward()
    shows(page, "Nurse", "Welder", "")
    page.locator("main .actions button[name=_later]").click()
    assert kept(draft) == ["Nurse", "Welder"]
    context.close()
