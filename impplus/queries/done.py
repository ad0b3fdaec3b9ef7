"""What somebody did before, as the events say: pressed again, it is shown as done."""

from django.db.models import Model

from impplus.queries.refusals import AlreadyDone, WrongMoment
from impplus.records.models import Event, User
from impplus.rules.lifecycle import Verb


def was_done(record: Model, verb: Verb, *, by: User | None, **detail: object) -> bool:
    """Whether whoever made this move of a record last, with these words of its detail, is `by`."""
    made = Event.objects.filter(noun=record._meta.model_name, about=str(record.pk), verb=verb)
    said = {f"detail__{name}": value for name, value in detail.items()}
    last = made.filter(**said).order_by("-at", "-id").first()
    return last is not None and last.by_id is not None and by is not None and last.by_id == by.pk


def too_late(record: Model, verb: Verb, *, by: User | None, **detail: object) -> WrongMoment:
    """Why what stands already is not done again: AlreadyDone to whoever did it, else WrongMoment."""
    return AlreadyDone() if was_done(record, verb, by=by, **detail) else WrongMoment()
