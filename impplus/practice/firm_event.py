"""One line of what was done at a firm: written once, never changed, read by that firm and in no public log."""

from django.db import models

from impplus.records.record import Record


class FirmEvent(Record):
    """As records.Event, but of a firm: `noun`/`about` name the row that moved, `by` is the key of an account (None: nobody who is signed in).

    A trigger of the database refuses every change and deletion.
    """

    firm = models.BigIntegerField()
    at = models.DateTimeField()
    noun = models.CharField(max_length=20)
    about = models.CharField(max_length=20)
    verb = models.CharField(max_length=20)
    role = models.CharField(max_length=20)
    by = models.BigIntegerField(null=True, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(name="acts_about_a_row", fields=["noun", "about"]),
            models.Index(name="acts_of_a_firm", fields=["firm", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.noun} {self.verb}"
