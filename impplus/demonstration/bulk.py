"""A crowd of applicants who are ready: copies of one draft that was made by the actions."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import Model

from impplus.actions import invitations, payments
from impplus.demonstration.answers import fill_in
from impplus.demonstration.applications import send_documents
from impplus.demonstration.papers import principal_answers, row
from impplus.programmes import IMP_PLUS
from impplus.queries import candidate_faults, clock
from impplus.queries.file import file_of
from impplus.records.models import (
    Application,
    Candidate,
    Document,
    Intake,
    Invitation,
    Payment,
    Person,
    Place,
    Round,
    User,
)
from impplus.rules.lifecycle import Role

FIRST_ROUND = 1_000  # of crowds, clear of the rounds that were drawn


def small_intake(on: date, size: int) -> Intake:
    """A year's intake with fewer places than the law gives."""
    made = Intake.objects.create(programme=IMP_PLUS, year=on.year, size=size)
    Place.objects.bulk_create(Place(intake=made, number=number) for number in range(1, size + 1))
    return made


@transaction.atomic
def ready_drafts(count: int, on: date, applicants: Sequence[User] = ()) -> list[Application]:
    """Complete and paid drafts of people who come alone: all but their signatures, and no history."""
    first = Application.objects.count() + 1
    numbers = range(first, first + count)
    people = [*applicants, *_crowd(first, count - len(applicants))]
    model = _original(on)
    made = Application.objects.bulk_create(
        copy(model.application, number=f"W-TEST-{number:04}", applicant=who, invitation=letter)
        for number, who, letter in zip(numbers, people, _letters(numbers, on), strict=True)
    )
    persons = Person.objects.bulk_create(
        copy(model.person, application=one, answers_version=0) for one in made
    )
    now = clock.now()  # that of the original is later than the start of what made it
    Document.objects.bulk_create(
        copy(
            document,
            application=one.application,
            person=one,
            sent_by=one.application.applicant,
            sent_at=now,
        )
        for one in persons
        for document in model.documents
    )
    Payment.objects.bulk_create(
        copy(model.payment, application=one, reference=uuid.uuid4()) for one in made
    )
    return list(Application.objects.filter(pk__in=[one.pk for one in made]).order_by("number"))


@dataclass(frozen=True)
class _Original:
    """The rows of a draft that was made by the actions."""

    application: Application
    person: Person
    documents: list[Document]
    payment: Payment


@cache
def _original(on: date) -> _Original:
    """A draft made ready by the actions, remembered, and undone."""
    with transaction.atomic():
        (who,), (letter,) = _crowd(0, 1), _letters(range(1), on, status="issued")
        born, csq_number = letter.candidate.born, letter.candidate.csq_number
        made = invitations.bind(
            IMP_PLUS, code=letter.code, csq_number=csq_number, born=born, by=who
        )
        alone = {**principal_answers(on), "relationship": "single"}
        fill_in(made, made.people.get(), alone, by=who)
        send_documents(made, by=who)
        payments.settle(payments.begin(file_of(made), by=who), "pay")
        made = Application.objects.get(pk=made.pk)
        original = _Original(
            made, made.people.get(), list(made.documents.all()), made.payments.get()
        )
        transaction.set_rollback(True)
    return original


def copy[M: (Application, Person, Document, Payment)](record: M, **other: Any) -> M:
    """The same row once more, with these columns its own."""
    made = type(record)(**columns_of(record))
    for name, value in other.items():
        setattr(made, name, value)
    return made


def columns_of(record: Model) -> dict[str, Any]:
    """What a row holds, but for its key."""
    fields = record._meta.concrete_fields
    return {
        field.attname: getattr(record, field.attname) for field in fields if not field.primary_key
    }


def _crowd(first: int, count: int) -> list[User]:
    return User.objects.bulk_create(
        User(email=f"crowd{number}@example.test", password="!", name=f"Applicant {number}")  # noqa: S106
        for number in range(first, first + count)
    )


def _letters(numbers: Sequence[int], on: date, status: str = "used") -> list[Invitation]:
    """Letters of a round of their own."""
    mathieu = User.objects.create(
        email=f"ministry{numbers[0]}@example.test",
        password="!",  # noqa: S106
        role=Role.QUEBEC.value,
    )
    last = Round.objects.filter(programme=IMP_PLUS, year=on.year).order_by("-number").first()
    made = Round.objects.create(
        programme=IMP_PLUS,
        year=on.year,
        number=max(last.number if last else 0, FIRST_ROUND - 1) + 1,
        size=len(numbers),
        seed="12 34 56",
        considered=len(numbers),
        digest="sha256:",
        drawn_by=mathieu,
    )
    rows = [row(5_000_000 + number, on) for number in numbers]  # clear of a round of one
    chosen = Candidate.objects.bulk_create(
        Candidate(
            **one | {key: date.fromisoformat(one[key]) for key in candidate_faults.DAYS},
            invited=True,
        )
        for one in rows
    )
    return Invitation.objects.bulk_create(
        Invitation(
            number=f"L-TEST-{number:04}",
            code=f"{number:026}",
            candidate=candidate,
            round=made,
            status=status,
            issued_on=on,
        )
        for number, candidate in zip(numbers, chosen, strict=True)
    )
