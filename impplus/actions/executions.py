"""The execution of an order on applications: proposed with its list of files, signed by another manager, done file by file."""

import logging
from collections.abc import Callable, Mapping
from itertools import batched

from django.db import IntegrityError, transaction

from impplus.actions import halts, moves
from impplus.actions.batches import BROKEN
from impplus.actions.intakes import AnotherOfficer
from impplus.actions.locks import held
from impplus.actions.log import alone
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.done import too_late
from impplus.queries.first_acts import came_too_late
from impplus.queries.orders import act_of, mark_of, order_of, touched
from impplus.queries.refusals import NotUnderstood, Refusal, WrongMoment
from impplus.records.clock import Now
from impplus.records.models import Application, ExecutedFile, Execution, User
from impplus.rules.lifecycle import Verb, move_of
from impplus.rules.orders import Order
from impplus.words.text import Text

A_TURN = 50  # files, after which other jobs have theirs
_AT_ONCE = 2_000  # rows written in one statement
_LOCK = 6_967  # of the advisory lock that whoever goes through the files holds
_ACTS: Mapping[str, Callable[[Application, Execution, Order], None]] = {
    "suspend": halts.suspend,
    "resume": halts.resume,
    "terminate": halts.terminate,
}

logger = logging.getLogger(__name__)


class AnotherSigns(AnotherOfficer):
    """Two managers carry out an order."""

    text = Text(
        en="You proposed this yourself. Another manager must sign it.",
        fr="Vous avez vous-même fait cette proposition. Une autre personne de la gestion doit la signer.",
    )


def propose(order: Order, *, seen: str, by: User) -> Execution:
    """Propose what an order has done today, with the list of the files that it touches; nothing is done to them yet.

    `seen` is the mark of the files that were shown (`orders.shown_today`). Raises NotUnderstood where there is nothing to do, or where others are touched
    by now; WrongMoment where one is proposed or under way. The same again, while it waits, is the same proposal.
    """
    moves.role_for(move_of("execution", "propose"), by)
    act = act_of(order, today(SERVED))
    if act is None:
        raise NotUnderstood(NOTHING)
    made = Execution(programme=SERVED, order=order.key, act=act, proposed_by=by)
    try:
        with transaction.atomic():
            moves.move(made, "propose", by=by, detail={"order": order.key, "act": act})
            keys = list(touched(order, act).values_list("pk", flat=True))
            if not keys or mark_of(keys) != seen:
                raise NotUnderstood(OTHERS if keys else NOTHING)
            for some in batched(keys, _AT_ONCE):
                rows = [ExecutedFile(execution=made, application_id=key) for key in some]
                ExecutedFile.objects.bulk_create(rows)
    except IntegrityError:
        same = Execution.objects.filter(
            programme=SERVED, order=order.key, act=act, proposed_by=by, status="proposed"
        ).first()
        if same is None:
            others = Execution.objects.filter(programme=SERVED, order=order.key)
            waiting = others.filter(status__in=("proposed", "under-way")).first()
            raise came_too_late(waiting or made, by=by, text=WAITS) from None
        return same
    return made


def sign(execution: Execution, *, by: User) -> None:
    """Have a proposed execution carried out, by the worker. Raises AnotherSigns to whoever proposed it.

    Raises WrongMoment where the order has something else done by now: its days are over, or the programme has it no more.
    """
    moves.role_for(move_of("execution", "sign"), by)
    if by.pk == execution.proposed_by_id:
        raise AnotherSigns
    order = order_of(execution.order)
    if execution.status == "proposed" and (
        order is None or act_of(order, today(SERVED)) != execution.act
    ):
        raise WrongMoment(OVER)
    _settle(execution, "sign", by)
    moves.wake("carry_out_orders")


def drop(execution: Execution, *, by: User) -> None:
    """Leave the files as they are."""
    _settle(execution, "drop", by)


def _settle(execution: Execution, verb: Verb, by: User) -> None:
    with transaction.atomic():
        now = held(Execution.objects.all()).get(pk=execution.pk)
        if now.status != "proposed":
            raise too_late(now, verb, by=by)
        columns = {"settled_by": by, "settled_at": Now()}
        moves.move(now, verb, by=by, columns=columns)


def go_on() -> None:
    """Go through some files of the execution signed first, each in a transaction of its own; the rest is the next job's.

    A worker that dies has done each file wholly or not at all. What cannot be done to one file is written beside it, and
    holds up no other.
    """
    with alone(_LOCK) as ours:
        waiting = Execution.objects.filter(status="under-way").order_by("settled_at", "pk")
        execution = waiting.select_related("settled_by").first() if ours else None
        if execution is None:
            return
        left = execution.files.filter(done_at=None).select_related("application")
        for one in left.order_by("pk")[:A_TURN]:
            _carry_out(execution, one)
        if not left.exists():
            moves.move(execution, "end", by=None)
    if waiting.exists():
        moves.wake("carry_out_orders")


def _carry_out(execution: Execution, row: ExecutedFile) -> None:
    order = order_of(execution.order)
    try:
        with transaction.atomic():
            if order is None:
                raise WrongMoment
            _ACTS[execution.act](row.application, execution, order)
            _mark(row, "")
    except Refusal:
        _mark(row, "moved-on")
    except (*BROKEN, IntegrityError) as error:
        _leave_out(row, error)


def _leave_out(row: ExecutedFile, error: Exception) -> None:
    # What was raised may hold words of the file, so its name alone is logged.
    logger.error("file %s is left out: %s", row.application_id, type(error).__name__)
    _mark(row, "fault")


def _mark(row: ExecutedFile, left_out: str) -> None:
    ExecutedFile.objects.filter(pk=row.pk).update(done_at=Now(), left_out=left_out)


NOTHING = Text(
    en="There is nothing to do: the order touches no file today.",
    fr="Il n’y a rien à faire\u00a0: le décret ne vise aucun dossier aujourd’hui.",
)
OTHERS = Text(
    en="The order touches other files by now. Look at the list again, then propose it.",
    fr="Le décret vise maintenant d’autres dossiers. Consultez de nouveau la liste, puis faites la proposition.",
)
OVER = Text(
    en="The order no longer has this done today. Nothing was signed: drop the proposal, and look at the order again.",
    fr="Le décret ne prévoit plus cette mesure aujourd’hui. Rien n’a été signé\u00a0: abandonnez la proposition et consultez de nouveau le décret.",
)
WAITS = Text(
    en="The execution of this order is proposed already, or under way.",
    fr="L’exécution de ce décret est déjà proposée ou en cours.",
)
