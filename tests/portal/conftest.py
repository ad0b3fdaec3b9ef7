"""Alice, her lawyer, a stranger and an officer at their browsers, and Alice's file in its states."""

import pytest
from django.test import Client

from impplus.actions import letters, mandates, reviews
from impplus.records.models import Application, Delegation, Mandate, Person, Question, User
from tests.kept import kept
from tests.people import signed_in


@pytest.fixture
def alices(alice: User) -> Client:
    """Alice's browser."""
    return signed_in(alice)


@pytest.fixture
def bobs(bob: User) -> Client:
    """Bob's browser; he has an account and no application."""
    return signed_in(bob)


@pytest.fixture
def lucies(lucie: User) -> Client:
    """Lucie's browser."""
    return signed_in(lucie)


@pytest.fixture
@kept
def mandate(draft: Application, alice: User, lucie: User) -> Mandate:
    """Alice's mandate to Lucie."""
    return mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)


@pytest.fixture
@kept
def asked(submitted: Application, olivia: User) -> Question:
    """Olivia's question in Alice's file."""
    reviews.take_oldest(by=olivia)
    submitted.refresh_from_db()
    return reviews.ask(submitted, text="Votre diplôme?", document="", days=30, by=olivia)


@pytest.fixture
@kept
def sent(submitted: Application) -> Application:
    """Alice's received file, with its receipt signed and sent."""
    letters.send_owed()
    return submitted


@pytest.fixture
@kept
def karim(ready_draft: Application) -> Person:
    """Alice's husband in her application, who has signed."""
    return ready_draft.people.get(relation="spouse")


@pytest.fixture
@kept
def given(karim: Person) -> Delegation:
    """His part, in his account."""
    return karim.delegations.get()


@pytest.fixture
def his(given: Delegation) -> Client:
    """Karim's browser."""
    assert given.account is not None
    return signed_in(given.account)
