"""Letters: a signed pair for each one owed, and a notice by e-mail that says nothing personal."""

from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import override

from impplus.actions import moves
from impplus.actions.letter_layout import TEMPLATES, Composed, composed
from impplus.outside import mailer, pdf, signer, store
from impplus.records.models import Letter

AT_ONCE = 200


def send_owed() -> int:
    """Render, sign, store and announce every letter that is owed; how many went.

    Each letter is locked while it is made, so that several workers share the work and none is made twice.
    """
    sent = 0
    for pk in Letter.objects.filter(status="owed").values_list("pk", flat=True)[:AT_ONCE]:
        with transaction.atomic():
            letter = (
                Letter.objects.select_for_update(skip_locked=True, of=("self",))
                .filter(pk=pk, status="owed")
                .first()
            )
            if letter is None:
                continue
            moves.move(
                letter,
                "send",
                by=None,
                sent_at=Now(),
                file_en=store.put(made(letter, "en")),
                file_fr=store.put(made(letter, "fr")),
            )
            transaction.on_commit(partial(_announce, letter))
        sent += 1
    if sent == AT_ONCE:
        moves.wake("send_letters")
    return sent


def made(letter: Letter, language: str) -> bytes:
    """The signed PDF of a letter in one language."""
    shown_as = composed(letter, language)
    template = TEMPLATES.get(letter.kind, "letter")
    return signer.sign(pdf.render(template, shown_as.facts(), language), shown_as.title)


def file(letter: Letter, language: str) -> bytes:
    """The signed PDF as it was sent."""
    return store.get(letter.file_fr if language == "fr" else letter.file_en)


def shown(letter: Letter, language: str) -> Composed:
    """The same letter for a page on screen."""
    return composed(letter, language)


def outbox() -> list[mailer.Message]:
    """The messages that the local stand-in for e-mail kept, newest first."""
    return sorted(mailer.messages(), key=lambda message: message.at, reverse=True)


def outbox_message(message_id: str) -> mailer.Message:
    """One message of the local stand-in; raises mailer.NoSuchMessage."""
    return mailer.one(message_id)


def _announce(letter: Letter) -> None:
    address, language = _addressee(letter)
    with override(language):
        subject = _("A letter about IMP+ is waiting for you")
        if letter.kind == "invitation":
            body = _invitation_words(letter, language)
        else:
            body = _(
                "A new letter is in your file. Sign in to read it:\n\n%(site)s\n\n"
                "We never ask for money or a password by e-mail."
            ) % {"site": f"{settings.SITE_URL}/{language}/"}
    EmailMessage(
        subject=subject, body=body, to=[address], headers={"Content-Language": language}
    ).send()


def _invitation_words(letter: Letter, language: str) -> str:
    paragraphs = composed(letter, language).paragraphs
    return "\n\n".join(paragraphs)


def _addressee(letter: Letter) -> tuple[str, str]:
    if letter.application:
        applicant = letter.application.applicant
        return applicant.email, applicant.language
    if letter.invitation is None:
        raise ValueError(f"letter {letter.pk} has nobody to go to")
    candidate = letter.invitation.candidate
    return candidate.email, candidate.language
