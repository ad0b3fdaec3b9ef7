"""A draft that waits for its fees, a list that stopped, and Karim, who has a part of his own."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from impplus.actions import applications, batches, candidates, delegations, moves
from impplus.demonstration.answers import fill_in
from impplus.queries.delegations import link_of
from impplus.records.models import Absence, Application, Batch, Delegation, Intake, Person, User
from tests import people, ready
from tests.actions.lists import asked, worked
from tests.kept import kept
from tests.people import Cards
from tests.site import owner


@pytest.fixture
def unpaid(paid_draft: Application, cards: Cards) -> Application:
    """Alice's application, complete but for the fees."""
    with owner():
        paid_draft.payments.all().delete()
    return paid_draft


@pytest.fixture
def in_small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five rows a part, two parts a turn."""
    monkeypatch.setattr(batches, "AT_ONCE", 5)
    monkeypatch.setattr(batches, "A_TURN", 2)


@pytest.fixture
def stopped(
    in_small_parts: None, mathieu: User, this_day: date, settings: Settings, tmp_path: Path
) -> Batch:
    """A list that was lost after its first rows, and found again once the test begins."""
    kept = settings.STORAGES
    batch = asked(mathieu, this_day)
    batches.go_on(candidates.IMPORT)
    empty = kept["documents"] | {"OPTIONS": {"location": tmp_path / "empty"}}
    settings.STORAGES = kept | {"documents": empty}
    worked(batch)
    settings.STORAGES = kept
    return batch


@pytest.fixture
@kept
def unsigned(
    draft: Application, alice: User, cards: Cards, intake: Intake, this_day: date
) -> Application:
    """Alice's application with her family, paid, all but the signatures."""
    ready.family(draft, this_day)
    people.pay_all(draft, cards, alice)
    return draft


@pytest.fixture
def husband(file: Application) -> Person:
    """Karim in the `file` of a test."""
    return file.people.get(relation="spouse")


@pytest.fixture
def karim_account(husband: Person) -> User:
    """Karim’s account."""
    account = husband.delegations.get().account
    assert account is not None
    return account


@pytest.fixture
def karim(draft: Application, alice: User, this_day: date) -> Person:
    """Karim, Alice's spouse, declared in her draft with every answer."""
    member = applications.add_member(draft, by=alice)
    fill_in(draft, member, people.spouse_answers(this_day), by=alice)
    return member


@pytest.fixture
def his(db: None) -> User:
    """Karim's own account."""
    return people.user("karim@example.test", "Karim Idrissi")


@pytest.fixture
def offered(karim: Person, alice: User) -> Delegation:
    """The link that Alice had sent to Karim."""
    return delegations.offer(karim, email="karim@example.test", language="fr", by=alice)


@pytest.fixture
def taken(offered: Delegation, his: User) -> Delegation:
    """Karim's part, in his account."""
    return delegations.accept(link_of(offered), born=date(1988, 9, 9), by=his)


@pytest.fixture
def an_event(olivia: User, noor: User, this_day: date) -> Callable[[], None]:
    """Olivia plans a day off: one event of the log, and no row that another transaction waits for."""

    def happen() -> None:
        away = Absence(officer=olivia, substitute=noor, first=this_day, last=this_day)
        moves.move(away, "declare", by=olivia)

    return happen
