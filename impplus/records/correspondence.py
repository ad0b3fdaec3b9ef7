"""What is written between the office and the people of a file: a message, in either direction."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Correspondence(Record):
    """Written once: a trigger of the database refuses another text, language, author, person or instant (migration 0052).

    A message to the office waits until the office writes back; `due_on` is the day by which it means to.
    `person` is the member of the family who wrote it from a part of their own, or to whom the office wrote.
    `window` and `turn` are those of the page from which it was sent (queries/saves.py), by which the same press is known again.
    """

    application = models.ForeignKey(
        "records.Application", models.CASCADE, related_name="correspondence"
    )
    person = models.ForeignKey(
        "records.Person", models.RESTRICT, null=True, blank=True, related_name="correspondence"
    )
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    text = models.TextField(max_length=5000)
    language = models.CharField(max_length=2, db_default="", default="")
    translation = models.TextField(max_length=5000, blank=True, db_default="", default="")
    translator = models.CharField(max_length=250, blank=True, db_default="", default="")
    window = models.CharField(max_length=40, blank=True, db_default="", default="")
    turn = models.PositiveIntegerField(db_default=0, default=0)
    due_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, default="waiting")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_message_to_the_office_has_its_day",
                condition=models.Q(status="sent") | models.Q(due_on__isnull=False),
            )
        ]
        indexes = [
            models.Index(
                name="correspondence_waiting",
                fields=["due_on", "id"],
                condition=models.Q(status="waiting"),
            )
        ]

    def __str__(self) -> str:
        return f"correspondence {self.pk} ({self.status})"
