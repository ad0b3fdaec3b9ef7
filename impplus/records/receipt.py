"""The legal moment (IRPR 9.3): when the system received an application, and of what."""

from django.db import models

from impplus.records.record import Record
from impplus.records.wording import WordedField


class Receipt(Record):
    """`content` lists every answer, file and fee; `digest` is the SHA-256 of its canonical JSON."""

    application = models.OneToOneField("records.Application", models.CASCADE)
    received_at = models.DateTimeField()
    content = WordedField()
    digest = models.CharField(max_length=71)
    rules = models.CharField(max_length=71)
    signature = models.CharField(max_length=250)

    def __str__(self) -> str:
        return f"receipt of {self.application_id}"
