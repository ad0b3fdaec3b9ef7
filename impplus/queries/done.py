"""What somebody did before, as the events say: pressed again, it is shown as done."""

from collections.abc import Set
from datetime import timedelta

from django.db.models import Model

from impplus.queries import clock
from impplus.queries.first_acts import came_too_late
from impplus.queries.refusals import AlreadyDone, WrongMoment
from impplus.records.models import Decision, Event, Message, User
from impplus.rules.lifecycle import Verb

# For so long the same press is taken for one that was made again, where nothing else tells it from a new one.
LATELY = timedelta(minutes=2)


def was_done(record: Model, verb: Verb, *, by: User | None, **detail: object) -> bool:
    """Whether whoever made this move of a record last, with these words of its detail, is `by`."""
    made = Event.objects.filter(noun=record._meta.model_name, about=str(record.pk), verb=verb)
    said = {f"detail__{name}": value for name, value in detail.items()}
    last = made.filter(**said).order_by("-at", "-id").first()
    return last is not None and last.by_id is not None and by is not None and last.by_id == by.pk


def too_late(record: Model, verb: Verb, *, by: User | None, **detail: object) -> WrongMoment:
    """Why what stands already is not done again: AlreadyDone to whoever did it, else that somebody else was first."""
    return (
        AlreadyDone() if was_done(record, verb, by=by, **detail) else came_too_late(record, by=by)
    )


def was_decided(
    made: Decision,
    words: tuple[str, str, str],
    found: Set[tuple[str, str, bool | None, str]],
    *,
    by: User,
) -> bool:
    """Whether `by` made this decision in these words (outcome, reasons, office), with just these findings (person, key, met, note)."""
    kept = made.about.findings.filter(stage="decided")
    rows = set(kept.values_list("person", "key", "met", "note"))
    same = (made.outcome, made.reasons, made.office) == words
    return same and made.officer_id == by.pk and found == rows


def was_told_lately(account: User, notice: str) -> bool:
    """Whether an account was changed so within LATELY that its owner was owed this notice (queries/account_notices.py)."""
    since = clock.now() - LATELY
    return Message.objects.filter(account=account, notice=notice, owed_at__gte=since).exists()
