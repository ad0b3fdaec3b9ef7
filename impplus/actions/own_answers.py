"""The questions and answers of a firm's public pages: written, changed, put in another order and taken away by its owners and lawyers."""

from django.db import transaction
from django.db.models import Max, QuerySet

from impplus.actions import moves
from impplus.practice import access
from impplus.practice.models import OwnAnswer
from impplus.practice.routing import FIRM, keeps_for_firms
from impplus.queries.presentations import own_answers_of
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours
from impplus.records.models import User
from impplus.words.text import Text

MOST = 30  # of one firm
WORDED = ("question_fr", "answer_fr", "question_en", "answer_en")
_BOTH = Text(
    en="Write the question and the answer in both languages.",
    fr="Inscrivez la question et la réponse dans les deux langues.",
)
_ENOUGH = Text(
    en=f"There are {MOST} questions. Take one away first.",
    fr=f"Il y a {MOST} questions. Retirez-en une d’abord.",
)


def save(before: OwnAnswer | None, *, by: User, **words: str) -> OwnAnswer:
    """Write a question with its answer (WORDED), the last one or in the place of the one before; AlreadyDone where it stands so."""
    kept, firm = _kept(before, by), access.firm_of(by)
    if not all(words[one].strip() for one in WORDED):
        raise NotUnderstood(_BOTH)
    said = {one: words[one].strip() for one in WORDED}
    if kept.filter(**said).exists():
        raise AlreadyDone
    if before is None and kept.count() >= MOST:
        raise NotUnderstood(_ENOUGH)
    last = kept.aggregate(last=Max("place"))["last"] or 0
    made = OwnAnswer(firm=firm, place=before.place if before else last + 1, by=by.pk, **said)
    made.demo = by.demo
    with transaction.atomic(using=FIRM):
        if before:
            moves.move_at_firm(before, "drop", by=by)
        moves.move_at_firm(made, "save", by=by)
    return made


def drop(answer: OwnAnswer, *, by: User) -> None:
    """Show it no more; AlreadyDone where that is so."""
    _kept(answer, by)
    moves.move_at_firm(answer, "drop", by=by)


def lift(answer: OwnAnswer, *, by: User) -> None:
    """Put it before the one above it; AlreadyDone for the first."""
    kept = _kept(answer, by)
    with transaction.atomic(using=FIRM):
        rows = list(kept.select_for_update(no_key=True))
        at = next((n for n, one in enumerate(rows) if one.pk == answer.pk), 0)
        if at == 0:
            raise AlreadyDone
        rows[at - 1 : at + 1] = [rows[at], rows[at - 1]]
        for place, one in enumerate(rows, 1):
            if one.place != place:
                moves.move_at_firm(one, "change", by=by, columns={"place": place})


def _kept(answer: OwnAnswer | None, by: User) -> QuerySet[OwnAnswer]:
    """Those of the firm; NotYours unless somebody writes them, and this one is among them."""
    if not keeps_for_firms() or access.role_of(by) not in access.LAWYERS:
        raise NotYours
    if answer and answer.firm != access.firm_of(by):
        raise NotYours
    return own_answers_of(access.firm_of(by))
