"""The first pages: the languages side by side, how many places are left, and no cookie."""

import re
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import override

from impplus.actions import intakes
from impplus.programmes import IMP_PLUS
from impplus.rules.lifecycle import status_of

pytestmark = pytest.mark.django_db


def test_the_root_offers_both_languages_equally(client: Client) -> None:
    content = client.get("/").content.decode()
    assert re.findall(r'class="button" href="([^"]+)"', content) == ["/en/", "/fr/"]


def test_the_start_page_says_how_many_places_are_left(client: Client, this_day: date) -> None:
    intakes.open_year(IMP_PLUS, this_day.year)
    english, french = (
        re.sub(r"(<[^>]*>|[ \n])+", " ", client.get(path).content.decode())
        for path in ("/en/", "/fr/")
    )
    assert "of 7,350 places are left for" in english
    assert "places restantes sur 7\u00a0350 pour" in french


def test_nobody_gets_ready_what_the_service_makes_of_the_answers(
    client: Client, this_day: date
) -> None:
    intakes.open_year(IMP_PLUS, this_day.year)
    page = client.get("/en/").content.decode()
    assert (page.count("Digital photo"), page.count("Application form")) == (1, 0)


def test_a_year_that_is_not_open_says_so(client: Client) -> None:
    page = client.get("/en/places-left/").content.decode()
    assert status_of("intake", "before").name.en in page
    assert "The day of the opening is not known yet." in page


def test_nobody_is_followed(client: Client) -> None:
    assert client.get("/en/").cookies == {}


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("en", "of 7,350 places is left for 2030.", "of 7,350 places are left for 2030."),
        (
            "fr",
            "place restante sur 7\u00a0350 pour 2030.",
            "places restantes sur 7\u00a0350 pour 2030.",
        ),
    ],
)
def test_one_place_is_left_and_two_are(language: str, one: str, two: str) -> None:
    def said(left: int) -> str:
        places = {"left": left, "size": 7350, "year": 2030}
        return render_to_string("public/places/left.html", {"places": places}).strip()

    with override(language):
        assert (said(1), said(2)) == (one, two)
