"""Whoever has a question before or after submission is told whom to ask, and what is not known of the time."""

import pytest
from django.test import Client

from impplus.records.models import Application
from tests.portal import pages

REACH = {"en": '<a href="/en/help/#reach">', "fr": '<a href="/fr/aide/#reach">'}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_start_page_and_a_draft_lead_to_whom_one_can_reach(
    alices: Client, draft: Application, language: str
) -> None:
    for page in (f"/{language}/", pages.address("tasks", draft, language)):
        assert (page, pages.words(alices.get(page)).count(REACH[language])) == (page, 1)
    (there,) = [part for part in REACH[language].split('"') if part.startswith("/")]
    assert pages.words(alices.get(there.partition("#")[0])).count('id="reach"') == 1


def test_the_status_says_that_no_service_standard_was_found(
    alices: Client, submitted: Application
) -> None:
    page = pages.words(alices.get(pages.address("status", submitted)))
    assert page.count("We found no official service standard") == 1
