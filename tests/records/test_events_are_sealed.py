"""An event of an older version is given its leaf by the migration, as if it had been sealed at once."""

import pytest

from impplus.queries.seals import leaf_of
from impplus.records.models import Application, Event, User
from impplus.rules import seal
from tests.records.test_decisions_name_their_office import migrated

BEFORE = ("records", "0010_notices_are_owed")
KINDS = {"submit": seal.RECEIPT, "take": seal.CHANGE, "issue": seal.INVENTED}


@pytest.mark.django_db(transaction=True)
def test_old_events_are_sealed(submitted: Application, olivia: User) -> None:
    submitted.invitation.candidate.demo = True
    submitted.invitation.candidate.save()
    kept = Event.objects.count()
    try:
        old = migrated(BEFORE).get_model("records", "Event").objects
        for noun, verb, about in (
            ("application", "submit", submitted.pk),
            ("application", "take", submitted.pk),
            ("invitation", "issue", submitted.invitation.pk),
        ):
            application = submitted.pk if noun == "application" else None
            detail = {"é": [1, "x"], "b": None}
            old.create(
                noun=noun, verb=verb, about=str(about), role="x", by_id=olivia.pk,
                application_id=application, detail=detail,
            )  # fmt: skip
    finally:
        migrated(None)
    events = list(Event.objects.order_by("id"))
    assert len({bytes(event.salt) for event in events}) == len(events) == kept + 3
    leaves = [seal.leaf_of(bytes(event.leaf)) for event in events]
    assert leaves == [
        leaf_of(event, invented=leaf.invented) for event, leaf in zip(events, leaves, strict=True)
    ]
    told = {event.verb: leaf.kind for event, leaf in zip(events, leaves, strict=True)}
    assert told | KINDS == told
