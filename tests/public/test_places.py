"""The counter: the forecast with its record, or why there is none, in both languages and for machines."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from impplus.programmes import IMP_PLUS
from impplus.records.models import Application, Intake, Place
from impplus.words import formats
from tests.foretold import foretold

pytestmark = pytest.mark.django_db
PAGES = {"en": "/en/places-left/", "fr": "/fr/places-restantes/"}
MONTH = timedelta(days=30)


def counter(client: Client, language: str) -> str:
    return re.sub("[ \n]+", " ", client.get(PAGES[language]).content.decode())


@pytest.mark.parametrize(
    ("months", "english", "french"),
    [
        ((1, 2), "between {0} and {1}.", "entre le {0} et le {1}."),
        ((1, None), "on {0} at the earliest, and perhaps not this year.", "au plus tôt le {0}, et peut-être pas cette année."),
        ((None, None), "places will probably be left", "il restera probablement des places"),
    ],
)  # fmt: skip
def test_the_counter_tells_the_range_in_words(
    client: Client, intake: Intake, this_day: date, months: tuple[int | None, ...], english: str, french: str
) -> None:  # fmt: skip
    early, late = (one and this_day + one * MONTH for one in months)
    foretold(intake, this_day, early, late)
    for language, said in (("en", english), ("fr", french)):
        days = [formats.day(one, language) for one in (early, late) if one]
        assert said.format(*days) in counter(client, language)
    assert "So far, 7 of 9 did." in counter(client, "en")
    assert client.get("/api/v1/places").json()["forecast"] == {
        "day": str(this_day),
        "early": early and str(early),
        "late": late and str(late),
        "held": 7,
        "settled": 9,
    }


def test_where_nothing_is_foretold_the_counter_says_why(client: Client, intake: Intake) -> None:
    assert "Too few letters of invitation have been used so far" in counter(client, "en")
    assert client.get("/api/v1/places").json()["forecast"] is None


def test_after_the_cap_was_changed_the_counter_says_that_another_estimate_follows(
    client: Client, intake: Intake, this_day: date
) -> None:
    foretold(intake, this_day, size=intake.size - 1)
    assert "The cap was changed. A new estimate" in counter(client, "en")
    assert "Le plafond a été modifié. Une nouvelle estimation" in counter(client, "fr")
    assert client.get("/api/v1/places").json()["forecast"] is None


def test_before_the_opening_nothing_is_said_of_the_last_place(client: Client) -> None:
    assert "When the last place may be taken" not in counter(client, "en")


def test_a_full_counter_says_how_far_it_is_filled_and_when_the_last_place_was_taken(
    client: Client, received: Application, intake: Intake, this_day: date
) -> None:
    Place.objects.filter(intake=intake, number__gt=4).delete()
    Intake.objects.update(size=4)
    page = counter(client, "en")
    assert '<rect width="25" height="3">' in page
    assert "The last place was taken on" not in page
    Place.objects.filter(application=None).delete()
    Intake.objects.update(size=1)
    page = counter(client, "en")
    zone = {"time_zone": IMP_PLUS.time_zone, "named": IMP_PLUS.time_zone_name}
    at = formats.moment(received.receipt.received_at, "en", **zone)
    assert '<rect width="100" height="3">' in page
    assert f"The last place was taken on {at}" in page


def test_a_year_without_places_is_counted_as_it_is(client: Client, this_day: date) -> None:
    page = counter(client, "en")
    assert f"The cap of {this_day.year} is" in page
    assert "<rect" not in page


def test_the_counter_lists_the_cap_of_each_year_and_its_rules(
    client: Client, this_day: date
) -> None:
    answer = client.get(PAGES["en"])
    assert answer["Cache-Control"] == "public, max-age=1"
    page = answer.content.decode()
    years = re.findall(r'<th scope="row">(20\d\d)</th>', page)
    first = min(cap.year for cap in IMP_PLUS.caps)
    assert years == [str(year) for year in range(this_day.year, first - 1, -1)]
    law = IMP_PLUS.in_force(this_day)
    assert law.refunds["over-cap"].text.en in " ".join(page.split())
