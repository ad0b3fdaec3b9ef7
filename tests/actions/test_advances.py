"""Lucie notes what Leïla paid in advance, and what she noted by mistake is corrected by a second row."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from impplus.actions import advances
from impplus.practice.models import Advance, Retainer
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours, WrongMoment
from impplus.queries.retainers import paid_in_advance
from impplus.records.models import Firm, User
from tests.agreed import cleared, offered, signed
from tests.matters import colleague

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
    advances.correct(
        first, paid_on=today, cents=0, receipt="R-1", reason="Another client paid.", by=lucie
    )
    advances.note(sent, paid_on=today, cents=40_000, receipt="R-1", by=lucie)
    assert paid_in_advance(sent) == Decimal(400)


def test_a_slip_stays_and_its_correction_says_what_is_right(sent: Retainer, lucie: User) -> None:
    signed(sent)
    today = clock.today(SERVED)
    slip = advances.note(sent, paid_on=today, cents=500_000, receipt="R-1", by=lucie)
    right: dict[str, Any] = {"paid_on": today, "cents": 50_000, "receipt": "R-1", "by": lucie}
    for faulty in ({"reason": " "}, {"reason": "x", "cents": 500_000}):
        with pytest.raises(NotUnderstood):
            advances.correct(slip, **(right | faulty))
    made = advances.correct(slip, **right, reason="A zero too many.")
    with pytest.raises(AlreadyDone):
        advances.correct(slip, **right, reason="A zero too many.")
    with pytest.raises(WrongMoment):
        advances.correct(slip, **(right | {"cents": 1}), reason="Again.")
    slip.refresh_from_db()
    assert (slip.cents, slip.status, made.corrects, made.status) == (
        500_000,
        "corrected",
        slip,
        "noted",
    )
    assert paid_in_advance(sent) == Decimal(500)


def test_a_bookkeeper_notes_and_corrects_advances_and_intake_none(
    sent: Retainer, firm: Firm
) -> None:
    signed(sent)
    today = clock.today(SERVED)
    given: dict[str, Any] = {"paid_on": today, "cents": 100, "receipt": "R-1"}
    with pytest.raises(NotYours):
        advances.note(sent, **given, by=colleague(firm, "Iris", "intake"))
    boris = colleague(firm, "Boris", "bookkeeper")
    noted = advances.note(sent, **given, by=boris)
    advances.correct(noted, **(given | {"receipt": "R-2"}), reason="Number.", by=boris)
    assert [one.receipt for one in Advance.objects.filter(status="noted")] == ["R-2"]
