"""Files that were closed by mistake: one that was refused, one that was returned."""

import pytest

from impplus.actions import decisions, reviews
from impplus.records.models import Application, User
from tests.heard import heard
from tests.kept import kept


def now(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


@pytest.fixture
@kept
def refused(examined: Application, olivia: User) -> Application:
    """Alice's application, refused by Olivia for a concern that was put."""
    heard(examined, "will-leave", by=olivia)
    decisions.refuse(now(examined), unmet={"will-leave": "Non."}, reasons="Mal lu.", by=olivia)
    return now(examined)


@pytest.fixture
@kept
def returned(received: Application, olivia: User) -> Application:
    """Alice's application, returned as incomplete though nothing was missing."""
    reviews.take_oldest(by=olivia)
    reviews.return_incomplete(
        now(received), reasons="Il manque le diplôme de la demandeuse.", by=olivia
    )
    return now(received)
