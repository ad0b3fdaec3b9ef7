"""Each e-mail of a firm, as previews show it: from an invented enquiry, consultation, matter and place at a firm."""

from datetime import UTC, date, datetime
from typing import Any

from django.core.mail import EmailMessage

from impplus.practice.models import (
    Booking,
    ClientLink,
    Enquiry,
    Offer,
    OfficeHours,
    Reply,
    Retainer,
)
from impplus.queries.booking_emails import BOOKING_KINDS, Reader, written
from impplus.queries.client_links import address_of
from impplus.queries.engagement_emails import ENGAGEMENT_KINDS, about_agreement
from impplus.queries.firm_emails import (
    acknowledgement,
    came,
    offered,
    reply_email,
    signs_email,
    switched_off,
)
from impplus.queries.matter_emails import (
    answered_email,
    asked_email,
    begin_email,
    reminder_email,
)
from impplus.queries.presentations import Reached
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


LACKING = Text(en="The second page is cut off.", fr="La deuxième page est coupée.")


def firm_examples(firm: str, language: str, *, to: str, day: date) -> dict[str, EmailMessage]:
    """What an invented visitor, a client and a firm are told, by kind."""
    asked = _enquiry(language, to, day)
    reply = Reply(text=ANSWER.say(language), name=LAWYER)
    place = Offer(pk=1, email=to, role="paralegal", language=language, until=AT)
    return {
        "reply-of-a-firm": reply_email(firm, asked, reply, place="\n+1 514 555 0142"),
        "enquiry-acknowledged": acknowledgement(firm, asked, hours="9–17"),
        "enquiry-came": came(firm, 1, language, to=to),
        "place-at-a-firm": offered(firm, place),
        "webhook-off": switched_off(firm, language, to=to),
        "client-signs": signs_email(firm, language, to=to),
        **_of_a_matter(firm, language, to, day),
        **_of_bookings(firm, asked, language, to),
        **_of_agreements(firm, asked.name, language, to),
    }


CODE = "ABCDE-FGHJK-MN"  # of an invented letter


def _of_a_matter(firm: str, language: str, to: str, day: date) -> dict[str, EmailMessage]:
    """What a client is told by a firm, and who works on the matter."""
    missing, link = MISSING.say(language), address_of(ClientLink(pk=1), language)
    at = Reached(("1 Exemple, Montréal", "+1 514 555 0142"), ("lucie@example.test",))
    told: dict[str, Any] = {"to": to, "link": link, "at": at}
    why = LACKING.say(language)
    return {
        "client-reminder": reminder_email(firm, missing, day, language, **told),
        "client-asked": asked_email(firm, [missing], language, **told),
        "client-asked-again": asked_email(firm, [missing], language, again=True, **told),
        "client-sent-back": asked_email(firm, [missing], language, why=why, **told),
        "client-begins": begin_email(firm, CODE, language, to=to, at=at),
        "client-answered": answered_email(firm, 1, language, to=to),
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


def _of_agreements(firm: str, client: str, language: str, to: str) -> dict[str, EmailMessage]:
    """What the client and the firm are told of a service agreement and its price."""
    agreement = Retainer(pk=1, language=language)
    names = {"firm": firm, "name": LAWYER, "client": client}
    return {
        kind: about_agreement(kind, agreement, names, to=to, language=language)
        for kind in ENGAGEMENT_KINDS
    }
