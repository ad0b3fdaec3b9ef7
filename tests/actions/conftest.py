"""A draft that waits for its fees, and a list that stopped."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from impplus.actions import batches, candidates
from impplus.records.models import Application, Batch, User
from tests.actions.lists import asked, worked
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
