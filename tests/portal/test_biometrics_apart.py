"""Karim keeps his answers private: what he reads of biometrics, and what Alice reads instead."""

import pytest
from django.test import Client

from impplus.records.models import Application, Person
from tests.portal import pages
from tests.portal.own import text

APART = "Karim Idrissi: the own part says whether fingerprints and a photo are needed, and by when."


@pytest.mark.parametrize("private", [False, True])
def test_the_family_reads_where_it_is_said(
    private: bool, alices: Client, family: Application, karim: Person
) -> None:
    karim.delegations.update(private=private)
    page = text(alices.get(pages.address("status", family)))
    assert (APART in page, page.count("Karim Idrissi:")) == (private, 1)


def test_he_reads_it_in_his_own_part_and_how_long_it_takes(
    his: Client, family: Application, karim: Person
) -> None:
    karim.delegations.update(private=True)
    page = text(his.get(pages.address("my-part", family)))
    assert ("Your fingerprints and photo" in page, "How long it takes" in page) == (True, True)
