"""Officers besides Olivia, their manager, and the file that Olivia has."""

import pytest

from impplus.actions import reviews
from impplus.records.models import Application, User
from impplus.rules.lifecycle import Role
from tests.kept import kept, kept_account
from tests.people import user


@pytest.fixture
@kept_account
def noor(db: None) -> User:
    """Noor is another federal officer."""
    return user("noor@example.test", "Noor Siddiqui", Role.FEDERAL)


@pytest.fixture
@kept_account
def omar(db: None) -> User:
    """Omar is a third."""
    return user("omar@example.test", "Omar Haddad", Role.FEDERAL)


@pytest.fixture
@kept_account
def amina(db: None) -> User:
    """Amina is a federal manager."""
    return user("amina@example.test", "Amina Farouk", Role.MANAGER)


@pytest.fixture
@kept
def olivias(submitted: Application, olivia: User) -> Application:
    """Alice's application, taken by Olivia."""
    reviews.take_oldest(by=olivia)
    submitted.refresh_from_db()
    return submitted
