"""Letters: a signed pair for each one owed, and a notice by e-mail that says nothing personal."""

import logging
from datetime import timedelta
from io import BytesIO
from typing import IO, Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q

from impplus.actions import moves
from impplus.actions.beside import reached
from impplus.outside import mailer, pdf, signer, store
from impplus.queries import clock
from impplus.queries.emails import letter_notice
from impplus.queries.letters.layout import composed, programme_of
from impplus.queries.letters.page import TEMPLATES, Composed
from impplus.queries.refusals import WrongMoment
from impplus.records.clock import Now
from impplus.records.models import Letter

logger = logging.getLogger(__name__)
AT_ONCE = 200
A_MINUTE = timedelta(minutes=1)
BROKEN = (pdf.NotPrintable, OSError, RuntimeError, ValueError, KeyError, AttributeError)


def send_owed() -> int:
    """Render, sign and store every letter that is owed, and announce it; how many went.

    Each letter is locked while it is made, so that several workers share the work and none is made
    twice. One that cannot be made stays owed, is logged, and holds up no other.
    """
    sent = 0
    owed = Letter.objects.filter(status="owed").values_list("pk", flat=True)[:AT_ONCE]
    for pk in owed:
        try:
            sent += _send(pk)
        except BROKEN:
            logger.exception("letter %s cannot be made", pk)
    waiting = Letter.objects.filter(notice_due_at__lte=Now()).order_by("notice_due_at")
    told = sum(map(_announce, waiting.values_list("pk", flat=True)[:AT_ONCE]))
    if AT_ONCE in (sent, told):
        moves.wake("send_letters")
    return sent


def _send(pk: int) -> bool:
    with transaction.atomic():
        letter = _locked(pk, status="owed")
        if letter is None:
            return False
        moves.move(
            letter,
            "send",
            by=None,
            columns={
                "sent_at": Now(),
                "notice_due_at": Now(),
                "file_en": store.put(BytesIO(made(letter, "en"))),
                "file_fr": store.put(BytesIO(made(letter, "fr"))),
            },
        )
    return True


def _announce(pk: int) -> bool:
    """Send the messages about a letter, once or, where one of them fails, again; whether all left.

    Where one cannot leave, that is logged and all are due again after as long as they have waited:
    soon, then later.
    """
    with transaction.atomic():
        letter = _locked(pk, notice_due_at__lte=Now())
        if letter is None or letter.sent_at is None:
            return False
        due, now = None, clock.now()
        try:
            for notice in _notices(letter):
                notice.send()
        except (*mailer.FAILURES, ValueError):  # ValueError: an address that no mail goes to
            logger.exception("the message about letter %s did not leave", pk)
            due = now + max(now - letter.sent_at, A_MINUTE)
        Letter.objects.filter(pk=pk).update(notice_due_at=due)
    return due is None


def _locked(pk: int, **held: Any) -> Letter | None:
    """A letter for which this still holds, unless another worker is at it."""
    free = Letter.objects.select_for_update(skip_locked=True, of=("self",))
    return free.filter(pk=pk, **held).first()


def made(letter: Letter, language: str) -> bytes:
    """The signed PDF of a letter in one language."""
    shown_as = composed(letter, language)
    return signer.sign(paper(letter.kind, shown_as, language), shown_as.title)


def paper(kind: str, shown_as: Composed, language: str) -> bytes:
    """The PDF of a letter in one language, before it is signed."""
    return pdf.render(TEMPLATES.get(kind, "letter"), shown_as.facts(), language)


def file(letter: Letter, language: str) -> IO[bytes]:
    """The signed PDF as it was sent, to read; WrongMoment while it is owed, OutOfReach where it is lost."""
    if letter.status != "sent":
        raise WrongMoment
    key: str = getattr(letter, f"file_{language}")
    with reached():
        return store.get(key or _made_late(letter, language))


def count_as_sent() -> None:
    """Mark the letters owed to invented people as sent, in the demonstration's past.

    Nobody is written to, and each is made when somebody first opens it: all of them take minutes.
    """
    invented = Q(application__applicant__demo=True) | Q(invitation__candidate__demo=True)
    for letter in Letter.objects.filter(invented, status="owed").select_related("application"):
        moves.move(letter, "send", by=None, columns={"sent_at": Now(), "invented": True})


def _made_late(letter: Letter, language: str) -> str:
    with transaction.atomic():
        locked = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
        key: str = getattr(locked, f"file_{language}")
        if not key:
            key = store.put(BytesIO(made(locked, language)))
            Letter.objects.filter(pk=locked.pk).update(**{f"file_{language}": key})
    return key


def shown(letter: Letter, language: str) -> Composed:
    """The same letter for a page on screen."""
    return composed(letter, language)


def outbox() -> list[mailer.Message]:
    """The messages that the local stand-in for e-mail kept, newest first."""
    return mailer.messages()


def _notices(letter: Letter) -> list[EmailMessage]:
    """One message to each reader: the applicant and who represents the applicant, or the candidate."""
    programme = programme_of(letter)
    if letter.application:
        applicant = letter.application.applicant
        notices = [letter_notice(programme, applicant.language, to=applicant.email)]
        for mandate in letter.application.mandates.filter(status="active"):
            reader = mandate.lawyer
            notices.append(
                letter_notice(programme, reader.language, to=reader.email, represents=True)
            )
        return notices
    if letter.invitation is None:
        raise ValueError(f"letter {letter.pk} has nobody to go to")
    candidate = letter.invitation.candidate
    code = letter.facts["code"] if letter.kind == "invitation" else ""
    return [letter_notice(programme, candidate.language, to=candidate.email, code=code)]
