"""What the leaf of an event seals, and whether it is about invented people."""

from datetime import UTC
from typing import Any

from impplus.queries import clock
from impplus.records.models import Event
from impplus.rules.seal import CHANGE, INVENTED, RECEIPT, Leaf, sealed

_OF_A_PERSON = ("invitation", "candidate")


def record_of(event: Event) -> dict[str, Any]:
    """All that an event says, as plain values; the number of its row says nothing."""
    return {
        "about": event.about,
        "application": event.application_id,
        "at": event.at.astimezone(UTC).isoformat(),
        "by": event.by_id,
        "detail": event.detail,
        "noun": event.noun,
        "role": event.role,
        "verb": event.verb,
    }


def leaf_of(event: Event, *, invented: bool) -> Leaf:
    """The leaf of an event with its salt."""
    kind = RECEIPT if is_receipt(event) else CHANGE
    return sealed(
        record_of(event), bytes(event.salt), at=event.at, kind=kind | (INVENTED if invented else 0)
    )


def is_receipt(event: Event) -> bool:
    """Whether it says that an application was received."""
    return (event.noun, event.verb) == ("application", "submit")


def is_invented(event: Event, record: object) -> bool:
    """Whether the demonstration's removal may take this event along: it is about what is invented.

    `record` is what the event is about; one without a record is about what its account brought.
    """
    if clock.is_moved():
        return True
    if event.application:
        own = event.by if event.by_id == event.application.applicant_id else None
        return (own or event.application.applicant).demo
    for name in _OF_A_PERSON:
        record = getattr(record, name, None) or record
    return bool(getattr(record, "demo", False) if record else event.by and event.by.demo)
