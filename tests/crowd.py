"""A crowd of applicants who are ready, made quickly, and an intake too small for them."""

import uuid
from collections.abc import Sequence
from datetime import date
from io import BytesIO

from impplus.actions import candidates
from impplus.outside import store
from impplus.queries import readiness
from impplus.queries.answers import columns_of
from impplus.queries.file import file_of
from impplus.records.clock import Now
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
from tests.papers import a_pdf, principal_answers, row


def small_intake(on: date, size: int) -> Intake:
    """A year's intake with fewer places than the law gives."""
    made = Intake.objects.create(programme="imp-plus", year=on.year, size=size)
    Place.objects.bulk_create(Place(intake=made, number=number) for number in range(1, size + 1))
    return made


def ready_drafts(count: int, on: date, applicants: Sequence[User] = ()) -> list[Application]:
    """Complete and paid drafts of people who come alone: all but their signatures.

    The rows are written directly, since a crowd would take the actions too long.
    """
    first = Application.objects.count() + 1
    people = [*applicants, *_crowd(first, count - len(applicants))]
    numbers = range(first, first + count)
    letters = _letters(numbers, on)
    answers = principal_answers(on) | {"relationship": "single"}
    made = Application.objects.bulk_create(
        Application(number=f"W-TEST-{number:04}", applicant=who, invitation=letter, language="en")
        for number, who, letter in zip(numbers, people, letters, strict=True)
    )
    columns = columns_of(answers | {"relation": "principal"})
    Person.objects.bulk_create(Person(application=one, position=0, **columns) for one in made)
    _send_and_pay(made, on)
    return list(Application.objects.filter(pk__in=[one.pk for one in made]).order_by("number"))


def _crowd(first: int, count: int) -> list[User]:
    return User.objects.bulk_create(
        User(email=f"crowd{number}@example.test", password="!", name=f"Applicant {number}")
        for number in range(first, first + count)
    )


def _letters(numbers: Sequence[int], on: date) -> list[Invitation]:
    mathieu = User.objects.create(
        email=f"ministry{numbers[0]}@example.test", password="!", role=Role.QUEBEC.value
    )
    made = Round.objects.create(
        year=on.year,
        number=1000 + numbers[0],
        size=len(numbers),
        seed="announced",
        considered=len(numbers),
        digest="sha256:",
        drawn_by=mathieu,
    )
    rows = [row(5_000_000 + number, on) for number in numbers]  # clear of a round of one
    chosen = Candidate.objects.bulk_create(
        Candidate(**one | {key: date.fromisoformat(one[key]) for key in candidates.DAYS})
        for one in rows
    )
    return Invitation.objects.bulk_create(
        Invitation(
            number=f"L-TEST-{number:04}",
            code=f"{number:026}",
            candidate=candidate,
            round=made,
            status="used",
            issued_on=on,
        )
        for number, candidate in zip(numbers, chosen, strict=True)
    )


def _send_and_pay(made: list[Application], on: date) -> None:
    ready = readiness.of(file_of(made[0], on=on))
    content = a_pdf()
    key = store.put(BytesIO(content))
    Document.objects.bulk_create(
        Document(
            application=one,
            person=one.people.get(),
            key=needed.key,
            name=f"{needed.key}.pdf",
            media_type="application/pdf",
            size=len(content),
            pages=1,
            content=key,
            sent_by_id=one.applicant_id,
        )
        for one in made
        for needed in ready.documents_needed
    )
    lines = [
        {
            "key": line.key,
            "person": line.person,
            "amount": str(line.amount),
            "text": {"en": line.text.en, "fr": line.text.fr},
            "cite": line.source.cite,
        }
        for line in ready.bill.lines
    ]
    Payment.objects.bulk_create(
        Payment(
            application=one,
            reference=uuid.uuid4(),
            amount=ready.due,
            lines=lines,
            provider_id=f"ch_{one.number}",
            url="http://127.0.0.1:9/paid",
            status="paid",
            paid_at=Now(),
        )
        for one in made
    )
