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
# Under one address in a day, however it is written, so many enquiries are acknowledged by e-mail. No number of them closes it:
# nobody has shown that the address is theirs, so what is counted is what a network sends (web/attempts.py).
MOST_TOLD = 3
# To one firm in a day, from everybody together: after so many nobody is acknowledged any more, and each network may send fewer.
MOST_ACKNOWLEDGED = 500


class NetworkWroteOften(TooOften):
    """So much came from a network in a day that it waits between two enquiries."""

    seconds = 300
    text = Text(
        en="Many questions came from your network today, so one is taken from it every five minutes. Nothing was sent, and what you typed is still here: "
        "send it again in five minutes, or call the firm.",
        fr="Beaucoup de questions sont venues de votre réseau aujourd’hui : une seule est acceptée toutes les cinq minutes. Rien n’a été envoyé, et votre "
        "texte est toujours ici : envoyez-le de nouveau dans cinq minutes ou appelez le cabinet.",
    )


class AddressWroteOften(NetworkWroteOften):
    """So much came from a network under one address in a day; the same address is heard from another network."""

    seconds = 3600
    text = Text(
        en="Many questions came from your network under this address today, so one an hour is taken from there. Nothing was sent, and what you typed is still "
        "here: send it again in an hour, or call the firm.",
        fr="Beaucoup de questions sont venues de votre réseau sous cette adresse aujourd’hui : une seule par heure y est acceptée. Rien n’a été envoyé, et votre "
        "texte est toujours ici : envoyez-le de nouveau dans une heure ou appelez le cabinet.",
    )


class FirmIsFlooded(NetworkWroteOften):
    """So much comes to a firm in a day, and some of it from this network, that the network waits longer."""

    seconds = 3600
    text = Text(
        en="So many questions reach this firm today that one an hour is taken from each network, after its first three. Nothing was sent, and what you typed is "
        "still here: send it again in an hour, or call the firm.",
        fr="Tant de questions parviennent à ce cabinet aujourd’hui qu’une seule par heure est acceptée de chaque réseau, après les trois premières. Rien n’a été "
        "envoyé, et votre texte est toujours ici : envoyez-le de nouveau dans une heure ou appelez le cabinet.",
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


def is_flooded(firm: Firm) -> bool:
    """Whether more reached a firm in a day than anybody writes to one."""
    lately = Enquiry.objects.filter(firm=firm.pk, requested_at__gte=clock.now() - A_DAY)
    return lately.count() >= MOST_ACKNOWLEDGED


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
