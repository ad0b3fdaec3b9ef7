"""What was sent and is taken out again: of a draft, or of an answer that is not sent yet."""

from impplus.actions import moves
from impplus.actions.sealed import about
from impplus.queries.refusals import WrongMoment
from impplus.records.clock import Now
from impplus.records.models import Document, Question, User


def take_out(document: Document, *, by: User) -> None:
    """Hide a document from everybody; WrongMoment once it is received with the application, or with the answer."""
    detail = about(document)
    if document.question_id is None:
        moves.move(document.application, "remove-document", by=by, detail=detail)
    else:
        rows = Question.objects.select_for_update(no_key=True, of=("self",))
        asked = rows.get(pk=document.question_id)
        moves.move(asked, "remove-document", by=by, detail=detail)
    sent = Document.objects.filter(pk=document.pk, removed_at__isnull=True)
    if not sent.update(removed_at=Now()):
        raise WrongMoment
