"""Officers at their desk, and files in the states in which they meet them."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.models import OuterRef, Subquery
from django.test import Client
from django.utils.translation import override

from impplus.actions import reviews
from impplus.programmes import IMP_PLUS
from impplus.queries.biometrics import owed_in
from impplus.queries.clock import now, today
from impplus.queries.file import file_of
from impplus.records.models import Application, Receipt, User
from tests.desk.on_paper import arrived, typed_in
from tests.kept import kept
from tests.people import ready_drafts, signed_in

__all__ = ["arrived", "typed_in"]

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


@pytest.fixture
@kept
def taken(submitted: Application, olivia: User) -> Application:
    """Alice's application, taken by Olivia."""
    reviews.take_oldest(by=olivia)
    submitted.refresh_from_db()
    return submitted


@pytest.fixture
@kept
def processing(taken: Application, olivia: User) -> Application:
    """Alice's application, found complete."""
    reviews.complete(taken, by=olivia)
    taken.refresh_from_db()
    return taken


@pytest.fixture
@kept
def enrolled(processing: Application, olivia: User, this_day: date) -> Application:
    """Alice's application, with everyone's biometrics given."""
    reviews.request_biometrics(processing, by=olivia)
    for person in owed_in(file_of(processing)).values():
        person.refresh_from_db()
        reviews.record_biometrics(person, on=this_day, by=olivia)
    return processing


def days_ago(days: int) -> datetime:
    """This time of day so many days ago where the programme counts them, whatever the clocks did."""
    return now().astimezone(ZoneInfo(IMP_PLUS.time_zone)) - timedelta(days=days)


@pytest.fixture
def many(db: None) -> Made:
    """Write so many received files, each a day younger than the one before."""

    def make(
        count: int, status: str = "submitted", oldest: datetime | None = None
    ) -> list[Application]:
        first = oldest or days_ago(100)
        made = ready_drafts(count, today(IMP_PLUS))
        for place, one in enumerate(made):
            Receipt.objects.create(
                application=one,
                received_at=first + timedelta(days=place),
                content={},
                digest="sha256:0",
                rules="sha256:0",
                signature="Côté",
            )
            one.people.update(family_name="Côté", given_names=NAMES[place % len(NAMES)])
        files = Application.objects.filter(pk__in=[one.pk for one in made])
        received = Receipt.objects.filter(application=OuterRef("pk")).values("received_at")
        files.update(status=status, received_at=Subquery(received))
        return list(files.order_by("received_at"))

    return make
