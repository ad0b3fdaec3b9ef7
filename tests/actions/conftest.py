"""A draft that waits for its fees."""

import pytest

from impplus.records.models import Application
from tests.people import Cards
from tests.site import owner


@pytest.fixture
def unpaid(paid_draft: Application, cards: Cards) -> Application:
    """Alice's application, complete but for the fees."""
    with owner():
        paid_draft.payments.all().delete()
    return paid_draft
