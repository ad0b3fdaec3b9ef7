"""Enquiries: a visitor writes to a firm; the firm reads, answers, and says what becomes of it."""

from collections.abc import Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction

from impplus.actions import colleagues, consents, known_people, mails, moves
from impplus.practice import access
from impplus.practice.enquiry import HERE
from impplus.practice.models import Enquiry, Mail, Reply
from impplus.practice.routing import FIRM, keeps_for_firms
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.answers import plain
from impplus.queries.one_address import counted_as
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours, TooOften
from impplus.records.models import Firm, User
from impplus.rules.canonical import canonical
from impplus.rules.form import Answers
from impplus.rules.lifecycle import Role
from impplus.words.text import Text

A_DAY = timedelta(days=1)
# From one address in a day, however it is written: so many enquiries are taken, and so many are acknowledged by e-mail.
MOST, MOST_TOLD = 10, 3
# To one firm in a day, from everybody together: after so many nobody is acknowledged any more, and after so many none is taken.
MOST_ACKNOWLEDGED, MOST_OF_ALL = 500, 5_000


class TooManyEnquiries(TooOften):
    """The same address wrote too often in a day."""

    text = Text(
        en="Too many enquiries came from this address today. Nothing was sent. Write again tomorrow, or call the firm.",
        fr="Trop de demandes de renseignements sont venues de cette adresse aujourd’hui. Rien n’a été envoyé. Écrivez de nouveau demain ou appelez le cabinet.",
    )


class FirmIsFull(TooOften):
    """Everybody together wrote to a firm as often in a day as it can read."""

    text = Text(
        en="So many people wrote to this firm today that it takes no more by this form. Nothing was sent. Write again tomorrow, or call the firm.",
        fr="Tant de personnes ont écrit à ce cabinet aujourd’hui qu’il n’en reçoit plus par ce formulaire. Rien n’a été envoyé. Écrivez de nouveau demain ou appelez le cabinet.",
    )


def request(
    firm: Firm,
    *,
    newsletter: bool,
    answers: Answers | None = None,
    checked_on: date | None = None,
    channel: str = HERE,
    **asked: Any,
) -> Enquiry:
    """Send an enquiry to a firm, with what was answered in the self-check where it is attached. It makes nobody a client.

    `asked` are columns of practice.Enquiry. AlreadyDone where the same was sent today.
    """
    if not keeps_for_firms():
        raise NotYours
    kept = {key: plain(value) for key, value in (answers or {}).items()}
    on = clock.today(SERVED)
    family = len(asked.get("children", ())) + bool(asked.get("partner"))
    enquiry = Enquiry(
        firm=firm.pk,
        demo=firm.demo,
        answers=kept,
        checked_on=checked_on,
        channel=channel,
        family_size=family,
        counted_as=counted_as(asked["email"]),
        digest=_digest(asked | {"answers": kept}, on),
        **asked,
    )
    _refuse_too_many(enquiry)
    try:
        with transaction.atomic(using=FIRM):
            moves.move_at_firm(enquiry, "request", by=None, role=Role.PUBLIC)
            consents.begin(enquiry, on, newsletter=newsletter)
            known_people.remember_enquiry(enquiry)
            _tell(enquiry)
    except IntegrityError:
        raise AlreadyDone from None
    return enquiry


def _digest(said: Mapping[str, Any], on: date) -> str:
    """What is the same where the same person sends the same words again on the same day."""
    return sha256(canonical({**said, "on": on.isoformat()})).hexdigest()


def _refuse_too_many(enquiry: Enquiry) -> None:
    lately = Enquiry.objects.filter(requested_at__gte=clock.now() - A_DAY)
    if lately.filter(counted_as=enquiry.counted_as).count() >= MOST:
        raise TooManyEnquiries
    if lately.filter(firm=enquiry.firm).count() >= MOST_OF_ALL:
        raise FirmIsFull


def _tell(enquiry: Enquiry) -> None:
    """Acknowledge it to whoever wrote, and tell each colleague who reads enquiries, once until that e-mail has left."""
    since = clock.now() - A_DAY
    told = Mail.objects.filter(kind="acknowledgement", owed_at__gte=since)
    theirs = told.filter(enquiry__counted_as=enquiry.counted_as).count()
    if theirs < MOST_TOLD and told.filter(firm=enquiry.firm).count() < MOST_ACKNOWLEDGED:
        mails.owe("acknowledgement", firm=enquiry.firm, enquiry=enquiry, demo=enquiry.demo)
    waiting = Mail.objects.filter(kind="enquiry-came", firm=enquiry.firm, status="owed")
    known = set(waiting.values_list("account", flat=True))
    for account in colleagues.readers_of_enquiries(enquiry.firm):
        if account not in known:
            mails.owe(
                "enquiry-came",
                firm=enquiry.firm,
                enquiry=enquiry,
                account=account,
                demo=enquiry.demo,
            )


def look(enquiry: Enquiry, *, by: User) -> None:
    """Remember who was shown an enquiry."""
    moves.move_at_firm(enquiry, "look", by=by)


def triage(enquiry: Enquiry, *, by: User) -> None:
    """Say that an enquiry was read and is worked on."""
    _must_see(enquiry, by)
    moves.move_at_firm(enquiry, "triage", by=by)


def decline(enquiry: Enquiry, *, reason: str, by: User) -> None:
    """Decline to act, with the reason, which stays in the firm."""
    _must_see(enquiry, by)
    if not reason.strip():
        raise NotUnderstood(
            Text(
                en="Write why the firm declines. The reason stays in the firm.",
                fr="Inscrivez pourquoi le cabinet refuse. Le motif reste au cabinet.",
            )
        )
    moves.move_at_firm(enquiry, "decline", by=by, detail={"reason": reason.strip()})


def resume(enquiry: Enquiry, *, by: User) -> None:
    """The person was heard of again, such as by telephone: the enquiry goes on, and may be answered for six months from today."""
    _must_see(enquiry, by)
    with transaction.atomic(using=FIRM):
        moves.move_at_firm(enquiry, "resume", by=by)
        consents.renew(enquiry, clock.today(SERVED))


def answer(enquiry: Enquiry, *, text: str, by: User) -> Reply:
    """Answer; it leaves by e-mail, in the language that the visitor chose."""
    with transaction.atomic(using=FIRM):
        reply = record_answer(enquiry, text=text, by=by)
        mails.owe("reply", firm=enquiry.firm, enquiry=enquiry, reply=reply, demo=enquiry.demo)
    return reply


def record_answer(enquiry: Enquiry, *, text: str, by: User) -> Reply:
    """Remember an answer without writing to anybody. Who answers a new enquiry has triaged it.

    Refused where the consent that the enquiry implied has ended: then the person must write or call first.
    """
    _must_see(enquiry, by)
    if not text.strip():
        raise NotUnderstood(Text(en="Write the answer.", fr="Inscrivez la réponse."))
    with transaction.atomic(using=FIRM):
        locked = Enquiry.objects.select_for_update(no_key=True).get(pk=enquiry.pk)
        last = locked.replies.last()
        if last and (last.by, last.text) == (by.pk, text.strip()):
            raise AlreadyDone
        consents.must_hold(locked, clock.today(SERVED))
        if locked.status == "new":
            moves.move_at_firm(enquiry, "triage", by=by)
        moves.move_at_firm(enquiry, "answer", by=by)
        return Reply.objects.create(enquiry=enquiry, text=text.strip(), by=by.pk, name=by.name)


def lapse_due() -> int:
    """Let each enquiry lapse whose consent has ended, by the day of the one clock; how many."""
    if not keeps_for_firms():
        return 0
    lapsed = 0
    for enquiry in consents.ended(clock.today(SERVED)).filter(status__in=LAPSING):
        with transaction.atomic(using=FIRM):
            moves.move_at_firm(enquiry, "lapse", by=None)
        lapsed += 1
    return lapsed


LAPSING = ("new", "triaged", "conflict-checked")


def _must_see(enquiry: Enquiry, by: User) -> None:
    if not access.enquiries(by).filter(pk=enquiry.pk).exists():
        raise NotYours
