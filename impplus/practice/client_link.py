"""A link by which a client answers and sends documents without an account; and what the client is asked for."""

from django.db import models

from impplus.practice.matter import Matter
from impplus.records.clock import Now
from impplus.records.record import Record


class ClientLink(Record):
    """Its address is made of its key and a code that only this site can make; it opens what is asked, and nothing else."""

    firm = models.BigIntegerField()
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="links")
    status = models.CharField(max_length=20, default="active")
    given_at = models.DateTimeField(db_default=Now())
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="one_link_for_a_client",
                fields=["matter"],
                condition=models.Q(status="active"),
            )
        ]

    def __str__(self) -> str:
        return f"client link {self.pk} ({self.status})"


class Wanted(Record):
    """One thing that a client is asked for: an answer, or a document. `text` is in the client's language; `answer` is what came in words.

    `why` is what was not enough, in words of the firm to the client, where it was asked again.
    """

    firm = models.BigIntegerField()
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="wanted")
    kind = models.CharField(max_length=10)
    text = models.CharField(max_length=500)
    why = models.CharField(max_length=500, blank=True)
    answer = models.TextField(max_length=5000, blank=True)
    status = models.CharField(max_length=20, default="asked")
    asked_at = models.DateTimeField(db_default=Now())
    answered_at = models.DateTimeField(null=True, blank=True)
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["asked_at", "id"]
        indexes = [
            models.Index(
                name="wanted_still",
                fields=["matter"],
                condition=models.Q(status="asked"),
            )
        ]

    def __str__(self) -> str:
        return f"wanted {self.pk} ({self.status})"
