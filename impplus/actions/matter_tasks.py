"""Tasks in matters: a set of them planned from templates, each with its day, and done or dropped."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from impplus.actions import moves
from impplus.actions.matters import must_see
from impplus.practice.models import Matter, Task
from impplus.practice.routing import FIRM
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.records.models import User
from impplus.words.matter_tasks import SETS, TEMPLATES
from impplus.words.text import Text

_WRITE = Text(en="Write what is to be done.", fr="Inscrivez ce qui est à faire.")
_CHOOSE = Text(en="Choose one of the sets of tasks.", fr="Choisissez un des ensembles de tâches.")


def plan(matter: Matter, *, chosen: str, by: User) -> int:
    """Plan the tasks of a set, each counted from today, but those that are planned already; how many. AlreadyDone where all are.

    They are for whoever works on the matter, else for the lawyer who answers for it.
    """
    must_see(matter, by)
    if chosen not in SETS:
        raise NotUnderstood(_CHOOSE)
    with transaction.atomic(using=FIRM):
        locked = Matter.objects.select_for_update(no_key=True).get(pk=matter.pk)
        if locked.status != "open":
            raise WrongMoment
        planned = set(locked.tasks.filter(status="planned").values_list("template", flat=True))
        new = {
            key: one for key, one in TEMPLATES.items() if one.set == chosen and key not in planned
        }
        if not new:
            raise AlreadyDone
        for key, one in new.items():
            due = clock.today(SERVED) + timedelta(days=one.days)
            _planned(locked, one.text.en, due, by, template=key)
    return len(new)


def add(matter: Matter, *, text: str, due: date, by: User) -> Task:
    """Plan a task in the firm's own words; AlreadyDone where the same is planned. It is for whoever works on the matter."""
    must_see(matter, by)
    if not text.strip():
        raise NotUnderstood(_WRITE)
    with transaction.atomic(using=FIRM):
        locked = Matter.objects.select_for_update(no_key=True).get(pk=matter.pk)
        if locked.status != "open":
            raise WrongMoment
        if locked.tasks.filter(status="planned", text=text.strip()).exists():
            raise AlreadyDone
        return _planned(locked, text.strip(), due, by)


def end(task: Task, *, by: User) -> None:
    """Say that a task is done."""
    must_see(task.matter, by)
    moves.move_at_firm(task, "end", by=by)


def drop(task: Task, *, by: User) -> None:
    """Say that a task is no longer needed."""
    must_see(task.matter, by)
    moves.move_at_firm(task, "drop", by=by)


def resume(task: Task, *, by: User) -> None:
    """Say that a task is to be done all the same; AlreadyDone where it is planned."""
    must_see(task.matter, by)
    try:
        with transaction.atomic(using=FIRM):
            moves.move_at_firm(task, "resume", by=by)
    except IntegrityError:  # the same task was planned again meanwhile
        raise AlreadyDone from None


def _planned(matter: Matter, text: str, due: date, by: User, template: str = "") -> Task:
    """A task for whoever works on the matter, else for the lawyer who answers for it."""
    made = Task(firm=matter.firm, matter=matter, text=text, template=template, due_on=due)
    made.account, made.demo = matter.paralegal or matter.lawyer, matter.demo
    moves.move_at_firm(made, "plan", by=by)
    return made
