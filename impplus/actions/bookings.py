"""First consultations: offered by the firm, booked by the visitor with the agreement in one step, moved, cancelled, missed."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from impplus.actions import mails, moves
from impplus.actions.conflicts import must_be_cleared
from impplus.actions.letters import BROKEN
from impplus.outside import pdf, signatures
from impplus.practice import access
from impplus.practice.models import Booking, Closure, Enquiry, Mail, OfficeHours
from impplus.practice.routing import FIRM, keeps_for_firms
from impplus.queries import clock
from impplus.queries.bookings import (
    TimeTaken,
    agreement_for,
    may_choose,
    times_for,
    with_address,
)
from impplus.queries.consultation_agreements import TITLE, facts, kept, read
from impplus.queries.firm_absences import readers_for
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours, WrongMoment
from impplus.records.models import User
from impplus.rules.lifecycle import Role
from impplus.words.text import Text

logger = logging.getLogger(__name__)
REMINDERS = {"booking-day": timedelta(hours=24), "booking-hour": timedelta(hours=1)}
SIGN = Text(
    en="Type your name to sign the agreement.", fr="Tapez votre nom pour signer le contrat."
)


def offer(enquiry: Enquiry, hours: OfficeHours, *, starts_at: datetime | None, by: User) -> Booking:
    """Offer a consultation by a private link: at a time, or at one that the visitor chooses.

    Nothing is held until the visitor books. Raises NotSearched before the search for conflicts, TimeTaken.
    """
    if not access.enquiries(by).filter(pk=enquiry.pk).exists() or hours.firm != enquiry.firm:
        raise NotYours
    if starts_at and starts_at not in times_for(hours):
        raise TimeTaken
    with transaction.atomic(using=FIRM):
        locked = Enquiry.objects.select_for_update(no_key=True).get(pk=enquiry.pk)
        must_be_cleared(locked)
        last = locked.bookings.last()
        if last and last.status == "offered":
            if (last.hours_id, last.starts_at) == (hours.pk, starts_at):
                raise AlreadyDone
            moves.move_at_firm(last, "cancel", by=by)
        elif last and last.status == "booked":
            raise WrongMoment
        booking = Booking(firm=locked.firm, enquiry=locked, hours=hours, account=hours.account)
        booking.starts_at, booking.minutes = starts_at, hours.length
        booking.language, booking.demo = locked.language, locked.demo
        moves.move_at_firm(booking, "offer", by=by)
        mails.owe(
            "booking-offered", firm=locked.firm, enquiry=locked, booking=booking, demo=locked.demo
        )
    return booking


def book(
    booking: Booking, *, starts_at: datetime, zone: str, signature: str, address: str, language: str
) -> None:
    """Book a time, another one, or one after cancelling, and sign the agreement by the typed name: both or neither.

    Of several people at once, one has it, and the others read TimeTaken. The papers and e-mails are made by the worker.
    """
    if not signature.strip():
        raise NotUnderstood(SIGN)
    try:
        with transaction.atomic(using=FIRM):
            locked = _locked(booking)
            if locked.status == "booked" and locked.starts_at == starts_at:
                raise AlreadyDone
            if not may_choose(locked):
                raise WrongMoment
            if starts_at not in times_for(locked.hours, but=locked):
                raise TimeTaken
            _agree(
                locked,
                starts_at,
                zone=zone,
                signature=signature,
                address=address,
                language=language,
            )
    except IntegrityError as fault:
        raise TimeTaken from fault


def _agree(
    booking: Booking, starts_at: datetime, *, zone: str, signature: str, address: str, language: str
) -> None:
    """Sign what is agreed, and take the time."""
    agreed = replace(
        with_address(agreement_for(booking, starts_at), address.strip()),
        signature=signature.strip(),
        signed_at=clock.instant(),
        language=language,
    )
    again = booking.status == "booked"
    columns: dict[str, Any] = {
        "starts_at": starts_at,
        "zone": zone,
        "language": language,
        "version": booking.version + 1,
        "agreed": kept(agreed),
        "file_en": None,
        "file_fr": None,
        "papers_due": True,
    }
    if again:
        _forget_reminders(booking)
    moves.move_at_firm(
        booking, "change" if again else "book", by=None, role=Role.PUBLIC, columns=columns
    )
    if not again and booking.enquiry.status != "booked":
        moves.move_at_firm(booking.enquiry, "book", by=None, role=Role.PUBLIC)
    moves.wake("make_agreements", using=FIRM)


def cancel(booking: Booking, *, by: User | None) -> None:
    """Give a time up; `by` is somebody of the firm, or None for the visitor. The other side is told at once."""
    if by and not access.bookings(by).filter(pk=booking.pk).exists():
        raise NotYours
    with transaction.atomic(using=FIRM):
        locked = _locked(booking)
        was_booked = locked.status == "booked"
        _forget_reminders(locked)
        columns = {"version": locked.version + 1, "papers_due": False}
        moves.move_at_firm(
            locked, "cancel", by=by, role=None if by else Role.PUBLIC, columns=columns
        )
        if was_booked:
            moves.move_at_firm(locked.enquiry, "cancel", by=by, role=None if by else Role.PUBLIC)
            _tell("booking-cancelled", locked)


def miss(booking: Booking, *, by: User) -> None:
    """Note that nobody came to a consultation whose time has begun."""
    if not access.bookings(by).filter(pk=booking.pk).exists():
        raise NotYours
    with transaction.atomic(using=FIRM):
        locked = _locked(booking)
        if locked.starts_at is None or locked.starts_at > clock.now():
            raise WrongMoment
        moves.move_at_firm(locked, "miss", by=by)
        if locked.enquiry.status == "booked":  # so that another time can be offered
            moves.move_at_firm(locked.enquiry, "cancel", by=by)


def save_hours(*, by: User, **terms: Any) -> OfficeHours:
    """Say when and on which terms somebody of the own firm receives, by the columns of practice.OfficeHours; from now on."""
    if not access.may_plan(by) or by.firm is None:
        raise NotYours
    before = OfficeHours.objects.filter(firm=by.firm.pk, account=terms["account"]).last()
    if before and all(getattr(before, name) == value for name, value in terms.items()):
        return before
    row = OfficeHours(firm=by.firm.pk, saved_by=by.pk, demo=by.firm.demo, **terms)
    moves.move_at_firm(row, "save", by=by)
    return row


def close(*, by: User, **days: Any) -> Closure:
    """Receive nobody from `first` to `last`: the whole firm, or one `account`. What is booked stays booked."""
    if not access.may_plan(by) or by.firm is None:
        raise NotYours
    declared = Closure.objects.filter(firm=by.firm.pk, status="declared", substitute=None)
    if same := declared.filter(**days).first():
        return same
    closure = Closure(firm=by.firm.pk, demo=by.firm.demo, **days)
    moves.move_at_firm(closure, "declare", by=by)
    return closure


def reopen(closure: Closure, *, by: User) -> None:
    """Take such days back."""
    if not access.may_plan(by) or by.firm is None or by.firm.pk != closure.firm:
        raise NotYours
    moves.move_at_firm(closure, "drop", by=by)


def make_agreements() -> int:
    """Print and sign the agreement of each new booking in both languages, and owe the e-mails with it; how many were made.

    One that cannot be made holds up no other, and is tried again the next time.
    """
    if not keeps_for_firms():
        return 0
    made = 0
    for pk in list(Booking.objects.filter(papers_due=True).values_list("pk", flat=True)[:20]):
        try:
            made += _make(pk)
        except BROKEN as error:
            # What was raised may hold names, so its own name alone is logged.
            logger.error("agreement of booking %s cannot be made: %s", pk, type(error).__name__)  # noqa: TRY400
    return made


def _make(pk: int) -> bool:
    with transaction.atomic(using=FIRM):
        free = Booking.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
        booking = free.select_related("enquiry", "hours").filter(pk=pk, papers_due=True).first()
        if booking is None or booking.agreed is None:
            return False
        papers = {f"file_{language}": _paper(booking.agreed, language) for language in ("en", "fr")}
        moves.move_at_firm(booking, "sign", by=None, columns={**papers, "papers_due": False})
        _tell("booking-confirmed", booking)
        _remind(booking)
    return True


def _paper(agreed: dict[str, Any], language: str) -> bytes:
    printed = pdf.render("letter", facts(read(agreed), language), language)
    return signatures.sign(printed, TITLE.say(language))


def _tell(kind: str, booking: Booking) -> None:
    """Owe an e-mail to both: the visitor, and whoever receives, or stands in for that colleague."""
    given: dict[str, Any] = {"firm": booking.firm, "enquiry": booking.enquiry, "booking": booking}
    for account in (None, *readers_for({booking.account})):
        mails.owe(kind, account=account, demo=booking.demo, **given)


def _remind(booking: Booking) -> None:
    """Owe the reminders for which there is time."""
    for kind, before in REMINDERS.items():
        due = booking.starts_at - before if booking.starts_at else None
        if due and due > clock.now():
            mails.owe(
                kind,
                firm=booking.firm,
                enquiry=booking.enquiry,
                booking=booking,
                due_at=due,
                demo=booking.demo,
            )


def _forget_reminders(booking: Booking) -> None:
    for mail in Mail.objects.filter(booking=booking, kind__in=REMINDERS, status="owed"):
        moves.move_at_firm(mail, "give-up", by=None, columns={"due_at": None})


def _locked(booking: Booking) -> Booking:
    rows = Booking.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("enquiry", "hours").get(pk=booking.pk)
