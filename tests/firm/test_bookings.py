"""Lucie says when she receives, offers a time beside an enquiry, and sees what is booked."""

from datetime import timedelta

import pytest
from django.test import Client

from impplus.actions import bookings, conflicts
from impplus.practice.models import Booking, Closure, Enquiry, OfficeHours
from impplus.queries import clock
from impplus.queries.bookings import times_for, upcoming
from impplus.records.models import Firm, User
from tests.actions.test_bookings import TERMS, book
from tests.doors.test_every_press import HOURS
from tests.people import signed_in, written_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(lucie: User) -> Client:
    return signed_in(lucie)


@pytest.fixture
def asked(firm: Firm, lucie: User) -> Enquiry:
    asked = written_to(firm, country="DZA")
    conflicts.record(asked, "clear", reason="Nobody.", sought=[], by=lucie)
    return asked


@pytest.fixture
def hours(lucie: User) -> OfficeHours:
    return bookings.save_hours(by=lucie, account=lucie.pk, name=lucie.name, **TERMS)


def test_hours_are_written_as_people_write_them(desk: Client) -> None:
    typed = {**HOURS, "day_0": "9h à 12h, 13:30–16", "day_4": "8:15-9:45"}
    assert desk.post("/fr/cabinet/consultations/heures/", typed).status_code == 302
    assert OfficeHours.objects.get().week == [
        ["0", "09:00", "12:00"],
        ["0", "13:30", "16:00"],
        ["4", "08:15", "09:45"],
    ]
    shown = desk.get("/en/firm/consultations/hours/").content.decode()
    assert "09:00–12:00, 13:30–16:00" in shown


@pytest.mark.parametrize("typed", ["12-9", "25:00-26:00", "morning", "9"])
def test_hours_that_are_none_say_so(desk: Client, typed: str) -> None:
    answer = desk.post("/en/firm/consultations/hours/", {**HOURS, "day_0": typed})
    assert answer.status_code == 422
    assert (
        "Enter from when to when, such as 9:00–12:00, 13:30–16:00: “Monday”."
        in answer.content.decode()
    )
    assert OfficeHours.objects.count() == 0


def test_a_lawyer_s_own_terms_stand_in_both_languages_or_are_the_draft(
    desk: Client, lucie: User
) -> None:
    there = "/en/firm/consultations/hours/"
    fresh = desk.get(there).context["form"].initial
    assert f"{lucie.name} of Cabinet Tremblay" in fresh["own_en"]
    answer = desk.post(there, {**HOURS, "kind": "lawyer", "own_fr": "Nos conditions."})
    assert answer.status_code == 422
    assert "Write these terms in both languages, or in neither." in answer.content.decode()
    assert desk.post(there, {**HOURS, "kind": "lawyer"}).status_code == 302
    kept = OfficeHours.objects.get()
    assert f"bar number {kept.number}" in kept.own_en
    assert f"numéro de membre {kept.number}" in kept.own_fr


def test_terms_that_were_left_as_drafted_say_the_number_that_was_entered(
    desk: Client, lucie: User
) -> None:
    there = "/en/firm/consultations/hours/"
    fresh = desk.get(there).context["form"].initial
    assert "bar number –" in fresh["own_en"]
    shown = {key: fresh[key].replace("\n", "\r\n") for key in ("own_en", "own_fr")}
    assert desk.post(there, {**HOURS, "kind": "lawyer", **shown}).status_code == 302
    assert "bar number R123456" in OfficeHours.objects.get().own_en


def test_a_time_is_offered_from_the_page_of_the_enquiry(
    desk: Client, asked: Enquiry, hours: OfficeHours
) -> None:
    at = times_for(hours)[0]
    page = desk.get(f"/en/firm/enquiries/{asked.pk}/").content.decode()
    assert f'value="{hours.pk}|{at.isoformat()}"' in page
    assert "In grey: Algiers time." in page
    answer = desk.post(
        f"/en/firm/enquiries/{asked.pk}/offer/", {"time": f"{hours.pk}|{at.isoformat()}"}
    )
    assert answer.status_code == 302
    kept = Booking.objects.get()
    assert (kept.status, kept.starts_at) == ("offered", at)
    assert desk.post(f"/en/firm/consultations/{kept.pk}/", {"act": "cancel"}).status_code == 302
    assert Booking.objects.get().status == "cancelled"


def test_what_is_booked_is_cancelled_after_a_second_look(
    desk: Client, asked: Enquiry, hours: OfficeHours, lucie: User
) -> None:
    booking = bookings.offer(asked, hours, starts_at=None, by=lucie)
    book(booking, times_for(hours)[0])
    there = f"/en/firm/consultations/{booking.pk}/"
    for act, does in (("cancel", "told by e-mail"), ("miss", "It is noted that nobody came.")):
        page = desk.post(there, {"act": act}).content.decode()
        assert ("Check before you do it" in page, does in page) == (True, True)
    assert Booking.objects.get().status == "booked"
    desk.post(there, {"act": "cancel", "sure": "1"})
    assert Booking.objects.get().status == "cancelled"


def test_what_is_booked_is_listed_and_its_agreement_opened(
    desk: Client, asked: Enquiry, hours: OfficeHours, lucie: User
) -> None:
    booking = bookings.offer(asked, hours, starts_at=None, by=lucie)
    book(booking, times_for(hours)[0])
    bookings.make_agreements()
    page = desk.get("/en/firm/consultations/").content.decode()
    assert "Cancel with Bob Martin" in page
    paper = desk.get(f"/fr/cabinet/consultations/{booking.pk}/contrat/fr.pdf")
    assert (paper.status_code, paper["Content-Type"], paper.content[:5]) == (
        200,
        "application/pdf",
        b"%PDF-",
    )


def test_days_without_consultations_are_set_and_taken_back(desk: Client) -> None:
    day = {
        f"{name}_{n}": part
        for name in ("first", "last")
        for n, part in enumerate(("2026", "12", "24"))
    }
    assert desk.post("/en/firm/consultations/closures/", day).status_code == 302
    closure = Closure.objects.get()
    assert desk.post(f"/en/firm/consultations/closures/{closure.pk}/reopen/").status_code == 302
    assert Closure.objects.get().status == "dropped"


def test_who_did_not_come_is_noted_beside_the_enquiry_and_offered_another_time(
    desk: Client, asked: Enquiry, hours: OfficeHours, lucie: User
) -> None:
    at = times_for(hours)[0]
    made = bookings.offer(asked, hours, starts_at=None, by=lucie)
    book(made, at)
    there, listed = f"/en/firm/enquiries/{asked.pk}/", "/en/firm/consultations/"
    assert "did not come" not in desk.get(there).content.decode()
    with clock.at(at + timedelta(minutes=20)):
        assert f"{asked.name} did not come" in desk.get(there).content.decode()
        assert f"{asked.name} did not come" in desk.get(listed).content.decode()
        desk.post(f"{listed}{made.pk}/", {"act": "miss", "sure": "yes"})
        assert 'name="time"' in desk.get(there).content.decode()


def test_a_consultation_of_long_ago_leaves_the_list(
    asked: Enquiry, hours: OfficeHours, lucie: User
) -> None:
    at = times_for(hours)[0]
    book(bookings.offer(asked, hours, starts_at=None, by=lucie), at)
    for days, listed in ((0, 1), (6, 1), (8, 0)):
        with clock.at(at + timedelta(days=days)):
            assert len(upcoming(lucie)) == listed
