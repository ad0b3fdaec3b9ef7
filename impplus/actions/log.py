"""The only writer of the public log: the leaf of an event, in the same row and the same statement."""

import secrets

from django.db.models import Model

from impplus.queries.seals import is_invented, leaf_of
from impplus.records.models import Event
from impplus.rules.seal import SALT


def write(event: Event, record: Model | None) -> Event:
    """Write an event with its leaf; `record` is what it is about, where that has a row."""
    event.salt = secrets.token_bytes(SALT)
    event.leaf = bytes(leaf_of(event, invented=is_invented(event, record)))
    event.save(force_insert=True)
    return event
