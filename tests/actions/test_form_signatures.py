"""Both sides sign IMM 5476, and its freshness is counted from the older signature."""

from datetime import timedelta

import pytest

from impplus.actions import form_signatures
from impplus.practice.models import Deadline
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import User
from impplus.rules.terms import TERMS, is_near
from tests.matters import opened

pytestmark = pytest.mark.django_db


def test_imm_5476_is_counted_from_the_older_signature_and_near_from_day_60(lucie: User) -> None:
    matter, today = opened(lucie), clock.today(SERVED)
    form_signatures.note(
        matter, side="client", name="Wilner", signed_on=today - timedelta(days=61), by=lucie
    )
    assert Deadline.objects.count() == 0
    form_signatures.note(matter, side="representative", name="Lucie", signed_on=today, by=lucie)
    one = Deadline.objects.get()
    assert (one.kind, one.since) == ("imm-5476", today - timedelta(days=61))
    assert one.due_on == one.since + timedelta(days=90)
    assert is_near(TERMS["imm-5476"], one.due_on, one.since + timedelta(days=60))
    assert not is_near(TERMS["imm-5476"], one.due_on, one.since + timedelta(days=59))
    form_signatures.note(matter, side="client", name="Wilner", signed_on=today, by=lucie)
    running = Deadline.objects.filter(status="counted")
    assert [each.since for each in running] == [today]
    with pytest.raises(NotUnderstood):
        form_signatures.note(
            matter, side="client", name="W", signed_on=today + timedelta(days=1), by=lucie
        )
