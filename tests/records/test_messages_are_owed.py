"""A notice that had not left becomes a message to each reader with the migration, and is due again on the way back."""

import pytest

from impplus.actions import letters, mandates
from impplus.records.models import Application, Letter, Message, User
from tests.records.test_decisions_name_their_office import migrated
from tests.site import owner

BEFORE = ("records", "0016_the_log")


@pytest.mark.django_db(transaction=True)
def test_what_is_due_goes_through_the_migration_and_back(
    received: Application, alice: User, lucie: User
) -> None:
    mandates.give(received, lawyer=lucie, signature="Alice Benali", by=alice)
    receipt = received.letters.get(kind="receipt")
    letters.send_owed()
    with owner():
        Message.objects.all().delete()
    try:
        old = migrated(BEFORE).get_model("records", "Letter").objects
        old.filter(pk=receipt.pk).update(notice_due_at=receipt.owed_at)
        waiting = old.create(kind="receipt", application_id=received.pk, facts={})
        migrated(None)
        told = {(one.letter, one.account, one.status) for one in Message.objects.all()}
        assert told == {(receipt, alice, "owed"), (receipt, lucie, "owed")}
        assert set(Letter.objects.filter(due_at__isnull=False)) == {
            Letter.objects.get(pk=waiting.pk)
        }
        old = migrated(BEFORE).get_model("records", "Letter").objects
        assert [one.pk for one in old.exclude(notice_due_at=None)] == [receipt.pk]
    finally:
        migrated(None)
