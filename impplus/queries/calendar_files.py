"""Appointments as files that calendars read (iCalendar, RFC 5545), without a table."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Alarm

PRODUCT = "-//IMP+//Appointments//EN"


@dataclass(frozen=True)
class Appointment:
    """One appointment. `uid` stays the same through all its changes, which `version` counts from 0; instants are aware."""

    uid: str
    version: int
    starts_at: datetime
    minutes: int
    title: str
    text: str
    place: str
    organizer: str
    attendee: str
    cancelled: bool = False


def calendar_file(one: Appointment, *, now: datetime) -> bytes:
    """The file that puts an appointment into a calendar, moves it there, or takes it out again."""
    from icalendar import Calendar, Event

    event = Event()
    event.add("uid", one.uid)
    event.add("sequence", one.version)
    event.add("dtstamp", now)
    event.add("dtstart", one.starts_at)
    event.add("dtend", one.starts_at + timedelta(minutes=one.minutes))
    event.add("summary", one.title)
    event.add("description", one.text)
    if one.place:
        event.add("location", one.place)
    event.add("organizer", f"mailto:{one.organizer}")
    event.add("attendee", f"mailto:{one.attendee}")
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    if not one.cancelled:
        event.add_component(_reminder(one.title))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if one.cancelled else "REQUEST")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _reminder(title: str) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(minutes=-15))
    return alarm
