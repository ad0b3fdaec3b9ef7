"""A row of a table, which is read with less work than Django's own."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models.base import ModelState


class Record(models.Model):
    """The values that were read are put in place at once.

    Django sets them one by one, and sends two signals for each row, for fields that work out something when
    their row is made, as those of files and images do. No row here may have such a field.
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
