"""Each e-mail of a firm, as previews show it: from an invented enquiry, consultation, matter and place at a firm."""

from datetime import UTC, date, datetime

from django.core.mail import EmailMessage

from impplus.practice.models import Booking, ClientLink, Enquiry, Offer, OfficeHours, Reply
from impplus.queries.booking_emails import BOOKING_KINDS, Reader, written
from impplus.queries.client_links import address_of
from impplus.queries.firm_emails import acknowledgement, came, offered, reply_email
from impplus.queries.matter_emails import asked_email, reminder_email, signs_email, switched_off
from impplus.records.models import Firm
from impplus.words.text import Text

LAWYER = "Lucie Gagnon"
AT = datetime(2026, 3, 31, 15, tzinfo=UTC)
ANSWER = Text(
    en="Hello,\n\nWe can help you. Bring your letter of invitation to our meeting.",
    fr="Bonjour,\n\nNous pouvons vous aider. Apportez votre lettre d’invitation à notre rencontre.",
)


ASKED = Text(
    en="I received my letter of invitation. May my son come, who is at university?",
    fr="J’ai reçu ma lettre d’invitation. Mon fils, qui est à l’université, peut-il venir?",
)
MISSING = Text(
    en="The certificate of birth of your son.", fr="Le certificat de naissance de votre fils."
)


def firm_examples(firm: str, language: str, *, to: str, day: date) -> dict[str, EmailMessage]:
    """What an invented visitor, a client and a firm are told, by kind."""
    asked = _enquiry(language, to, day)
    reply = Reply(text=ANSWER.say(language), name=LAWYER)
    missing = MISSING.say(language)
    place = Offer(pk=1, email=to, role="paralegal", language=language, until=AT)
    link = address_of(ClientLink(pk=1), language)
    return {
        "reply-of-a-firm": reply_email(firm, asked, reply, place="\n+1 514 555 0142"),
        "enquiry-acknowledged": acknowledgement(firm, asked, hours="9–17"),
        "enquiry-came": came(firm, 1, language, to=to),
        "place-at-a-firm": offered(firm, place),
        "client-reminder": reminder_email(firm, missing, day, language, to=to),
        "webhook-off": switched_off(firm, language, to=to),
        "client-signs": signs_email(firm, language, to=to),
        "client-asked": asked_email(firm, [missing], language, to=to, link=link),
        "client-asked-again": asked_email(firm, [missing], language, to=to, link=link, again=True),
        **_of_bookings(firm, asked, language, to),
    }


def _enquiry(language: str, to: str, day: date) -> Enquiry:
    asked = Enquiry(pk=1, name="Leïla Haddad", email=to, phone="+213555014277", language=language)
    asked.country, asked.has_csq, asked.has_letter, asked.requested_at = "DZA", True, True, AT
    asked.partner, asked.children, asked.message = True, [11, 22], ASKED.say(language)
    asked.answers, asked.checked_on = {"intends_quebec": True}, day
    return asked


def _of_bookings(name: str, enquiry: Enquiry, language: str, to: str) -> dict[str, EmailMessage]:
    """What the visitor and whoever receives are told of a first consultation."""
    hours = OfficeHours(name=LAWYER, email="lucie@example.test", zone="America/Toronto")
    hours.video = "https://video.example.test/lucie"
    booking = Booking(pk=1, enquiry=enquiry, hours=hours, minutes=30, starts_at=AT)
    firm = Firm(name=name)
    visitor = Reader(to, language, "Africa/Algiers", at_firm=False)
    lawyer = Reader(hours.email, language, hours.zone, at_firm=True)
    of_visitor = {kind: written(kind, booking, firm, visitor) for kind in BOOKING_KINDS}
    of_firm = {
        f"{kind}-at-the-firm": written(kind, booking, firm, lawyer)
        for kind in ("booking-confirmed", "booking-cancelled")
    }
    return of_visitor | of_firm
