"""An event is written once: the database refuses even its owner to change it or to let it go."""

import pytest
from django.db import Error, IntegrityError, connection, transaction

from impplus.records.models import Application, Event
from impplus.rules.lifecycle import move_of
from tests.site import owner


@pytest.mark.parametrize(
    "statement",
    ["UPDATE records_event SET verb = 'x'", "DELETE FROM records_event"],
    ids=["changed", "deleted"],
)
def test_an_event_cannot_be(statement: str, received: Application) -> None:
    before = list(Event.objects.values())
    with owner(), pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(Event.objects.values()) == before


def test_an_application_cannot_be_deleted_with_its_events(received: Application) -> None:
    with owner(), pytest.raises(IntegrityError), transaction.atomic():
        received.delete()
    assert move_of("application", "submit").verb in [event.verb for event in received.events.all()]
