"""Mathieu's page: how many letters to send next, and at what risk."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from impplus.records.models import Intake
from tests.foretold import foretold


@pytest.fixture
def page(ministry: Client, intake: Intake, this_day: date) -> str:
    """The page as it stands with a forecast, its spaces made one."""
    foretold(intake, this_day)
    return re.sub(r"\s+", " ", ministry.get(reverse("desk:quebec")).content.decode())


def test_it_proposes_no_numbers_for_another_cap(
    ministry: Client, intake: Intake, this_day: date
) -> None:
    foretold(intake, this_day, size=intake.size - 1)
    said = ministry.get(reverse("desk:quebec")).content.decode()
    assert ("The cap was changed." in said, "risks-caption" in said) == (True, False)


def test_it_proposes_a_number_of_letters_for_each_risk(page: str) -> None:
    row = re.compile(r'class="number">([^<]+)</th> <td class="number">([^<]+)<')
    assert row.findall(page) == [("0", "1%"), ("450", "5%")]
    assert "1,200 letters could still lead to an application" in page
