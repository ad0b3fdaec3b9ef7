"""What an order does to one application: its processing is suspended, resumed or ended, whole or not at all."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import F

from impplus.actions import messages, moves, payments, rest
from impplus.actions.locks import held_application
from impplus.queries import clock, refunds
from impplus.queries.file import file_of
from impplus.queries.orders import told_order
from impplus.queries.outcomes import left_in
from impplus.queries.refusals import WrongMoment
from impplus.records.clock import Now
from impplus.records.models import Application, Execution, Halt, User
from impplus.rules.deadlines import on_a_working_day
from impplus.rules.lifecycle import Verb
from impplus.rules.orders import Order

# By which verb processing goes on where it had stopped.
RESUMED: Mapping[str, Verb] = {
    "submitted": "resume-wait",
    "in-review": "resume-check",
    "processing": "resume",
    "part-decided": "resume-rest",
}


def suspend(application: Application, execution: Execution, order: Order) -> None:
    """Suspend the processing of an application; call it in a transaction. WrongMoment where it has moved on."""
    now = held_application(application.pk)
    until = {"until": {"day": order.until.isoformat()}} if order.until else {}
    before, rest_of = now.status, {"rest": "1"} if left_in(now) else {}
    _move(now, "suspend", execution, told_order(order) | until | rest_of)
    Halt.objects.create(application=now, order=order.key, before=before, begun_by=execution)


def resume(application: Application, execution: Execution, order: Order) -> None:
    """Resume it where it had stopped, and give back the days to everything whose last day had not passed."""
    now = held_application(application.pk)
    halt = Halt.objects.filter(application=now, order=order.suspended_by, ended_at=None).first()
    if halt is None:
        raise WrongMoment
    programme = now.programme
    since, on = programme.day_of(halt.begun_at), clock.today(programme)
    moved = _give_back(now, since, (on - since).days)
    says = {"lifted" if order.effect == "resumed" else "over": "1", "days": str((on - since).days)}
    facts = told_order(order) | says | ({"moved": "1"} if moved else {})
    _move(now, RESUMED[halt.before], execution, facts)
    Halt.objects.filter(pk=halt.pk).update(ended_at=Now(), ended_by=execution)


def terminate(application: Application, execution: Execution, order: Order) -> None:
    """End its processing; what was paid goes back where the order says so. The place under the cap stays taken.

    Of a family that is decided in part, only what was left for later ends.
    """
    now, by = held_application(application.pk), execution.settled_by
    if left_in(now):
        rest.end(now, execution, order, told_order(order))
        return
    file = file_of(now)
    questions = list(now.questions.filter(status="open"))
    facts = told_order(order) | ({"closed": "1"} if questions else {})
    facts |= refunds.facts(file, "terminated") if order.fees_repaid else {"kept": "1"}
    _move(now, "terminate", execution, facts)
    for question in questions:
        moves.move(question, "close", by=by, detail=moves.concerning(question.person_id))
    if order.fees_repaid:
        payments.owe_refund(file, outcome="terminated", by=by)
    Halt.objects.filter(application=now, ended_at=None).update(ended_at=Now(), ended_by=execution)
    messages.tell_members(now, "own-application-closed")


def _move(
    application: Application, verb: Verb, execution: Execution, facts: Mapping[str, object]
) -> None:
    by: User | None = execution.settled_by
    detail = {"order": execution.order, "execution": execution.pk}
    moves.move(application, verb, by=by, detail=detail, facts=dict(facts))


def _give_back(application: Application, since: date, days: int) -> bool:
    """Move the last days that had not passed when processing was suspended; whether there were any."""
    places = application.programme.settings.words("public-holidays", since)
    moved = False
    for question in application.questions.filter(status="open", due_on__gte=since):
        question.due_on = on_a_working_day(question.due_on + timedelta(days=days), places)
        question.save(update_fields=["due_on"])
        moved = True
    awaited = application.people.filter(
        biometrics_asked_at__isnull=False, biometrics_taken_on__isnull=True
    )
    given = awaited.update(biometrics_stopped_days=F("biometrics_stopped_days") + days)
    return moved or bool(given)
