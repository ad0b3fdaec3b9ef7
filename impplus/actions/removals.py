"""What was sent and is taken out again: of a draft, or of an answer that is not sent yet."""

from django.db.models import Max, QuerySet

from impplus.actions import moves
from impplus.actions.locks import held, held_application
from impplus.actions.sealed import about
from impplus.queries.done import too_late
from impplus.records.clock import Now
from impplus.records.models import Application, Document, Question, User


def take_out(document: Document, *, by: User) -> None:
    """Hide a document from everybody; AlreadyDone where `by` did it before.

    WrongMoment once it is received with the application, or with the answer.
    """
    record = _locked(document)
    sent = Document.objects.filter(pk=document.pk, removed_at__isnull=True)
    if not sent.update(removed_at=Now()):
        raise too_late(record, "remove-document", by=by, document=document.pk)
    detail = {**about(document), "document": document.pk}
    moves.move(record, "remove-document", by=by, detail=detail)


def give_place(
    made: Document,
    there: QuerySet[Document],
    *,
    instead_of: Document | None,
    one: bool,
    by: User,
) -> None:
    """Put a new document where `instead_of` is, which is taken out; at the end, where that is no longer there.

    Where there can be `one` alone, as of photographs, it takes the place of whichever is there. Raises as `take_out`.
    """
    gone = there.filter(pk=instead_of.pk).first() if instead_of else None
    gone = gone or (there.last() if one else None)
    if gone:
        take_out(gone, by=by)
        made.position = gone.position
    else:
        last = there.aggregate(last=Max("position"))["last"]
        made.position = 0 if last is None else last + 1


def _locked(document: Document) -> Application | Question:
    """What it was sent for, which nobody else changes meanwhile."""
    if document.question_id is None:
        return held_application(document.application_id)
    return held(Question.objects.all()).get(pk=document.question_id)
