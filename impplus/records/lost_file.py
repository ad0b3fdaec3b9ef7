"""A file of the store that could not be read: it is gone, or its bytes are others."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class LostFile(Record):
    """`key` is what the store calls it (SHA-256 of its bytes); the row goes once the file can be read again."""

    key = models.CharField(max_length=64, primary_key=True)
    noticed_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return "lost file"
