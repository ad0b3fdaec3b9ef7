"""How an officer likes to work: how dense the desk is, and which keys do what."""

from django.db import models
from django.db.models import Value

from impplus.records.record import Record


class Habits(Record):
    """`chosen` holds what differs from the usual (queries/habits.py): "density", whether keys are "off", and "keys" by act."""

    officer = models.OneToOneField("records.User", models.CASCADE, related_name="habits")
    chosen = models.JSONField(default=dict, blank=True, db_default=Value({}, models.JSONField()))

    def __str__(self) -> str:
        return f"habits {self.pk}"
