"""Leïla opens her private link: times by her own clock, the agreement in French first, and one press books and signs."""

import re

import pytest
from django.test import Client

from impplus.actions import bookings, conflicts
from impplus.practice.models import Booking, OfficeHours
from impplus.queries.bookings import link_of, times_for
from impplus.records.models import Firm, User
from tests.actions.test_bookings import TERMS
from tests.people import written_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def hours(lucie: User) -> OfficeHours:
    return bookings.save_hours(by=lucie, account=lucie.pk, name=lucie.name, **TERMS)


@pytest.fixture
def offered(firm: Firm, lucie: User, hours: OfficeHours) -> Booking:
    asked = written_to(firm, name="Leïla Haddad", language="fr", country="DZA")
    conflicts.record(asked, "clear", reason="Nobody.", sought=[], by=lucie)
    return bookings.offer(asked, hours, starts_at=None, by=lucie)


def address(booking: Booking, language: str = "en") -> str:
    return f"/{language}/consultation/{link_of(booking)}/"


def typed(booking: Booking, hours: OfficeHours, **otherwise: str) -> dict[str, str]:
    at = times_for(hours)[0].isoformat()
    return {
        "starts_at": at,
        "zone": "Africa/Algiers",
        "signature": "Leïla",
        "agreed": "on",
        **otherwise,
    }


@pytest.mark.parametrize(("language", "clock"), [("en", "Algiers time"), ("fr", "heure d’Alger")])
def test_opening_the_link_shows_the_times_and_changes_nothing(
    client: Client, offered: Booking, language: str, clock: str
) -> None:
    for _scanner in range(2):
        page = client.get(address(offered, language))
    said = page.content.decode()
    assert page.status_code == 200
    assert clock in said
    assert said.index("Le Collège des consultants") < said.index("The College of Immigration")
    assert Booking.objects.get().status == "offered"
    assert client.head(address(offered, language)).status_code == 200


def test_the_fee_and_how_it_is_paid_stand_above_the_times(
    client: Client, offered: Booking, hours: OfficeHours
) -> None:
    OfficeHours.objects.update(fee_cents=15_000)
    page = client.get(address(offered)).content.decode()
    said = "The consultation costs $150.00. Nothing else is charged for it. You do not pay on this site"
    assert page.index(said) < page.index('name="starts_at"')


def test_a_wrong_link_leads_nowhere(client: Client, offered: Booking) -> None:
    assert client.get(f"/en/consultation/{offered.pk}-{'a' * 40}/").status_code == 404


def test_another_clock_is_chosen_without_a_script(client: Client, offered: Booking) -> None:
    page = client.get(address(offered), {"zone": "Asia/Tehran"}).content.decode()
    assert re.search(r'<option value="Asia/Tehran" selected>', page)
    assert "Tehran time" in page


def test_one_press_books_and_signs(client: Client, offered: Booking, hours: OfficeHours) -> None:
    answer = client.post(address(offered), typed(offered, hours))
    assert (answer.status_code, answer["Location"]) == (302, address(offered))
    kept = Booking.objects.get()
    assert (kept.status, kept.agreed["signature"], kept.zone) == (
        "booked",
        "Leïla",
        "Africa/Algiers",
    )
    assert "Choose another time" in client.get(address(offered)).content.decode()


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ("starts_at", "Choose a time."),
        ("signature", "Type your name to sign the agreement."),
        ("agreed", "Tick the box to agree."),
    ],
)
def test_what_is_missing_is_said_and_the_rest_is_kept(
    client: Client, offered: Booking, hours: OfficeHours, left_out: str, said: str
) -> None:
    sent = typed(offered, hours, address="4 rue des Lilas")
    sent.pop(left_out)
    answer = client.post(address(offered), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "4 rue des Lilas" in page
    assert Booking.objects.get().status == "offered"


def test_a_time_that_was_taken_says_so(
    client: Client, offered: Booking, hours: OfficeHours
) -> None:
    sent = typed(offered, hours)
    Booking.objects.create(
        firm=offered.firm,
        enquiry=written_to(Firm.objects.get()),
        hours=hours,
        account=hours.account,
        starts_at=times_for(hours)[0],
        minutes=30,
        agreed={},
        status="booked",
        language="en",
    )
    answer = client.post(address(offered), sent)
    assert answer.status_code == 422
    assert "This time has just been taken" in answer.content.decode()


def test_a_consultation_is_cancelled_by_a_press(
    client: Client, offered: Booking, hours: OfficeHours
) -> None:
    client.post(address(offered), typed(offered, hours))
    asked = client.post(address(offered), {"act": "cancel"})
    assert (asked.status_code, "Cancel the consultation?" in asked.content.decode()) == (200, True)
    assert Booking.objects.get().status == "booked"
    sent = {"act": "cancel", "sure": "1"}
    assert client.post(address(offered), sent).status_code == 302
    assert Booking.objects.get().status == "cancelled"
    shown = client.get(address(offered)).content.decode()
    assert "You cancelled this consultation." in shown
    assert client.post(address(offered), typed(offered, hours)).status_code == 302
    assert Booking.objects.get().status == "booked"
