"""Managers see how many look-ups found nothing or had to wait, and nobody's name or number."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from impplus.queries.guesses import guesses
from impplus.records.models import GuessCount, User
from tests.approved import bianca
from tests.people import signed_in


@pytest.fixture(autouse=True)
def no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("impplus.web.attempts.AS_LONG", 0)


def test_wrong_searches_at_the_border_and_those_that_had_to_wait_are_counted(
    amina: User, this_day: date
) -> None:
    border = signed_in(bianca())
    for _time in range(7):
        sent = {"shown": "E-0000-0000", "born_0": "1980", "born_1": "1", "born_2": "1"}
        border.post(reverse("desk:border"), sent)
    row = GuessCount.objects.get()
    assert (row.what, row.wrong, row.waited) == ("border-letter", 5, 2)
    page = signed_in(amina).get(reverse("desk:work")).content.decode()
    shown = page.split('id="guesses"')[1]
    cells = re.findall(r'<td class="number"[^>]*>(\d+)</td>', shown)
    assert cells[:3] == ["5", "2", "5"]
    assert "E-0000-0000" not in page


def test_wrong_numbers_at_the_public_check_are_counted(db: None, this_day: date) -> None:
    sent = {"number": "P-0000-0000", "born_0": "1980", "born_1": "1", "born_2": "1"}
    for _time in range(2):
        Client().post(reverse("public:verify-number"), sent)
    found = {one.name.en: (one.wrong, one.waited) for one in guesses(this_day)}
    assert found["Public check: number of a permit or letter and date of birth"] == (2, 0)
