"""That a firm asked a client to sign, pay and submit: one call for one file, which repeated does nothing more."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class AskedSignature(Record):
    """`repeat` is the caller's idempotency key, `number` the file's, `asked_on` the programme's day."""

    firm = models.BigIntegerField()
    account = models.BigIntegerField()
    repeat = models.CharField(max_length=200)
    number = models.CharField(max_length=20)
    asked_on = models.DateField()
    asked_at = models.DateTimeField(db_default=Now())
    status = models.CharField(max_length=20, default="asked")
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="one_answer_per_repeated_call", fields=["firm", "repeat"]),
            models.UniqueConstraint(
                name="a_client_is_asked_once_a_day", fields=["firm", "number", "asked_on"]
            ),
        ]

    def __str__(self) -> str:
        return f"asked for a signature of {self.number}"
