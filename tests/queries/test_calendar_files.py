"""A calendar reads Bob's consultation as it is meant, moved and cancelled, whatever stands in its words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar, Event

from impplus.queries.calendar_files import Appointment, calendar_file

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
BOBS = Appointment(
    uid="booking-7@example.test",
    version=0,
    starts_at=datetime(2026, 11, 26, 14, 30, tzinfo=UTC),
    minutes=30,
    title="Consultation, Gagnon-Roy",
    text="Lucie Gagnon; 30 minutes,\nby video. BEGIN:VEVENT",
    place="https://video.example.test/7",
    organizer="desk@example.test",
    attendee="bob@example.test",
)


def event_of(one: Appointment) -> tuple[str, Event]:
    read = Calendar.from_ical(calendar_file(one, now=NOW))
    (event,) = read.walk("VEVENT")
    return str(read["method"]), event


def test_a_calendar_reads_the_appointment() -> None:
    method, event = event_of(BOBS)
    assert (method, event["status"], event["sequence"]) == ("REQUEST", "CONFIRMED", 0)
    assert (event.start, event.end) == (BOBS.starts_at, BOBS.starts_at + timedelta(minutes=30))
    assert (event["uid"], event["summary"], event["description"], event["location"]) == (
        BOBS.uid,
        BOBS.title,
        BOBS.text,
        BOBS.place,
    )


@pytest.mark.parametrize("version", [1, 2])
def test_a_changed_one_is_the_same_appointment_of_a_later_version(version: int) -> None:
    _method, event = event_of(replace(BOBS, version=version))
    assert (event["uid"], event["sequence"]) == (BOBS.uid, version)


def test_a_cancelled_one_is_taken_out() -> None:
    method, event = event_of(replace(BOBS, cancelled=True, version=1))
    assert (method, event["status"], event.walk("VALARM")) == ("CANCEL", "CANCELLED", [])
