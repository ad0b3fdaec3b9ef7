"""Enquiries: a visitor writes to a firm, the firm reads, answers, and says what becomes of it."""

from typing import Any

from django.db import transaction

from impplus.actions import known_people, mails, moves
from impplus.practice import access
from impplus.practice.models import Enquiry, Reply
from impplus.practice.routing import FIRM
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours
from impplus.records.models import Firm, User
from impplus.rules.lifecycle import Role
from impplus.words.text import Text


def request(firm: Firm, **asked: Any) -> Enquiry:
    """Send an enquiry to a firm, by the columns of practice.Enquiry. It makes nobody a client."""
    enquiry = Enquiry(firm=firm.pk, demo=firm.demo, **asked)
    with transaction.atomic(using=FIRM):
        moves.move_at_firm(enquiry, "request", by=None, role=Role.PUBLIC)
        known_people.remember_enquiry(enquiry)
    return enquiry


def answer(enquiry: Enquiry, *, text: str, by: User) -> Reply:
    """Answer; it leaves by e-mail, in the language that the visitor chose."""
    with transaction.atomic(using=FIRM):
        reply = record_answer(enquiry, text=text, by=by)
        mails.owe("reply", firm=enquiry.firm, enquiry=enquiry, reply=reply, demo=enquiry.demo)
    return reply


def record_answer(enquiry: Enquiry, *, text: str, by: User) -> Reply:
    """Remember an answer without writing to anybody. Who answers a new enquiry has triaged it."""
    if not access.enquiries(by).filter(pk=enquiry.pk).exists():
        raise NotYours
    if not text.strip():
        raise NotUnderstood(Text(en="Write the answer.", fr="Inscrivez la réponse."))
    with transaction.atomic(using=FIRM):
        locked = Enquiry.objects.select_for_update(no_key=True).get(pk=enquiry.pk)
        last = locked.replies.last()
        if last and (last.by, last.text) == (by.pk, text.strip()):
            raise AlreadyDone
        if locked.status == "new":
            moves.move_at_firm(enquiry, "triage", by=by)
        moves.move_at_firm(enquiry, "answer", by=by)
        return Reply.objects.create(enquiry=enquiry, text=text.strip(), by=by.pk, name=by.name)
