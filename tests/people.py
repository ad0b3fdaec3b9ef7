"""The people of the tests, their papers, and the world that they meet in."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial
from typing import IO, Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from impplus.actions import (
    answers as saving,
    applications,
    candidates,
    enquiries,
    invitations,
    payments,
    reviews,
)
from impplus.demonstration import held_rounds
from impplus.demonstration.accounts import PASSWORD, open_account
from impplus.demonstration.answers import fill_in
from impplus.demonstration.applications import send_documents
from impplus.demonstration.bulk import ready_drafts, small_intake
from impplus.demonstration.papers import (
    a_jpeg,
    a_pdf,
    as_csv,
    child_answers,
    principal_answers,
    row,
    spouse_answers,
)
from impplus.demonstration.signing import family_signs
from impplus.practice.models import Enquiry
from impplus.programmes import IMP_PLUS
from impplus.queries import findings
from impplus.queries.answers import columns_of, sheet_about
from impplus.queries.clock import today
from impplus.queries.file import file_of
from impplus.records.models import (
    Application,
    Firm,
    Intake,
    Invitation,
    Payment,
    Person,
    User,
)
from impplus.rules.form import Answer, Answers, Step
from impplus.rules.lifecycle import Role
from tests import ready
from tests.cards import CARD, Cards, cards
from tests.kept import kept, kept_account

__all__ = [
    "CARD",
    "PASSWORD",
    "Cards",
    "a_jpeg",
    "a_pdf",
    "as_csv",
    "cards",
    "child_answers",
    "family_signs",
    "fill_in",
    "principal_answers",
    "ready_drafts",
    "row",
    "send_documents",
    "small_intake",
    "spouse_answers",
]

user = partial(open_account, demo=False)
# What the form asks today.
FORM = IMP_PLUS.in_force(datetime.now(ZoneInfo(IMP_PLUS.time_zone)).date()).steps


@pytest.fixture
@kept_account
def alice(db: None) -> User:
    """Alice applies, in French."""
    return user("alice@example.test", "Alice Benali", Role.APPLICANT, "fr")


@pytest.fixture
@kept_account
def bob(db: None) -> User:
    """Bob is a stranger with an account of his own."""
    return user("bob@example.test", "Bob Martin", Role.APPLICANT)


@pytest.fixture
@kept_account
def firm(db: None) -> Firm:
    """The firm that Lucie works for."""
    return Firm.objects.create(name="Cabinet Tremblay", slug="tremblay", city="Montréal")


@pytest.fixture
@kept_account
def lucie(firm: Firm) -> User:
    """Lucie is a lawyer."""
    return user("lucie@example.test", "Lucie Tremblay", Role.REPRESENTATIVE, "fr", firm)


@pytest.fixture
@kept_account
def olivia(db: None) -> User:
    """Olivia is a federal officer."""
    return user("olivia@example.test", "Olivia Chen", Role.FEDERAL)


@pytest.fixture
@kept_account
def mathieu(db: None) -> User:
    """Mathieu works at the ministry in Quebec."""
    return user("mathieu@example.test", "Mathieu Roy", Role.QUEBEC, "fr")


@pytest.fixture
def this_day(db: None) -> date:
    """The programme's day now."""
    return today(IMP_PLUS)


@pytest.fixture
@kept
def intake(this_day: date) -> Intake:
    """This year's intake, open; of few places, since thousands of rows would be made for each test."""
    return small_intake(this_day, 100)


@pytest.fixture
@kept
def letter(mathieu: User, this_day: date) -> Invitation:
    """Alice's letter of invitation, drawn in a round of one."""
    candidates.import_csv(as_csv(row(1, this_day)), by=mathieu)
    made = held_rounds.draw(IMP_PLUS, size=1, seed="17 23", by=mathieu)
    return made.invitations.get()


@pytest.fixture
@kept
def draft(alice: User, letter: Invitation) -> Application:
    """Alice's application, just begun."""
    return bound(alice, letter)


def bound(applicant: User, letter: Invitation) -> Application:
    """The application that an applicant starts with a letter."""
    candidate = letter.candidate
    return invitations.bind(
        IMP_PLUS,
        code=letter.code,
        csq_number=candidate.csq_number,
        born=candidate.born,
        by=applicant,
    )


def save(
    application: Application, step: Step, answers: Answers, by: User, person: Person | None = None
) -> int:
    """Save a step upon what stands now."""
    about = person or application.people.get(relation="principal")
    sheet = sheet_about(about, application.programme.in_force(today(application.programme)).steps)
    return saving.save(sheet, step=step, answers=answers, version=about.answers_version, by=by)


def let_say(people: Iterable[Person], **answers: Answer) -> None:
    """Let answers be what they could become behind one's back."""
    for person in people:
        Person.objects.filter(pk=person.pk).update(**columns_of(answers, person.answers))


def bytes_of(file: IO[bytes]) -> bytes:
    """All of a file that was opened; it is closed."""
    with file:
        return file.read()


def signed_in(who: User) -> Client:
    """A browser in which someone is signed in."""
    client = Client()
    client.force_login(who)
    return client


def written_to(firm: Firm, **otherwise: Any) -> Enquiry:
    """What Bob asks a firm, unless told otherwise."""
    bob = {"name": "Bob Martin", "email": "bob@example.test", "phone": "", "language": "en"}
    told = {"country": "MAR", "has_csq": True, "has_letter": False, "partner": True}
    asked = {"message": "May my brother come too?", "newsletter": False}
    return enquiries.request(firm, **{**bob, **told, **asked, **otherwise})


def all_met(application: Application) -> dict[str, bool]:
    """What an officer says who finds every requirement met that is left to her."""
    return {one.key: True for one in findings.judged(file_of(application)).requirements}


def pay_all(application: Application, cards: Cards, by: User) -> Payment:
    """Pay what is due with a card that works."""
    back = "http://127.0.0.1:8000/back"
    begun = payments.start(file_of(application), return_url=back, language="en", by=by)
    cards.pay(begun)
    return payments.confirm(begun)


@pytest.fixture
@kept
def ready_draft(
    draft: Application, alice: User, cards: Cards, intake: Intake, this_day: date
) -> Application:
    """Alice's application with her family, documents and fees: all but her own signature."""
    ready.family(draft, this_day)
    pay_all(draft, cards, alice)
    family_signs(draft, demo=False)
    return draft


@pytest.fixture
@kept
def submitted(ready_draft: Application, alice: User) -> Application:
    """Alice's application, received."""
    applications.submit(ready_draft, signature="Alice Benali", by=alice)
    ready_draft.refresh_from_db()
    return ready_draft


@pytest.fixture
@kept
def paid_draft(alice: User, this_day: date) -> Application:
    """Alice's application, alone, paid and complete, made without the card simulator."""
    (made,) = ready_drafts(1, this_day, [alice])
    return made


@pytest.fixture
@kept
def received(paid_draft: Application, alice: User, intake: Intake) -> Application:
    """Alice's application, alone, received."""
    applications.submit(paid_draft, signature="Alice Benali", by=alice)
    return paid_draft


@pytest.fixture
@kept
def examined(received: Application, olivia: User, this_day: date) -> Application:
    """Alice's application, alone, ready to be decided."""
    reviews.take_oldest(by=olivia)
    reviews.complete(received, by=olivia)
    reviews.request_biometrics(received, by=olivia)
    reviews.record_biometrics(received.people.get(), on=this_day, by=olivia)
    received.refresh_from_db()
    return received


@pytest.fixture
@kept
def family(submitted: Application, olivia: User, this_day: date) -> Application:
    """Alice's application with Karim and with Sami, who is 23, ready to be decided."""
    grown = {"born": date(this_day.year - 23, 1, 1), "dependent_for_health": False}
    let_say(submitted.people.filter(relation="child"), **grown)
    reviews.take_oldest(by=olivia)
    reviews.complete(submitted, by=olivia)
    submitted.people.update(biometrics_taken_on=this_day)
    return Application.objects.get()
