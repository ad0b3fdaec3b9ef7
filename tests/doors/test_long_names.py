"""A family name of 68 letters breaks where the page ends: no page of Alice's family scrolls sideways on a small phone."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser

from impplus.records.models import Application, User
from tests import people
from tests.doors.browsing import shown
from tests.doors.test_in_a_browser import LOOK, SIDEWAYS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "Keihanaikukauakahihuliheekahaunaele" + "Wolfeschlegelsteinhausenbergerdorff"
PAGES = ("tasks", "family", "documents", "fees", "review")


def test_no_page_is_wider_than_the_phone(
    browser: Browser, alice: User, ready_draft: Application
) -> None:
    ready_draft.people.update(family_name=NAME)
    # Too old to count as a dependent child: the rules say so, under the name.
    ready_draft.people.filter(relation="child").update(born=date(1990, 1, 1))
    found, alices = {}, people.signed_in(alice)
    for language in ("en", "fr"):
        with shown(browser, language) as (page, show), override(language):
            for name in PAGES:
                path = reverse(f"portal:{name}", args=[ready_draft.number])
                answer = alices.get(path)
                assert NAME in answer.content.decode(), path
                show(path, answer.content)
                for width in (320, 360):
                    page.set_viewport_size({"width": width, "height": 740})
                    if parts := page.evaluate(LOOK % SIDEWAYS):
                        found[path, width] = parts
    assert found == {}
