"""What an order or a reopening does to a file, tried by the tests of who may do what and when."""

from collections.abc import Callable
from typing import Any

from impplus.actions import halts, reopenings
from impplus.programmes import IMP_PLUS
from impplus.records.models import Execution, Halt, Reopening, User
from impplus.rules.lifecycle import Role
from impplus.rules.orders import Order
from impplus.words.text import Text
from tests import people
from tests.actions.world import World

type Act = Callable[[Any, Any], object]


def by_an_order(effect: str) -> Act:
    """What an order does to a file that it touches, signed by whoever does it."""

    def act(world: World, by: User) -> object:
        order = Order(
            key="order",
            since=world.on,
            effect=effect,
            fees_repaid=True,
            text=Text(en="An invented order.", fr="Un décret inventé."),
            source=IMP_PLUS.sources["irpa-87-301"],
        )
        execution = world.saved("execution", "under-way")
        assert isinstance(execution, Execution)
        execution.settled_by = by
        verb = {"suspended": "suspend", "terminated": "terminate"}[effect]
        return getattr(halts, verb)(world.application, execution, order)

    return act


def resumed(before: str) -> Act:
    """Processing that an order suspended is resumed where it had stopped."""

    def act(world: World, by: User) -> object:
        execution = world.saved("execution", "under-way")
        assert isinstance(execution, Execution)
        execution.settled_by = by
        Halt.objects.create(
            application=world.application, order="order", before=before, begun_by=execution
        )
        order = Order(
            key="order",
            since=world.on,
            effect="resumed",
            resumes="order",
            text=Text(en="An invented order.", fr="Un décret inventé."),
            source=IMP_PLUS.sources["irpa-87-301"],
        )
        return halts.resume(world.application, execution, order)

    return act


def reopened(ended: str) -> Act:
    """A closed file is reopened, as another officer asked for."""

    def act(world: World, by: User) -> object:
        noor = people.user("noor@example.test", "Noor Siddiqui", Role.FEDERAL)
        asked = world.saved("reopening", "asked")
        assert isinstance(asked, Reopening)
        Reopening.objects.filter(pk=asked.pk).update(ended=ended, asked_by=noor)
        return reopenings.authorise(Reopening.objects.get(pk=asked.pk), by=by)

    return act
