"""Alice's family, ready: made once by the actions, and copied into each draft that needs it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from impplus.actions import applications
from impplus.demonstration.answers import fill_in
from impplus.demonstration.applications import send_documents
from impplus.demonstration.bulk import columns_of, copy
from impplus.demonstration.papers import child_answers, principal_answers, spouse_answers
from impplus.queries import readiness
from impplus.queries.file import file_of
from impplus.records.models import Application, Document, Person


@dataclass(frozen=True)
class Family:
    """What the actions wrote of a principal, a spouse and a child, in the order in which they came."""

    people: list[Person]
    documents: list[Document]


# The day, and whether somebody represents her, which asks for another paper.
type Made = tuple[date, bool]
_MADE: dict[Made, Family] = {}


def family(draft: Application, on: date) -> None:
    """Give a draft that was just begun its family, all answers and all documents, and no history of them."""
    made = on, draft.mandates.filter(status="active").exists()
    if made not in _MADE:
        _MADE[made] = _made(draft, on)
    known, principal = _MADE[made], draft.people.get()
    first, *others = known.people
    said = columns_of(first) | {"application_id": draft.pk}
    Person.objects.filter(pk=principal.pk).update(**said)
    people = [
        principal,
        *Person.objects.bulk_create(copy(one, application=draft) for one in others),
    ]
    mine = {old.pk: new for old, new in zip(known.people, people, strict=True)}
    Document.objects.bulk_create(
        copy(one, application=draft, person=mine[one.person_id], sent_by=draft.applicant)
        for one in known.documents
    )


def _made(draft: Application, on: date) -> Family:
    """Made by the actions, remembered, and undone."""
    by = draft.applicant
    with transaction.atomic():
        fill_in(draft, draft.people.get(), principal_answers(on), by=by)
        for answers in (spouse_answers(on), child_answers(on)):
            fill_in(draft, applications.add_member(draft, by=by), answers, by=by)
        send_documents(draft, by=by)
        made = Family(list(draft.people.order_by("pk")), list(draft.documents.order_by("pk")))
        transaction.set_rollback(True)
    return made


def missing(application: Application) -> list[str]:
    """What is missing, in English."""
    fresh = Application.objects.get(pk=application.pk)
    return [gap.text.en for gap in readiness.of(file_of(fresh)).gaps]
