"""Orders on applications (IRPA 87.301) as they stand on a day: which files each touches, and what an order did to a file."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import cast
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from impplus.programmes import SERVED
from impplus.records.models import Application, ExecutedFile, Execution, Halt
from impplus.records.prepared import only, prepared
from impplus.rules.dated import DAY
from impplus.rules.lifecycle import move_of
from impplus.rules.orders import Order, OrderAct
from impplus.rules.programme import Programme

SHOWN = 200  # files that a page names


@dataclass(frozen=True)
class OrderToday:
    """An order, what it has done on this day (None: nothing), and how many files it still touches."""

    order: Order
    act: OrderAct | None
    touched: int


def orders_today(on: date) -> list[OrderToday]:
    """Every order of the programme, with what it has done on a day."""
    return [order_today(order, on) for order in SERVED.orders]


def order_today(order: Order, on: date) -> OrderToday:
    """What an order has done on a day, and to how many files."""
    act = act_of(order, on)
    return OrderToday(order, act, touched(order, act).count() if act else 0)


def act_of(order: Order, on: date) -> OrderAct | None:
    """What an order has done on a day: a suspension that another order ended suspends nobody again."""
    act = order.act(on)
    ended = (one.resumes == order.key and one.act(on) == "resume" for one in SERVED.orders)
    return None if act == "suspend" and any(ended) else act


def order_of(key: str) -> Order | None:
    """The order of a key; None where the programme has none (any more)."""
    return next((order for order in SERVED.orders if order.key == key), None)


def touched(order: Order, act: OrderAct) -> QuerySet[Application]:
    """The files to which an order has this done, in the order of receipt."""
    # What was left for later ends by a move of its own, and what was decided stays.
    starts = [*move_of("application", act).start, *("part-decided",) * (act == "terminate")]
    files = Application.objects.filter(programme=SERVED, status__in=starts)
    if act == "resume":
        halted = Halt.objects.filter(order=order.suspended_by, ended_at=None)
        return files.filter(pk__in=halted.values("application")).order_by("received_at", "pk")
    if order.received_from:
        files = files.filter(received_at__gte=_begins(SERVED, order.received_from))
    if order.received_until:
        files = files.filter(received_at__lt=_begins(SERVED, order.received_until + DAY))
    return files.order_by("received_at", "pk")


def mark_of(keys: Iterable[int]) -> str:
    """A mark of a list of files, by their keys: another list has another."""
    return sha256(" ".join(map(str, keys)).encode()).hexdigest()


def shown_today(order: Order, act: OrderAct) -> str:
    """The mark of the files to which an order has this done, as a page leaves it for `executions.propose`."""
    return mark_of(touched(order, act).values_list("pk", flat=True))


def _begins(programme: Programme, day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(programme.time_zone))


def told_order(order: Order) -> dict[str, object]:
    """What a letter says of an order."""
    return {"order": asdict(order.text), "cite": order.source.cite}


@dataclass(frozen=True)
class Halted:
    """That an application is suspended: since which day, by which order (None: one that the programme no longer has)."""

    since: date
    order: Order | None


def halted(application: Application) -> Halted | None:
    """The suspension in which an application is; None where it is in none."""
    halt = only(_open(application.pk)) if application.status == "suspended" else None
    if halt is None:
        return None
    return Halted(application.programme.day_of(halt.begun_at), order_of(halt.order))


@prepared
def _open(application: int) -> QuerySet[Halt]:
    return Halt.objects.filter(application=application, ended_at=None)


@dataclass(frozen=True)
class ExecutionSeen:
    """An execution: how many files it has, through how many it went, and those in which nothing was done.

    Of one that is to be signed, the first of its files are `listed`, and so many of all have `moved_on` since it was proposed.
    """

    execution: Execution
    files: int
    gone_through: int
    left_out: tuple[ExecutedFile, ...]
    listed: tuple[Application, ...]
    moved_on: int


def executions_of(order: Order) -> list[ExecutionSeen]:
    """The executions of an order, the last first."""
    found = Execution.objects.filter(programme=SERVED, order=order.key)
    counted = found.annotate(
        number=Count("files"), gone=Count("files", filter=Q(files__done_at__isnull=False))
    ).select_related("proposed_by", "settled_by")
    return [
        ExecutionSeen(one, one.number, one.gone, tuple(_left_out(one)), *_to_sign(order, one))
        for one in counted
    ]


def proposed() -> list[tuple[Order, Execution]]:
    """The orders whose execution another manager must sign, the first proposed first."""
    found = Execution.objects.filter(programme=SERVED, status="proposed")
    waiting = found.select_related("proposed_by").order_by("proposed_at", "pk")
    return [(order, one) for one in waiting if (order := order_of(one.order))]


def files_of(execution: Execution) -> QuerySet[ExecutedFile]:
    """Every file of an execution, in the order of receipt in which it was proposed."""
    return execution.files.select_related("application").order_by("pk")


def _to_sign(order: Order, execution: Execution) -> tuple[tuple[Application, ...], int]:
    if execution.status != "proposed":
        return (), 0
    files = files_of(execution)
    still = touched(order, cast(OrderAct, execution.act)).values("pk")
    moved_on = files.exclude(application__in=still).count()
    return tuple(one.application for one in files[:SHOWN]), moved_on


def _left_out(execution: Execution) -> QuerySet[ExecutedFile]:
    left = execution.files.exclude(left_out="").select_related("application")
    return left.order_by("pk")[:SHOWN]
