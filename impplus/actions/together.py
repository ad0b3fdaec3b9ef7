"""One act in several matters at once: only in those that the dry run names, and in all of them or none."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from impplus.actions import matter_tasks, matters
from impplus.practice.routing import FIRM
from impplus.queries.together import assignments, plans
from impplus.records.models import User


def assign(keys: Collection[int], *, lawyer: int, paralegal: int, by: User) -> int:
    """Say who answers for these matters and who works on them, as `assignments` shows; how many."""
    done = 0
    with transaction.atomic(using=FIRM):
        for one in assignments(by, keys, lawyer=lawyer, paralegal=paralegal):
            if one.why_not is None:
                assists = one.paralegal or None
                matters.assign(one.matter, lawyer=one.lawyer, paralegal=assists, by=by)
                done += 1
    return done


def plan(keys: Collection[int], *, chosen: str, by: User) -> int:
    """Plan the tasks of a set in these matters, as `plans` shows; in how many."""
    done = 0
    with transaction.atomic(using=FIRM):
        for one in plans(by, keys, chosen=chosen):
            if one.why_not is None:
                matter_tasks.plan(one.matter, chosen=chosen, by=by)
                done += 1
    return done


def add(keys: Collection[int], *, text: str, due: date, by: User) -> int:
    """Plan one task in these matters, as `plans` shows; in how many."""
    done = 0
    with transaction.atomic(using=FIRM):
        for one in plans(by, keys, text=text, due=due):
            if one.why_not is None:
                matter_tasks.add(one.matter, text=text, due=due, by=by)
                done += 1
    return done
