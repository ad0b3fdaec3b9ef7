"""What goes back stands on Alice's own pages: how much of what she paid, which fees, whose, and why."""

import html
from datetime import date

import pytest
from django.test import Client

from impplus.actions import decisions, payment_turns, reviews
from impplus.records.models import Application, User
from tests.decided import falling
from tests.heard import heard
from tests.kept import kept
from tests.people import Cards
from tests.portal import pages

SAID = {
    "en": (
        "Refund: $200.00 of $830.00",
        "Open work permit holder fee – Alice Benali – $100.00",
        "Open work permit holder fee – Karim Idrissi – $100.00",
        "Refused: the open work permit holder fee is refunded by law.",
    ),
    "fr": (
        "Remboursement\u00a0: 200,00\u00a0$ sur 830,00\u00a0$",
        "Frais pour titulaire de permis de travail ouvert – Alice Benali – 100,00\u00a0$",
        "Frais pour titulaire de permis de travail ouvert – Karim Idrissi – 100,00\u00a0$",
        "Refus\u00a0: les frais pour titulaire de permis de travail ouvert sont remboursés de plein droit.",
    ),
}
STATES = {"en": ("Refund on its way", "Refunded"), "fr": ("Remboursement en cours", "Remboursé")}


@pytest.fixture
@kept
def refused(submitted: Application, olivia: User, this_day: date) -> Application:
    """Alice's file with her husband and child, refused."""
    reviews.take_oldest(by=olivia)
    reviews.complete(submitted, by=olivia)
    submitted.refresh_from_db()
    heard(submitted, "passport", by=olivia)
    decisions.refuse(
        submitted,
        unmet={"passport": "Expiré."},
        reasons="Vu.",
        by=olivia,
        falling=falling(submitted),
    )
    return submitted


def shown(client: Client, name: str, application: Application, language: str = "en") -> str:
    """A page as it is read: `words` leaves the spaces that do not break out of sight."""
    page = client.get(pages.address(name, application, language)).content.decode()
    return html.unescape(page)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["status", "fees", "payment-result"])
def test_a_refusal_shows_what_goes_back_of_what_was_paid(
    name: str, language: str, alices: Client, refused: Application
) -> None:
    page = shown(alices, name, refused, language)
    assert [page.count(said) for said in SAID[language]] == [1, 1, 1, 1]
    tags = [
        sum(page.count(f">{state}</{tag}>") for tag in ("span", "h1")) for state in STATES[language]
    ]
    assert tags == [1, 0]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_once_it_went_back_the_page_says_so(
    language: str, alices: Client, refused: Application, cards: Cards
) -> None:
    assert payment_turns.refund_owed() == 1
    page = shown(alices, "fees", refused, language)
    assert page.count(SAID[language][0]) == 1
    assert [
        sum(page.count(f">{state}</{tag}>") for tag in ("span", "h1")) for state in STATES[language]
    ] == [0, 1]


def test_what_was_paid_stays_said_after_a_part_went_back(
    alices: Client, refused: Application
) -> None:
    page = " ".join(shown(alices, "fees", refused).split())
    paid = '<dt>Paid</dt> <dd></dd> <dd class="number">$830.00</dd>'
    assert page.count(paid) == 1
    assert page.count('<dt>Refund</dt> <dd></dd> <dd class="number">$200.00</dd>') == 1


def test_a_file_from_which_nothing_goes_back_says_nothing_of_it(
    alices: Client, submitted: Application
) -> None:
    for name in ("status", "fees", "payment-result"):
        page = shown(alices, name, submitted)
        assert (name, page.count("Refund:"), page.count("What we refund")) == (name, 0, 0)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Refund: $830.00 of $830.00"),
        ("fr", "Remboursement\u00a0: 830,00\u00a0$ sur 830,00\u00a0$"),
    ],
)
def test_a_withdrawal_says_beforehand_what_goes_back(
    language: str, said: str, alices: Client, submitted: Application
) -> None:
    assert shown(alices, "withdraw", submitted, language).count(said) == 1
