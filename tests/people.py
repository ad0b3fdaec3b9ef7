"""The people of the tests, their papers, and the world that they meet in."""

import io
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pikepdf
import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db.models.functions import Now
from PIL import Image
from pytest_django import Settings

from impplus.actions import (
    applications,
    candidates,
    documents,
    intakes,
    invitations,
    payments,
    readiness,
    rounds,
)
from impplus.outside import store
from impplus.outside.cards_simulator.server import Simulator
from impplus.programmes import ALL, IMP_PLUS
from impplus.records.models import (
    Application,
    Candidate,
    Document,
    Firm,
    Intake,
    Invitation,
    Payment,
    Person,
    Place,
    Round,
    User,
)
from impplus.records.reading import today
from impplus.rules.form import Answers, asked
from impplus.rules.lifecycle import Role

PASSWORD = "a long enough password"
CARD = "4242 4242 4242 4242"


def user(email: str, name: str, role: Role, language: str = "en", firm: Firm | None = None) -> User:
    """An account that is confirmed."""
    made = User(email=email, name=name, role=role.value, language=language, firm=firm)
    made.password = _hashed()
    made.save()
    EmailAddress.objects.create(user=made, email=email, primary=True, verified=True)
    return made


@cache
def _hashed() -> str:
    return make_password(PASSWORD)  # slow on purpose, so once for everybody


@pytest.fixture
def alice(db: None) -> User:
    """Alice applies, in French."""
    return user("alice@example.test", "Alice Benali", Role.APPLICANT, "fr")


@pytest.fixture
def bob(db: None) -> User:
    """Bob is a stranger with an account of his own."""
    return user("bob@example.test", "Bob Martin", Role.APPLICANT)


@pytest.fixture
def firm(db: None) -> Firm:
    """The firm that Lucie works for."""
    return Firm.objects.create(name="Cabinet Tremblay", slug="tremblay", city="Montréal")


@pytest.fixture
def lucie(firm: Firm) -> User:
    """Lucie is a lawyer."""
    return user("lucie@example.test", "Lucie Tremblay", Role.REPRESENTATIVE, "fr", firm)


@pytest.fixture
def olivia(db: None) -> User:
    """Olivia is a federal officer."""
    return user("olivia@example.test", "Olivia Chen", Role.FEDERAL)


@pytest.fixture
def mathieu(db: None) -> User:
    """Mathieu works at the ministry in Quebec."""
    return user("mathieu@example.test", "Mathieu Roy", Role.QUEBEC, "fr")


@pytest.fixture
def this_day(db: None) -> date:
    """The programme's day now."""
    return today(IMP_PLUS)


@pytest.fixture
def intake(this_day: date) -> Intake:
    """This year's intake, open."""
    return intakes.open_year("imp-plus", this_day.year)


def row(number: int, on: date, **changes: str) -> dict[str, str]:
    """A sound line of the ministry's list."""
    return {
        "reference": f"C{number:07}",
        "mifi_file": f"C{number:010}",
        "csq_number": f"Q{number:08}",
        "csq_programme": "PRTQ",
        "csq_issued": (on - timedelta(days=200)).isoformat(),
        "csq_expires": (on + timedelta(days=530)).isoformat(),
        "family_name": "Benali",
        "given_names": "Alice",
        "born": "1990-04-02",
        "nationality": "MAR",
        "lives_country": "MAR",
        "email": f"candidate{number}@example.test",
        "language": "fr",
    } | changes


def as_csv(*rows: dict[str, str]) -> bytes:
    """The list as the ministry would send it."""
    lines = [",".join(candidates.COLUMNS)]
    lines += [",".join(one[column] for column in candidates.COLUMNS) for one in rows]
    return "\n".join(lines).encode()


@pytest.fixture
def letter(mathieu: User, this_day: date) -> Invitation:
    """Alice's letter of invitation, drawn in a round of one."""
    candidates.import_csv(as_csv(row(1, this_day)), by=mathieu)
    made = rounds.draw(size=1, seed="announced", by=mathieu)
    return made.invitations.get()


@pytest.fixture
def draft(alice: User, letter: Invitation) -> Application:
    """Alice's application, just begun."""
    return bound(alice, letter)


def bound(applicant: User, letter: Invitation) -> Application:
    """The application that an applicant starts with a letter."""
    candidate = letter.candidate
    return invitations.bind(
        code=letter.code, csq_number=candidate.csq_number, born=candidate.born, by=applicant
    )


def principal_answers(on: date) -> dict[str, str | bool | date]:
    """What Alice answers about herself."""
    return {
        "lives_country": "MAR",
        "intends_quebec": True,
        "csq_programme": "PRTQ",
        "csq_issued": on - timedelta(days=200),
        "csq_expires": on + timedelta(days=530),
        "pr_applied": False,
        "in_canada": False,
        "born": date(1990, 4, 2),
        "nationality": "MAR",
        "passport_expires": date(on.year + 7, 5, 1),
        "biometrics_before": False,
        "relationship": "married",
        "health_or_child_care": False,
        "medical_exam": False,
        "family_name": "Benali",
        "given_names": "Alice",
        "sex": "F",
        "birth_city": "Fès",
        "birth_country": "MAR",
        "passport_number": "AB1234567",
        "passport_country": "MAR",
        "passport_issued": date(on.year - 3, 5, 1),
        "address": "12, rue des Orangers",
        "city": "Rabat",
        "csq_number": "Q00000001",
        "mifi_file": "C0000000001",
        "occupation": "Infirmière",
        "education": "bachelor",
        "refused_before": False,
        "offence": False,
        "unauthorized_work": False,
    }


def spouse_answers(on: date) -> dict[str, str | bool | date]:
    """What she answers about Karim, her spouse."""
    return {
        "relation": "spouse",
        "family_name": "Idrissi",
        "given_names": "Karim",
        "sex": "M",
        "born": date(1988, 9, 9),
        "nationality": "MAR",
        "applies_for": "work-permit",
        "passport_number": "CD7654321",
        "passport_expires": date(on.year + 6, 1, 31),
        "biometrics_before": False,
    }


def child_answers(on: date) -> dict[str, str | bool | date]:
    """What she answers about Sami, her child."""
    return {
        "relation": "child",
        "family_name": "Idrissi",
        "given_names": "Sami",
        "sex": "M",
        "born": date(on.year - 8, 6, 1),
        "nationality": "MAR",
        "applies_for": "study-permit",
        "passport_number": "EF1112223",
        "passport_expires": date(on.year + 4, 3, 3),
        "biometrics_before": False,
        "studies": "primary",
        "other_parent_consents": True,
        "married": False,
    }


def answer_all(application: Application, person: Person, answers: Answers, by: User) -> None:
    """Save every step that these answers make necessary."""
    about = "application" if person.relation == "principal" else "member"
    steps = [s for s in ALL[application.programme].steps if s.about == about]
    for step in asked([s for s in steps if s.part != "self-check"], answers):
        mine = {field.key: answers.get(field.key) for field in step.fields}
        applications.save(application, step=step, answers=mine, by=by, person=person)
        person.refresh_from_db()
    application.refresh_from_db()


def a_pdf(text: str = "invented") -> bytes:
    """A small sound PDF; another text gives other bytes."""
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = text
        pdf.save(made, static_id=True)
    return made.getvalue()


def a_jpeg(width: int = 600, height: int = 800) -> bytes:
    """A small sound photograph."""
    made = io.BytesIO()
    Image.new("RGB", (width, height), "#ccd").save(made, "JPEG")
    return made.getvalue()


def send_documents(application: Application, by: User) -> None:
    """Send every document on the checklist."""
    ready = readiness.of(application, today(ALL[application.programme]))
    for one in ready.documents:
        person = ready.people[one.person]
        content = a_pdf(f"{one.key} {one.person}")
        documents.upload(
            application, person=person, key=one.key, name=f"{one.key}.pdf", content=content, by=by
        )


@dataclass
class Cards:
    """The card simulator as a person at her browser uses it."""

    simulator: Simulator

    def pay(self, payment: Payment, card: str = CARD) -> str:
        """Type a card on the hosted page; the address that it sends her back to."""
        form = urlencode({"card": card}).encode()
        try:
            build_opener(_Stay).open(Request(payment.url, data=form), timeout=10)
        except HTTPError as answer:
            return answer.headers.get("Location", "")
        raise AssertionError("the hosted page sends a payer back")


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *parts: object, **more: object) -> None:
        return None


@pytest.fixture
def cards(tmp_path: Path, settings: Settings) -> Iterator[Cards]:
    """The card simulator, a real HTTP service on a free port."""
    simulator = Simulator(
        port=0,
        secret=settings.CARDS_SECRET,
        webhook_url="http://127.0.0.1:9/nobody-listens",
        folder=tmp_path / "cards",
    )
    simulator.start()
    settings.CARDS_URL = simulator.url
    yield Cards(simulator)
    simulator.stop()


def pay_all(application: Application, cards: Cards, by: User) -> Payment:
    """Pay what is due with a card that works."""
    begun = payments.start(
        application, return_url="http://127.0.0.1:8000/back", language="en", by=by
    )
    cards.pay(begun)
    return payments.confirm(begun)


@pytest.fixture
def ready_draft(
    draft: Application, alice: User, cards: Cards, intake: Intake, this_day: date
) -> Application:
    """Alice's application with her family, documents and fees: all but her signature."""
    answer_all(draft, draft.people.get(), principal_answers(this_day), alice)
    for answers in (spouse_answers(this_day), child_answers(this_day)):
        answer_all(draft, applications.add_member(draft, by=alice), answers, alice)
    send_documents(draft, alice)
    pay_all(draft, cards, alice)
    return draft


@pytest.fixture
def submitted(ready_draft: Application, alice: User) -> Application:
    """Alice's application, received."""
    applications.submit(ready_draft, signature="Alice Benali", by=alice)
    ready_draft.refresh_from_db()
    return ready_draft


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
    persons = [Person(application=one, relation="principal", position=0) for one in made]
    for record in (*made, *persons):
        for key in answers.keys() & {field.attname for field in record._meta.concrete_fields}:
            setattr(record, key, answers[key])
    Application.objects.bulk_update(made, sorted(answers.keys() & _columns(Application)))
    Person.objects.bulk_create(persons)
    _send_and_pay(made, on)
    return list(Application.objects.filter(pk__in=[one.pk for one in made]).order_by("number"))


def _columns(record: type[Application]) -> set[str]:
    return {field.attname for field in record._meta.concrete_fields}


def _crowd(first: int, count: int) -> list[User]:
    return User.objects.bulk_create(
        User(email=f"crowd{number}@example.test", password="!", name=f"Applicant {number}")
        for number in range(first, first + count)
    )


def _letters(numbers: Sequence[int], on: date) -> list[Invitation]:
    mathieu = user(f"ministry{numbers[0]}@example.test", "Mathieu Roy", Role.QUEBEC, "fr")
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
    ready = readiness.of(made[0], on)
    content = a_pdf()
    key = store.put(content)
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


@pytest.fixture
def paid_draft(alice: User, this_day: date) -> Application:
    """Alice's application, alone, paid and complete, made without the card simulator."""
    (made,) = ready_drafts(1, this_day, [alice])
    return made


@pytest.fixture
def received(paid_draft: Application, alice: User, intake: Intake) -> Application:
    """Alice's application, alone, received."""
    applications.submit(paid_draft, signature="Alice Benali", by=alice)
    return paid_draft
