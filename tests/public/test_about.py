"""The pages that are only words say what the service does, and take its numbers from where they stand."""

import html
import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from impplus.actions.refused_files import PHOTOS
from impplus.programmes import IMP_PLUS

pytestmark = pytest.mark.django_db


def words(client: Client, address: str) -> str:
    """What a page says, its white space put in order."""
    shown = re.sub(r"<[^>]+>", " ", client.get(address).content.decode())
    return re.sub(r"[ \n\u00a0]+", " ", html.unescape(shown))


@pytest.mark.parametrize("address", ["/en/help/", "/fr/aide/"])
def test_the_help_names_every_kind_of_photo_that_is_read(client: Client, address: str) -> None:
    assert words(client, address).count(f"({', '.join(PHOTOS)})") == 1


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/en/help/", "{kept} days longer.*by e-mail {notice} and {last} days before"),
        ("/fr/aide/", "{kept} jours de plus.*par courriel {notice} et {last} jours avant"),
        ("/en/privacy/", "{kept} days later.*by e-mail {notice} and {last} days before"),
        (
            "/fr/confidentialite/",
            "{kept} jours plus tard.*par courriel {notice} et {last} jours avant",
        ),
    ],
)
def test_whoever_reads_learns_when_a_draft_is_destroyed(
    client: Client, this_day: date, address: str, said: str
) -> None:
    kept, notice, last = (
        IMP_PLUS.settings.number(key, this_day)
        for key in ("draft-kept-days", "draft-notice-days", "draft-last-notice-days")
    )
    pattern = said.format(kept=kept, notice=notice, last=last)
    assert len(re.findall(pattern, words(client, address))) == 1


def test_the_help_says_what_comes_after_submission(client: Client, settings: Settings) -> None:
    settings.RECOVERY_HOURS = 99
    page = words(client, "/en/help/")
    told = [
        "that takes 99 hours",
        "choose “Something changed?”",
        "on the page “Messages with the office”",
        "Ask for more time on the page of the question",
    ]
    assert [page.count(one) for one in told] == [1] * 4


def test_nobody_is_promised_the_history_of_a_draft(client: Client) -> None:
    assert "a draft shows no history" in words(client, "/en/privacy/")
    assert "un brouillon n’a pas d’historique" in words(client, "/fr/confidentialite/")


def test_the_page_on_accessibility_has_a_day_and_other_formats(client: Client) -> None:
    page = words(client, "/en/accessibility/")
    assert "This page was last looked through on November 27, 2026." in page
    assert "made from its pages" in page
    assert "large print, braille or a recording" in page
