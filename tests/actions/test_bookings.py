"""Leïla books a consultation with Lucie: time and agreement in one step, and nobody else has the same time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from icalendar import Calendar
from pyhanko.pdf_utils.reader import PdfFileReader

from impplus.actions import bookings, conflicts, mails
from impplus.practice.models import Booking, Colleague, Enquiry, Mail, OfficeHours
from impplus.practice.routing import FIRM
from impplus.queries import clock
from impplus.queries.bookings import TimeTaken, found_by, hours_of, link_of, times_for
from impplus.queries.conflicts import NotSearched
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours, WrongMoment
from impplus.records.models import Firm, User
from tests.people import written_to
from tests.test_jobs import forget_jobs

pytestmark = pytest.mark.django_db
TERMS: dict[str, Any] = {
    "kind": "consultant",
    "number": "R123456",
    "address": "12 Main Street, Gatineau",
    "phone": "+18195550110",
    "email": "lucie@example.test",
    "zone": "America/Toronto",
    "week": [[str(day), "09:00", "12:00"] for day in range(7)],
    "length": 30,
    "pause": 0,
    "notice": 48,
    "horizon": 10,
    "video": "https://video.example.test/lucie",
}


@pytest.fixture
def hours(lucie: User) -> OfficeHours:
    """Lucie receives every morning, after two days at the earliest."""
    return bookings.save_hours(by=lucie, account=lucie.pk, name=lucie.name, **TERMS)


def cleared(
    firm: Firm, lucie: User, name: str = "Leïla Haddad", email: str = "leila@example.test"
) -> Enquiry:
    asked = written_to(firm, name=name, email=email, language="fr", country="DZA")
    conflicts.record(asked, "clear", reason="Nobody.", sought=[], by=lucie)
    return asked


@pytest.fixture
def offered(firm: Firm, lucie: User, hours: OfficeHours) -> Booking:
    """What Lucie offers to Leïla, who chooses the time."""
    return bookings.offer(cleared(firm, lucie), hours, starts_at=None, by=lucie)


def book(booking: Booking, at: datetime, signature: str = "Leïla Haddad") -> None:
    bookings.book(
        booking,
        starts_at=at,
        zone="Africa/Algiers",
        signature=signature,
        address="Oran",
        language="fr",
    )


@pytest.mark.parametrize("left", [True, False])
def test_nobody_is_received_by_who_has_left_the_firm_or_is_no_lawyer_there_any_more(
    firm: Firm, lucie: User, offered: Booking, left: bool
) -> None:
    at = times_for(offered.hours)[0]
    if left:
        User.objects.filter(pk=lucie.pk).update(is_active=False)
    else:
        Colleague.objects.create(firm=firm.pk, account=lucie.pk, role="bookkeeper")
    assert (hours_of(firm.pk), times_for(offered.hours)) == ([], [])
    with pytest.raises(TimeTaken):
        book(offered, at)


def test_nothing_is_offered_before_the_search_for_conflicts(
    firm: Firm, lucie: User, hours: OfficeHours
) -> None:
    with pytest.raises(NotSearched):
        bookings.offer(written_to(firm), hours, starts_at=None, by=lucie)
    assert Booking.objects.count() == 0


def test_an_offer_is_sent_with_a_private_link(
    offered: Booking, lucie: User, hours: OfficeHours, mailoutbox: list[Any]
) -> None:
    mails.send_owed()
    (email,) = [one for one in mailoutbox if link_of(offered) in one.body]
    assert email.to == ["leila@example.test"]
    assert f"/fr/consultation/{link_of(offered)}/" in email.body
    assert found_by(link_of(offered)) == offered
    assert found_by(f"{offered.pk}-{'0' * 40}") is None
    with pytest.raises(AlreadyDone):
        bookings.offer(offered.enquiry, hours, starts_at=None, by=lucie)


def test_time_and_signature_are_one_step(offered: Booking, hours: OfficeHours) -> None:
    at = times_for(hours)[0]
    with pytest.raises(NotUnderstood):
        book(offered, at, signature=" ")
    with pytest.raises(TimeTaken):
        book(offered, at + timedelta(minutes=7))
    assert Booking.objects.get().status == "offered"
    book(offered, at)
    kept = Booking.objects.select_related("enquiry").get()
    assert (kept.status, kept.starts_at, kept.zone, kept.version) == (
        "booked",
        at,
        "Africa/Algiers",
        1,
    )
    assert kept.agreed["signature"] == "Leïla Haddad"
    assert kept.agreed["client"]["address"] == "Oran"
    assert kept.enquiry.status == "booked"
    assert at not in times_for(hours)
    with pytest.raises(AlreadyDone):
        book(offered, at)


def test_both_have_the_signed_agreement_and_the_file_for_the_calendar(
    offered: Booking, hours: OfficeHours, lucie: User, mailoutbox: list[Any]
) -> None:
    at = times_for(hours)[0]
    book(offered, at)
    assert bookings.make_agreements() == 1
    mails.send_owed()
    sent = {email.to[0]: email for email in mailoutbox if len(email.attachments) == 3}
    assert set(sent) == {"leila@example.test", lucie.email}
    for email in sent.values():
        french, english, calendar = email.attachments
        assert (french[0], english[0]) == (
            "contrat-de-consultation.pdf",
            "consultation-agreement.pdf",
        )
        for paper in (french, english):
            assert len(PdfFileReader(BytesIO(paper[1])).embedded_signatures) == 1
        (event,) = Calendar.from_ical(calendar[1]).walk("VEVENT")
        assert (event.start, event["sequence"]) == (at, 1)
    assert bookings.make_agreements() == 0


def test_reminders_are_owed_a_day_and_an_hour_before_and_follow_a_change(
    offered: Booking, hours: OfficeHours
) -> None:
    first, second = times_for(hours)[:2]
    book(offered, first)
    bookings.make_agreements()
    due = dict(
        Mail.objects.filter(status="owed", kind__in=bookings.REMINDERS).values_list(
            "kind", "due_at"
        )
    )
    assert due == {
        "booking-day": first - timedelta(hours=24),
        "booking-hour": first - timedelta(hours=1),
    }
    book(offered, second)
    bookings.make_agreements()
    rows = Mail.objects.filter(kind="booking-hour").values_list("status", "due_at")
    assert sorted(rows, key=str) == [("given-up", None), ("owed", second - timedelta(hours=1))]


def test_whoever_cancels_frees_the_time_and_both_are_told(
    offered: Booking, hours: OfficeHours, mailoutbox: list[Any]
) -> None:
    at = times_for(hours)[0]
    book(offered, at)
    bookings.make_agreements()
    bookings.cancel(offered, by=None)
    assert at in times_for(hours)
    assert Booking.objects.get().enquiry.status == "conflict-checked"
    assert Mail.objects.filter(kind__in=bookings.REMINDERS, status="owed").count() == 0
    assert Mail.objects.filter(kind="booking-cancelled").count() == 2


def test_who_cancelled_books_again_by_the_same_link_until_the_firm_did_something_else(
    offered: Booking, hours: OfficeHours, lucie: User
) -> None:
    first, second = times_for(hours)[:2]
    book(offered, first)
    bookings.cancel(offered, by=None)
    book(offered, second)
    again = Booking.objects.select_related("enquiry").get()
    assert (again.status, again.starts_at, again.enquiry.status) == ("booked", second, "booked")
    bookings.cancel(offered, by=lucie)
    with pytest.raises(WrongMoment):
        book(offered, first)
    bookings.cancel(bookings.offer(again.enquiry, hours, starts_at=None, by=lucie), by=None)
    with pytest.raises(WrongMoment):
        book(offered, first)


def test_who_did_not_come_is_noted_once_the_time_has_begun(
    offered: Booking, hours: OfficeHours, lucie: User, bob: User
) -> None:
    at = times_for(hours)[0]
    book(offered, at)
    with pytest.raises(WrongMoment):
        bookings.miss(offered, by=lucie)
    with clock.at(at + timedelta(minutes=20)):
        with pytest.raises(NotYours):
            bookings.miss(offered, by=bob)
        bookings.miss(offered, by=lucie)
    missed = Booking.objects.select_related("enquiry").get()
    assert (missed.status, missed.enquiry.status) == ("missed", "conflict-checked")


def test_who_did_not_come_is_offered_another_time_and_books_it(
    offered: Booking, hours: OfficeHours, lucie: User
) -> None:
    at = times_for(hours)[0]
    book(offered, at)
    with clock.at(at + timedelta(minutes=20)):
        bookings.miss(offered, by=lucie)
        another = bookings.offer(offered.enquiry, hours, starts_at=None, by=lucie)
        book(another, times_for(hours)[0])
        another.refresh_from_db()
        assert (another.status, another.enquiry.status) == ("booked", "booked")


def test_days_on_which_the_firm_receives_nobody_have_no_times(
    hours: OfficeHours, lucie: User
) -> None:
    before = times_for(hours)
    day = before[0].date()
    closure = bookings.close(by=lucie, first=day, last=day, note="")
    assert {at.date() for at in before} - {at.date() for at in times_for(hours)} == {day}
    bookings.reopen(closure, by=lucie)
    assert times_for(hours) == before


def test_the_database_books_nobody_twice_at_once(
    firm: Firm, lucie: User, hours: OfficeHours
) -> None:
    at = datetime(2027, 3, 1, 14, tzinfo=UTC)

    def booked(start: datetime, account: int) -> None:
        asked = written_to(firm, message=f"The {Enquiry.objects.count()}. time")
        conflicts.record(asked, "clear", reason="Nobody.", sought=[], by=lucie)
        row = {"firm": firm.pk, "enquiry": asked, "hours": hours, "account": account, "minutes": 30}
        with transaction.atomic(using=FIRM):
            Booking.objects.create(
                **row, starts_at=start, agreed={}, status="booked", language="en"
            )

    booked(at, 1)
    for start in (at, at + timedelta(minutes=29), at - timedelta(minutes=29)):
        with pytest.raises(IntegrityError):
            booked(start, 1)
    booked(at + timedelta(minutes=30), 1)
    booked(at, 2)
    assert Booking.objects.count() == 3


@pytest.mark.rush
@pytest.mark.django_db(transaction=True)
def test_of_twenty_people_at_once_one_has_the_time_and_the_rest_are_told(
    firm: Firm, lucie: User
) -> None:
    hours = bookings.save_hours(by=lucie, account=lucie.pk, name=lucie.name, **TERMS)
    offers = [
        bookings.offer(
            cleared(firm, lucie, f"Person {number}", f"person{number}@example.test"),
            hours,
            starts_at=None,
            by=lucie,
        )
        for number in range(20)
    ]
    at = times_for(hours)[0]

    def tried(booking: Booking) -> str:
        try:
            book(booking, at)
        except TimeTaken:
            return "told"
        finally:
            connections.close_all()
        return "booked"

    with ThreadPoolExecutor(20) as threads:
        outcomes = list(threads.map(tried, offers))
    assert sorted(outcomes) == ["booked", *["told"] * 19]
    assert Booking.objects.filter(status="booked").count() == 1
    assert Enquiry.objects.filter(status="booked").count() == 1
    forget_jobs()  # whose rows are gone with this test
