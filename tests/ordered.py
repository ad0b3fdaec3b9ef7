"""Invented orders on applications, and the managers who carry them out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from impplus.actions import executions
from impplus.programmes import IMP_PLUS
from impplus.queries import clock, orders
from impplus.records.models import Execution, User
from impplus.rules.lifecycle import Role
from impplus.rules.orders import Order
from impplus.words.text import Text
from tests import people

type InForce = Callable[..., Order]


@pytest.fixture
def bela(db: None) -> User:
    """Bela manages too."""
    return people.user("bela@example.test", "Bela Nagy", Role.MANAGER, "fr")


@pytest.fixture
def in_force(monkeypatch: pytest.MonkeyPatch, this_day: date) -> InForce:
    """Put a further invented order in force, from yesterday on unless it is said otherwise."""
    return partial(put_in_force, monkeypatch, this_day)


def put_in_force(
    patched: pytest.MonkeyPatch, on: date, effect: str, key: str = "", **columns: Any
) -> Order:
    """The same, until what was patched is undone."""
    given: dict[str, Any] = {
        "key": key or effect,
        "since": on - timedelta(days=1),
        "effect": effect,
        "text": Text(en=f"An invented order: {effect}.", fr=f"Un décret inventé : {effect}."),
        "source": IMP_PLUS.sources["irpa-87-301"],
    }
    made = Order(**(given | columns))
    known = (*orders.SERVED.orders, made)
    patched.setattr(orders, "SERVED", replace(IMP_PLUS, orders=known))
    return made


def shown(order: Order) -> str:
    """The mark of the files that an order touches today, as its page has it."""
    act = order.act(orders.SERVED.day_of(clock.now()))
    assert act is not None
    return orders.shown_today(order, act)


def carried_out(order: Order, *, by: User, signed_by: User) -> Execution:
    """An order, proposed, signed, and done on every file that it touches today."""
    execution = executions.propose(order, seen=shown(order), by=by)
    executions.sign(execution, by=signed_by)
    executions.go_on()
    execution.refresh_from_db()
    return execution
