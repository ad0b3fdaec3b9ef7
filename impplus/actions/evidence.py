"""What a page of a document shows of a finding, as officers mark it."""

from django.db import transaction

from impplus.actions import moves
from impplus.actions.locks import held_application
from impplus.queries.findings import law_of
from impplus.queries.officers import must_work_on
from impplus.queries.refusals import NotUnderstood
from impplus.records.evidence import SAYS
from impplus.records.models import Document, Evidence, Person, User
from impplus.words.text import Text


def mark(
    person: Person, *, key: str, document: Document, sheet: int, says: str, by: User
) -> Evidence:
    """Remember that a page, counted from 1, proves a finding about a person, or shows something else.

    It takes the place of what was marked before of this finding; the same again by the same officer is the same. Raises
    NotUnderstood for a page that the document does not have, or a finding that the law does not.
    """
    application = person.application
    ours = document.application_id == application.pk and document.removed_at is None
    if not ours or key not in law_of(application.programme) or says not in SAYS:
        raise NotUnderstood(_NOTHING)
    if not 1 <= sheet <= document.pages:
        raise NotUnderstood(_page(document.pages))
    said = {"document_id": document.pk, "sheet": sheet, "says": says, "by_id": by.pk}
    with transaction.atomic():
        must_work_on(held_application(application.pk), by)
        for before in Evidence.objects.filter(
            application=application, person=person, key=key, status="held"
        ):
            if all(getattr(before, name) == value for name, value in said.items()):
                return before
            moves.move(before, "drop", by=by, detail={"key": key})
        made = Evidence(application=application, person=person, key=key, **said)
        detail = {"key": key, "document": document.pk, "sheet": sheet, "says": says}
        moves.move(made, "add", by=by, detail=detail)
    return made


def take_back(person: Person, *, key: str, by: User) -> None:
    """Take back what was marked of a finding; where nothing was, nothing is left to do."""
    with transaction.atomic():
        must_work_on(held_application(person.application_id), by)
        for one in Evidence.objects.filter(person=person, key=key, status="held"):
            moves.move(one, "drop", by=by, detail={"key": key})


def _page(pages: int) -> Text:
    if pages == 1:
        return Text(en="This document has one page.", fr="Ce document a une seule page.")
    return Text(en=f"Enter a page from 1 to {pages}.", fr=f"Inscrivez une page de 1 à {pages}.")


_NOTHING = Text(
    en="This document or this finding is no longer part of the file. Open the file again.",
    fr="Ce document ou ce constat ne fait plus partie du dossier. Ouvrez le dossier de nouveau.",
)
