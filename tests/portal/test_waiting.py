"""A page that waits for something looks again by itself, says so, and has a link for browsers without scripts."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import letters
from impplus.records.models import Application, Letter
from tests.portal import pages


def waits(client: Client, address: str) -> tuple[int, bool]:
    """How often a page says that it looks again by itself, and whether it has a link that does."""
    shown = pages.words(client.get(address))
    link = f'<a href="{address}" data-look>'
    return shown.count('id="look-again"'), link in shown


def test_the_receipt_and_its_letter_look_again_until_the_pdf_is_signed(
    alices: Client, submitted: Application
) -> None:
    letter, receipt = pages.address("letter", submitted), pages.address("receipt", submitted)
    assert [waits(alices, one) for one in (letter, receipt)] == [(1, True), (1, True)]
    letters.send_owed()
    assert waits(alices, letter) == (0, False)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_pdf_that_is_being_signed_is_waited_for(
    alices: Client, submitted: Application, language: str
) -> None:
    letter = Letter.objects.get(application=submitted, kind="receipt")
    with override(language):
        address = reverse("portal:letter-pdf", args=[submitted.number, letter.pk, language])
    assert waits(alices, address) == (1, True)
