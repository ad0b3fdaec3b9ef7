"""Consultation requests: a visitor writes to a firm, the firm writes back."""

from django.db import transaction

from impplus.actions import messages, moves
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.records import access
from impplus.records.clock import Now
from impplus.records.models import Consultation, Firm, User
from impplus.rules.lifecycle import Role
from impplus.words.text import Text


def request(
    firm: Firm,
    *,
    name: str,
    email: str,
    phone: str,
    language: str,
    country: str,
    has_csq: bool,
    has_letter: bool,
    family_size: int,
    message: str,
    newsletter: bool,
) -> Consultation:
    """Send a request to a firm. It makes nobody a client."""
    with transaction.atomic():
        made = Consultation.objects.create(
            firm=firm,
            name=name,
            email=email,
            phone=phone,
            language=language,
            country=country,
            has_csq=has_csq,
            has_letter=has_letter,
            family_size=family_size,
            message=message,
            newsletter=newsletter,
            demo=firm.demo,
        )
        moves.log("consultation", made, "request", role=Role.PUBLIC, by=None)
    return made


def answer(consultation: Consultation, *, text: str, by: User) -> None:
    """Answer once; the answer leaves by e-mail, in the language that the visitor chose."""
    with transaction.atomic():
        record_answer(consultation, text=text, by=by)
        messages.owe(consultation)


def record_answer(consultation: Consultation, *, text: str, by: User) -> None:
    """Remember the answer, once, without writing to anybody."""
    if not access.consultations(by).filter(pk=consultation.pk).exists():
        raise NotYours
    if not text.strip():
        raise NotUnderstood(Text(en="Write the answer.", fr="Inscrivez la réponse."))
    columns = {"answer": text.strip(), "answered_by": by, "answered_at": Now()}
    moves.move(consultation, "answer", by=by, columns=columns)
