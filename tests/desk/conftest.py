"""Officers at their desk, and files in the states in which they meet them."""

import uuid
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils.translation import override

from impplus.actions import reviews
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import now
from impplus.queries.file import file_of
from impplus.records.models import Application, Candidate, Invitation, Person, Receipt, Round, User
from impplus.rules.lifecycle import Role

NAMES = ("Zoé", "Inès", "Anaïs")

type Made = Callable[..., list[Application]]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Addresses are English unless a test says otherwise, whatever page was opened before it."""
    with override("en"):
        yield


@pytest.fixture
def desk(olivia: User) -> Client:
    """Olivia's browser, signed in."""
    return signed_in(olivia)


@pytest.fixture
def ministry(mathieu: User) -> Client:
    """Mathieu's browser, signed in."""
    return signed_in(mathieu)


def signed_in(who: User) -> Client:
    """A browser in which someone is signed in."""
    client = Client()
    client.force_login(who)
    return client


@pytest.fixture
def taken(submitted: Application, olivia: User) -> Application:
    """Alice's application, taken by Olivia."""
    reviews.take_oldest(by=olivia)
    submitted.refresh_from_db()
    return submitted


@pytest.fixture
def processing(taken: Application, olivia: User) -> Application:
    """Alice's application, found complete."""
    reviews.complete(taken, by=olivia)
    taken.refresh_from_db()
    return taken


@pytest.fixture
def enrolled(processing: Application, olivia: User, this_day: date) -> Application:
    """Alice's application, with everyone's biometrics given."""
    reviews.request_biometrics(processing, by=olivia)
    for person in reviews.biometrics_owed(file_of(processing)).values():
        person.refresh_from_db()
        reviews.record_biometrics(person, on=this_day, by=olivia)
    return processing


@pytest.fixture
def many(db: None) -> Made:
    """Write so many received files, each a day younger than the one before."""

    def make(
        count: int, status: str = "submitted", oldest: datetime | None = None
    ) -> list[Application]:
        first = oldest or now() - timedelta(days=100)
        day = IMP_PLUS.day_of(first)
        clerk = User.objects.create(email=f"{uuid.uuid4()}@example.test", role=Role.QUEBEC)
        drawn = Round.objects.create(
            year=day.year,
            number=Round.objects.count() + 1,
            size=count,
            seed="x",
            considered=count,
            digest="sha256:0",
            drawn_by=clerk,
        )
        return [
            _file(drawn, status, first + timedelta(days=place), place) for place in range(count)
        ]

    return make


def _file(drawn: Round, status: str, received: datetime, place: int) -> Application:
    mark = uuid.uuid4().hex[:12]
    day = IMP_PLUS.day_of(received)
    candidate = Candidate.objects.create(
        reference=f"R{mark}",
        mifi_file=mark,
        csq_number=f"Q{mark}",
        csq_programme="PRTQ",
        csq_issued=day - timedelta(days=100),
        csq_expires=day + timedelta(days=600),
        family_name="Côté",
        given_names=NAMES[place % len(NAMES)],
        born=date(1990, 1, 1),
        nationality="FRA",
        lives_country="FRA",
        email=f"{mark}@example.test",
        language="fr",
    )
    invitation = Invitation.objects.create(
        number=f"L-{mark}",
        code=mark,
        candidate=candidate,
        round=drawn,
        status="used",
        issued_on=day,
    )
    application = Application.objects.create(
        number=f"W-{mark}",
        applicant=User.objects.create(email=f"{mark}@example.test"),
        invitation=invitation,
        status=status,
        language="fr",
    )
    Person.objects.create(
        application=application,
        relation="principal",
        position=0,
        given_names=candidate.given_names,
        family_name=candidate.family_name,
    )
    Receipt.objects.create(
        application=application,
        received_at=received,
        content={},
        digest="sha256:0",
        rules="sha256:0",
        signature=candidate.name,
    )
    return application
