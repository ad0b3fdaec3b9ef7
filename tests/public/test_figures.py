"""The figures for everybody: page, picture, CSV and JSON say the same, and no small number stands in any of them."""

import csv
import io
import re
from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import pytest
from django.test import Client

from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.queries.clock import today
from impplus.queries.figures import KINDS, next_month
from impplus.records.models import PeriodFigures

pytestmark = pytest.mark.django_db
PAGES = {"en": "/en/figures/", "fr": "/fr/chiffres/"}
FILES = {"en": "/en/figures/figures.csv", "fr": "/fr/chiffres/chiffres.csv"}


def counted(
    since: date,
    until: date,
    *numbers: int,
    terminated: int = 0,
    days: tuple[int, int] | None = None,
) -> None:
    median, eighty = days or (None, None)
    PeriodFigures.objects.create(
        programme=IMP_PLUS,
        since=since,
        until=until,
        median=median,
        eighty=eighty,
        **dict(zip(KINDS, (*numbers, terminated), strict=True)),
    )


@pytest.fixture
def last_year(db: None) -> int:
    """Two months of last year, January and December: of the second few were refused."""
    year = today(IMP_PLUS).year - 1
    counted(date(year, 1, 1), date(year, 2, 1), 1204, 9, 310, 12, 0, terminated=6, days=(41, 77))
    counted(date(year, 12, 1), date(year + 1, 1, 1), 3, 2, 4, 3, 7, days=(52, 90))
    counted(
        date(year, 1, 1), date(year + 1, 1, 1), 1207, 11, 314, 15, 7, terminated=6, days=(43, 81)
    )
    return year


def page(client: Client, language: str) -> str:
    return re.sub(r"\s+", " ", client.get(PAGES[language]).content.decode())


def rows(client: Client, language: str) -> list[list[str]]:
    text = client.get(FILES[language]).content.decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


def test_the_csv_has_every_month_and_year_without_small_numbers(
    client: Client, last_year: int
) -> None:
    head, *found = rows(client, "en")
    assert head == [
        *("Period", "Last day counted", "Received", "Returned", "Approved", "Refused", "Withdrawn"),
        *("Ended by order", "Days, half of the decisions", "Days, four in five decisions"),
    ]
    this, *earlier = (
        [str(year), "", *["not counted"] * 8]
        for year in (last_year + 1, *range(last_year - 1, 2021, -1))
    )
    uncounted = earlier
    assert found == [
        this,
        [str(last_year), f"{last_year}-12-31", "1207", "11", ">=311", ">=13", "7", "6", "43", "81"],
        *uncounted,
        [f"{last_year}-12", f"{last_year}-12-31", "3", "2", "<5", "<5", "7", "0", "–", "–"],
        [f"{last_year}-01", f"{last_year}-01-31", "1204", "9", "310", "12", "0", "6", "41", "77"],
    ]
    head = ["Période", "Dernier jour compté", "Reçues", "Retournées"]
    assert rows(client, "fr")[0][:4] == head


def test_the_api_says_the_same_and_marks_what_is_not_exact(client: Client, last_year: int) -> None:
    said: dict[str, Any] = client.get("/api/v1/figures").json()
    assert (said["programme"], said["fewest_shown"]) == ("imp-plus", 5)
    december, january = said["months"]
    assert january == {
        "month": f"{last_year}-01",
        "received": 1204,
        "returned": 9,
        "approved": 310,
        "refused": 12,
        "withdrawn": 0,
        "terminated": 6,
        "median_days": 41,
        "eighty_percent_days": 77,
    }
    assert [december[kind] for kind in KINDS] == [3, 2, None, None, 7, 0]
    assert (december["median_days"], december["eighty_percent_days"]) == (None, None)
    year = next(one for one in said["years"] if one["year"] == last_year)
    assert (year["over"], year["last_day"]) == (True, f"{last_year}-12-31")
    assert year["returned"] == {"number": 11, "exact": True}
    assert year["approved"] == {"number": 311, "exact": False}
    assert year["withdrawn"] == {"number": 7, "exact": True}
    assert (year["median_days"], year["eighty_percent_days"]) == (43, 81)


def of_csv(number: str) -> dict[str, Any]:
    """The total of a year as the API says it."""
    return {"number": int(number.removeprefix(">=")), "exact": not number.startswith(">=")}


def test_no_format_says_what_another_hides_and_no_total_leaves_a_hidden_number_one_value(
    client: Client, db: None
) -> None:
    year = today(IMP_PLUS).year - 1
    small = [(9, 1, 2, 3, 4), (9, 1, 4, 3, 0), (9, 1, 3, 1, 1), (9, 1, 4, 2, 6)]
    for month, numbers in enumerate(small, start=9):
        since = date(year, month, 1)
        counted(since, next_month(since), *numbers, days=(41, 77))
    counted(date(year, 1, 1), date(year + 1, 1, 1), 36, 4, 13, 9, 11, days=(43, 81))
    said = client.get("/api/v1/figures").json()
    [total] = [one for one in said["years"] if one["year"] == year]
    listed = {row[0]: row[2:] for row in rows(client, "en")}
    fit = range(1, said["fewest_shown"])
    for place, kind in enumerate(KINDS):
        assert of_csv(listed[str(year)][place]) == total[kind]
        cells = [one[kind] for one in said["months"]]
        assert [listed[one["month"]][place] for one in said["months"]] == [
            "<5" if one is None else str(one) for one in cells
        ]
        hidden = cells.count(None)
        if hidden and total[kind]["exact"]:
            left = total[kind]["number"] - sum(one or 0 for one in cells)
            ways = [one for one in product(fit, repeat=hidden) if sum(one) == left]
            assert all(len(set(values)) > 1 for values in zip(*ways, strict=True))
    assert {tuple(listed[one["month"]][-2:]) for one in said["months"]} == {("–", "–")}
    assert {one["median_days"] for one in said["months"]} == {None}


def test_every_year_since_the_beginning_has_its_cap_even_where_nothing_was_counted(
    client: Client, last_year: int
) -> None:
    years = client.get("/api/v1/figures").json()["years"]
    assert [one["year"] for one in years] == list(range(last_year + 1, 2021, -1))
    first = years[-1]
    assert (first["over"], first["cap"], first["received"]) == (True, 14700, None)
    assert first["last_day"] is None
    assert "we found no official figures" in page(client, "en")
    assert "nous n’avons trouvé aucun chiffre officiel" in page(client, "fr")


def test_the_page_hides_what_is_small_in_words_too(client: Client, last_year: int) -> None:
    english, french = page(client, "en"), page(client, "fr")
    assert "at least 311" in english
    assert "au moins 311" in french
    assert english.count('<span class="visually-hidden">not shown</span>') == 4
    assert french.count('<span class="visually-hidden">non affiché</span>') == 4
    assert "> 1 204 <" in french


def test_a_year_that_is_not_over_says_to_which_day_and_no_total_is_a_small_number(
    client: Client, db: None
) -> None:
    for month in range(1, 11):
        counted(date(2026, month, 1), date(2026, month + 1, 1), 9, 1, 2, 1, 1, days=(5, 6))
    counted(date(2026, 1, 1), date(2026, 11, 1), 90, 10, 20, 11, 9, days=(5, 6))
    with clock.at(datetime(2026, 11, 28, 17, tzinfo=UTC)):
        english, french = page(client, "en"), page(client, "fr")
        said = client.get("/api/v1/figures").json()["years"][0]
    (row,) = re.findall(r'<th scope="row"> ?2026 .*?</tr>', english)
    assert re.sub(r"<[^>]+>|\s+", " ", row.replace("\u00a0", " ")).split() == (
        "2026 up to October 31, 2026 7,350 90 10 at least 10 at least 10 at least 10 0 5 6".split()
    )
    assert "jusqu’au 31 octobre 2026" in french.replace("\u00a0", " ")
    assert (said["over"], said["last_day"]) == (False, "2026-10-31")
    assert said["refused"] == {"number": 10, "exact": False}


def test_days_beside_two_small_numbers_do_not_tell_how_many_they_are(
    client: Client, db: None
) -> None:
    counted(date(2026, 3, 1), date(2026, 4, 1), 9, 0, 4, 4, 0, days=(41, 77))
    counted(date(2026, 4, 1), date(2026, 5, 1), 9, 0, 9, 4, 0, days=(41, 77))
    counted(date(2026, 5, 1), date(2026, 6, 1), 9, 0, 5, 5, 0, days=(41, 77))
    months = client.get("/api/v1/figures").json()["months"]
    assert [one["median_days"] for one in months] == [41, None, None]


def test_the_picture_has_two_columns_for_each_of_the_last_twelve_months(
    client: Client, db: None
) -> None:
    since = date(2025, 1, 1)
    for number in range(14):
        until = next_month(since)
        counted(since, until, 100 + number, 0, 3 if number == 13 else 50, 0, 0)
        since = until
    said = page(client, "en")
    assert len(re.findall(r'<rect class="received" x', said)) == 12
    assert len(re.findall(r'<rect class="approved" x', said)) == 11
    assert "<title>March 2025</title>" in said.replace("\u00a0", " ")
    highest = re.findall(
        r'<rect class="received" x="\d+" y="([\d.]+)" width="11" height="([\d.]+)"', said
    )
    assert highest[-1] == ("8.0", "120.0")


def test_before_the_first_month_is_over_the_page_says_so(client: Client, db: None) -> None:
    assert "No month has been counted yet." in page(client, "en")
    assert "Aucun mois n’a encore été compté." in page(client, "fr")
    assert client.get("/api/v1/figures").json()["months"] == []
    assert {row[2] for row in rows(client, "en")[1:]} == {"not counted"}


def test_of_the_cap_it_is_said_what_happens_if_it_is_reached(client: Client, db: None) -> None:
    assert (
        "If the year’s cap is reached, further applications"
        in client.get("/en/places-left/").content.decode()
    )
    assert (
        "Si le plafond de l’année est atteint, les demandes suivantes"
        in client.get("/fr/places-restantes/").content.decode()
    )
