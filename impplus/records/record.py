"""A row of a table, which is read with less work than Django's own."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models.base import ModelState


class Record(models.Model):
    """What was read stands where Django would set it, attribute by attribute and with two signals a row.

    So no field may work out something when its row is made, as Django's of files and images do.
    """

    class Meta:
        abstract = True

    @classmethod
    def from_db(
        cls,
        db: str | None,
        field_names: Iterable[str],
        values: Iterable[Any],
        *,
        fetch_mode: Any = None,
    ) -> Self:
        """The row with these values of these columns; the others are read when they are asked for."""
        read = cls.__new__(cls)
        read._state = state = ModelState()
        read.__dict__.update(zip(field_names, values, strict=True))
        state.adding, state.db = False, db
        if fetch_mode is not None:
            state.fetch_mode = fetch_mode
        return read
