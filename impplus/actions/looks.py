"""What staff looked at: every page of personal data that an officer opens is an event."""

from django.db.models import Model

from impplus.actions import moves
from impplus.records.models import Event, User
from impplus.rules.lifecycle import Role


def look(record: Model | None, *, page: str, by: User) -> Event:
    """Remember that an officer was shown a page about a record, or a page of a list (None).

    That was when the record was read, where the page read the clock with it (`read_at`), else when its reader was.
    """
    noun, at = record._meta.model_name if record else None, getattr(record, "read_at", by.read_at)
    return moves.log(
        noun or "page", record, "look", role=Role(by.role), by=by, detail={"page": page}, at=at
    )
