"""Lucie notes what Leïla paid in advance, and strikes what she noted by mistake."""

from datetime import timedelta

import pytest

from impplus.actions import advances
from impplus.practice.models import Retainer
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.records.models import Firm, User
from tests.agreed import cleared, offered, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(firm: Firm, lucie: User) -> Retainer:
    return offered(cleared(firm, lucie), lucie)


def test_an_advance_is_noted_with_its_receipt_once(sent: Retainer, lucie: User) -> None:
    with pytest.raises(WrongMoment):
        advances.note(sent, paid_on=clock.today(SERVED), cents=100, receipt="R-1", by=lucie)
    signed(sent)
    today = clock.today(SERVED)
    first = advances.note(sent, paid_on=today, cents=50_000, receipt="R-1", by=lucie)
    with pytest.raises(AlreadyDone):
        advances.note(sent, paid_on=today, cents=50_000, receipt="R-1", by=lucie)
    with pytest.raises(NotUnderstood):
        advances.note(sent, paid_on=today, cents=1, receipt="R-1", by=lucie)
    with pytest.raises(NotUnderstood):
        advances.note(sent, paid_on=today + timedelta(days=1), cents=1, receipt="R-2", by=lucie)
    advances.strike(first, by=lucie)
    advances.note(sent, paid_on=today, cents=40_000, receipt="R-1", by=lucie)
