"""A file of Alice's is refused while its page is open: the page comes to say it, and loses nothing that is under way."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import expect

from impplus.actions import documents, received_files, uploads
from impplus.actions.refused_files import WORDS
from impplus.records.models import Application, Upload, User
from tests.people import a_pdf
from tests.walk.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CUT = a_pdf()[:-120]
WHY = WORDS["damaged"]


def waiting(draft: Application, alice: User) -> Upload:
    """A file that came whole, and waits to be checked."""
    to = documents.SentFor(draft, draft.people.get(), "passport")
    upload = uploads.begin(to, name="passport.pdf", size=len(CUT), by=alice)
    uploads.add(upload, offset=0, content=BytesIO(CUT))
    return upload


@pytest.mark.parametrize("where", ["upload", "tasks"])
def test_a_page_that_waits_for_a_file_comes_to_say_that_it_was_refused(
    where: str, alice_there: Visitor, draft: Application, alice: User
) -> None:
    upload, page = waiting(draft, alice), alice_there.page
    args = [draft.number] + ([upload.person_id, "passport"] if where == "upload" else [])
    with override(alice_there.language):
        alice_there.go(reverse(f"portal:{where}", args=args))
    why = page.get_by_text(WHY.say(alice_there.language))
    expect(why).to_have_count(0)
    received_files.check_some()
    expect(why).to_be_visible(timeout=15_000)
    expect(page.locator("#look-again")).to_have_count(0)
    alice_there.look_again()


def test_what_is_typed_stays_while_the_page_says_it(
    alice_there: Visitor, draft: Application, alice: User
) -> None:
    upload, page = waiting(draft, alice), alice_there.page
    with override(alice_there.language):
        alice_there.go(reverse("portal:upload", args=[draft.number, upload.person_id, "passport"]))
    page.evaluate("document.querySelector('[data-way]').hidden = false")  # as while others are sent
    page.evaluate("window.same = true")
    received_files.check_some()
    expect(page.locator("#not-added")).to_contain_text(
        WHY.say(alice_there.language), timeout=15_000
    )
    expect(page.locator("[data-changed]")).to_be_visible()
    assert page.evaluate("window.same") is True
    alice_there.look_again()


def test_a_file_that_is_refused_at_once_stands_at_the_top_of_the_page_that_opens(
    alice_there: Visitor, draft: Application
) -> None:
    page = alice_there.page
    with override(alice_there.language):
        alice_there.go(
            reverse("portal:upload", args=[draft.number, draft.people.get().pk, "passport"])
        )
    file = {"name": "passport.pdf", "mimeType": "application/pdf", "buffer": CUT}
    with page.expect_navigation():
        page.locator("main input[type=file]").last.set_input_files([file])  # type: ignore[list-item]
    expect(page.locator("#not-added")).to_contain_text(WHY.say(alice_there.language))
    alice_there.look_again()
