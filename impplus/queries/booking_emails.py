"""The e-mails about a first consultation, with the signed agreement and a file for the calendar, by the kind of what is owed."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import override

from impplus.practice.models import Booking, Mail
from impplus.queries import clock
from impplus.queries.bookings import link_of
from impplus.queries.calendar_files import Appointment, calendar_file
from impplus.queries.consultation_agreements import fee_of
from impplus.records.models import Firm, User
from impplus.words import booking_notices as said, formats, zones
from impplus.words.text import LANGUAGES, Text

BOOKING_KINDS = (
    "booking-offered",
    "booking-confirmed",
    "booking-cancelled",
    "booking-day",
    "booking-hour",
)


@dataclass(frozen=True)
class Reader:
    """Who reads, in which language and by whose clock."""

    to: str
    language: str
    zone: str
    at_firm: bool


def booking_email(mail: Mail, firm: Firm) -> EmailMessage:
    """An e-mail to the visitor, or to whoever receives where the mail names an account."""
    if mail.booking is None:
        raise LookupError(f"mail {mail.pk} is about no booking")
    return written(mail.kind, mail.booking, firm, _reader(mail, mail.booking))


def written(kind: str, booking: Booking, firm: Firm, reader: Reader) -> EmailMessage:
    """The e-mail of a kind, as a reader gets it."""
    subject, body = _words(kind, reader)
    values = _values(booking, firm, reader)
    email = EmailMessage(
        subject.filled(values).say(reader.language),
        body.filled(values).say(reader.language),
        to=[reader.to],
        reply_to=[booking.enquiry.email if reader.at_firm else booking.hours.email],
        headers={"Content-Language": reader.language},
    )
    if kind in ("booking-confirmed", "booking-cancelled"):
        _attach(email, booking, values, reader, cancelled=kind == "booking-cancelled")
    return email


def when_in(at: datetime, zone: str, language: str) -> str:
    """A day and time by the clock of a place, which is named."""
    return formats.moment(at, language, time_zone=zone, named=zones.named(zone))


def page_of(booking: Booking, language: str) -> str:
    """The whole address of the visitor's private page."""
    with override(language):
        return settings.SITE_URL + reverse("public:booking", args=[link_of(booking)])


def _reader(mail: Mail, booking: Booking) -> Reader:
    if mail.account:
        account = User.objects.get(pk=mail.account)
        return Reader(account.email, account.language, booking.hours.zone, at_firm=True)
    zone = booking.zone or booking.hours.zone
    return Reader(booking.enquiry.email, booking.language, zone, at_firm=False)


def _words(kind: str, reader: Reader) -> tuple[Text, Text]:
    """The subject and the body, each with places to fill."""
    if reader.at_firm:
        cancelled = kind == "booking-cancelled"
        return (
            (said.NO_LONGER, said.FOR_THE_FIRM_NO_LONGER)
            if cancelled
            else (said.BOOKED, said.FOR_THE_FIRM)
        )
    return {
        "booking-offered": (said.OFFERED, said.OPEN),
        "booking-confirmed": (said.CONFIRMED, said.YOURS),
        "booking-cancelled": (said.CANCELLED, said.GIVEN_UP),
        "booking-day": (said.REMINDER, said.SOON),
        "booking-hour": (said.REMINDER, said.SOON),
    }[kind]


def _values(booking: Booking, firm: Firm, reader: Reader) -> dict[str, object]:
    hours, language = booking.hours, reader.language
    when = when_in(booking.starts_at, reader.zone, language) if booking.starts_at else ""
    video = said.VIDEO.filled({"video": hours.video}).say(language) if hours.video else ""
    proposed = said.PROPOSED.filled({"when": when}).say(language) if when else ""
    with override(language):
        enquiry = settings.SITE_URL + reverse("firm:enquiry", args=[booking.enquiry_id])
    return {
        "firm": firm.name,
        "name": hours.name,
        "email": hours.email,
        "client": booking.enquiry.name,
        "minutes": booking.minutes,
        "when": when,
        "video": video,
        "proposed": proposed,
        "costs": fee_of(Decimal(hours.fee_cents) / 100).say(language),
        "link": page_of(booking, language),
        "page": enquiry,
    }


def _attach(
    email: EmailMessage,
    booking: Booking,
    values: dict[str, object],
    reader: Reader,
    *,
    cancelled: bool,
) -> None:
    """The signed papers, French first, and the file for the calendar."""
    if not cancelled:
        for language in reversed(LANGUAGES):
            paper = getattr(booking, f"file_{language}")
            name = said.AGREEMENT_FILE.say(language)
            if paper:
                email.attach(f"{name}.pdf", bytes(paper), "application/pdf")
    if booking.starts_at is None:
        return
    spoken = reader.language
    one = Appointment(
        uid=f"booking-{booking.pk}@{urlsplit(settings.SITE_URL).hostname}",
        version=booking.version,
        starts_at=booking.starts_at,
        minutes=booking.minutes,
        title=said.EVENT.filled(values).say(spoken),
        text=said.EVENT_TEXT.filled(values).say(spoken),
        place=booking.hours.video,
        organizer=booking.hours.email,
        attendee=booking.enquiry.email,
        cancelled=cancelled,
    )
    email.attach("consultation.ics", calendar_file(one, now=clock.now()).decode(), "text/calendar")
