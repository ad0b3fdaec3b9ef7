"""The e-mails of firms: owed as rows, sent by the worker as the programme's messages are, and tried again for days."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from impplus.actions import moves
from impplus.actions.messages import AT_ONCE, BROKEN, IN_A_ROW
from impplus.outside import mailer
from impplus.practice import access
from impplus.practice.models import (
    Booking,
    Enquiry,
    Mail,
    Matter,
    Offer,
    Reply,
    Retainer,
)
from impplus.practice.routing import FIRM, keeps_for_firms
from impplus.queries import clock
from impplus.queries.firm_emails import email_of
from impplus.queries.refusals import NotYours
from impplus.queries.tries import next_try
from impplus.records.clock import Now
from impplus.records.models import User

logger = logging.getLogger(__name__)


def owe(
    kind: str,
    *,
    firm: int,
    enquiry: Enquiry | None = None,
    reply: Reply | None = None,
    offer: Offer | None = None,
    matter: Matter | None = None,
    said: dict[str, Any] | None = None,
    account: int | None = None,
    to: str = "",
    demo: bool = False,
    booking: Booking | None = None,
    agreement: Retainer | None = None,
    due_at: datetime | None = None,
) -> Mail:
    """Remember that a firm owes an e-mail, by a key of queries/firm_emails.py; of invented people nobody is written to."""
    mail = Mail(firm=firm, kind=kind, enquiry=enquiry, reply=reply, account=account, to=to)
    mail.demo, mail.offer, mail.booking = demo, offer, booking
    mail.matter, mail.agreement, mail.said = matter, agreement, said or {}
    if due_at:
        mail.due_at = due_at
    moves.move_at_firm(mail, "owe", by=None)
    moves.wake("send_messages", using=FIRM)
    return mail


def retry(mail: Mail, *, by: User) -> None:
    """Send an e-mail again that did not leave, as if it were owed from now on; only its own firm."""
    if not access.mails(by).filter(pk=mail.pk).exists():
        raise NotYours
    again = {"owed_at": Now(), "due_at": Now(), "failure": ""}
    moves.move_at_firm(mail, "retry", by=by, columns=again)
    moves.wake("send_messages", using=FIRM)


def send_owed() -> int:
    """Send every e-mail that is due; how many left. Where nothing is kept for firms, none."""
    if not keeps_for_firms():
        return 0
    due = Mail.objects.filter(due_at__lte=Now()).order_by("due_at").values_list("pk", flat=True)
    sent = failed = 0
    for pk in list(due[:AT_ONCE]):
        failure = _send(pk)
        sent += failure == ""
        failed = failed + 1 if failure == mailer.UNREACHABLE else 0
        if failed == IN_A_ROW:
            break
    return sent


def count_as_sent() -> None:
    """Mark what invented people are owed as sent, in the demonstration's past; nobody is written to."""
    if not keeps_for_firms():
        return
    for mail in Mail.objects.filter(demo=True, due_at__isnull=False):
        columns = {"sent_at": Now(), "due_at": None}
        moves.move_at_firm(mail, "send", by=None, columns=columns)


def _send(pk: int) -> str | None:
    """Send one e-mail: "" when it left, why not when it did not, None where nothing is due."""
    with transaction.atomic(using=FIRM):
        free = Mail.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
        mail = free.filter(pk=pk, due_at__lte=Now()).first()
        if mail is None:
            return None
        try:
            email_of(mail).send()
        except BROKEN as error:
            failure = mailer.failure_of(error)
            # What was raised may hold the address, so its name alone is logged.
            logger.warning("mail %s of a firm did not leave: %s", pk, type(error).__name__)
            _failed(mail, failure)
            return failure
        left: dict[str, Any] = {"sent_at": Now(), "due_at": None, "failure": ""}
        moves.move_at_firm(mail, "send", by=None, columns=left)
    return ""


def _failed(mail: Mail, failure: str) -> None:
    """Remember why an e-mail did not leave; it is tried again, unless that is of no use."""
    now, columns = clock.now(), dict[str, Any](due_at=None, failure=failure)
    if failure in mailer.FOR_GOOD:
        moves.move_at_firm(mail, "bounce", by=None, columns=columns)
    elif now - mail.owed_at >= timedelta(days=settings.MESSAGE_DAYS):
        moves.move_at_firm(mail, "give-up", by=None, columns=columns)
    else:
        columns["due_at"] = next_try(mail.owed_at, now)
        Mail.objects.filter(pk=mail.pk).update(**columns)
