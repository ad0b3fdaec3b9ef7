"""What becomes of a part of one's own when an account is deleted: that of the applicant, or one's own."""

import pytest
from django.core import mail

from impplus.actions import delegations, deletions, messages
from impplus.queries import clock
from impplus.queries.deletions import deletion_of
from impplus.queries.refusals import AccountHeld
from impplus.records import access
from impplus.records.models import Application, Delegation, Message, User
from tests.site import owner


def test_a_part_goes_with_the_draft_of_a_deleted_account_and_the_member_is_told(
    taken: Delegation, draft: Application, alice: User, his: User
) -> None:
    delegations.keep_private(taken, private=True, by=his)
    with owner():
        Message.objects.all().delete()
    deletions.delete(by=alice)
    taken.refresh_from_db()
    assert (taken.status, taken.person, taken.private) == ("ended", None, False)
    news = Message.objects.filter(account=his)
    assert [one.notice for one in news] == ["own-draft-destroyed"]
    assert access.own_parts(his).count() == 0
    messages.send_owed()
    assert [one.to for one in mail.outbox if his.email in one.to] == [[his.email]]


def test_an_account_with_a_part_is_deleted_once_it_is_handed_back(
    taken: Delegation, draft: Application, his: User
) -> None:
    with pytest.raises(AccountHeld):
        deletions.delete(by=his)
    assert [one.why for one in deletion_of(his).holds] == ["part"]
    delegations.end(taken, by=his)
    deletions.delete(by=his)
    his.refresh_from_db()
    assert not his.is_active
    assert draft.people.filter(relation="spouse").count() == 1


def test_an_account_with_a_part_of_what_was_received_stays_until_the_decision(
    taken: Delegation, draft: Application, his: User
) -> None:
    with owner():
        Application.objects.filter(pk=draft.pk).update(status="processing", received_at=clock.now())
    assert [one.why for one in deletion_of(his).holds] == ["family"]
    with owner():
        Application.objects.filter(pk=draft.pk).update(status="refused")
    assert deletion_of(his).holds == ()
