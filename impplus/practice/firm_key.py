"""The key with which a firm's own software calls this system in the name of one colleague."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record

READS, ASKS = "read", "ask"
SCOPES = (READS, ASKS)


class FirmKey(Record):
    """`digest` is the SHA-256 of the key, which is shown once and kept nowhere; `scopes` are some of SCOPES.

    It opens what its `account` may open at that moment, and nothing else.
    """

    firm = models.BigIntegerField()
    account = models.BigIntegerField()
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    status = models.CharField(max_length=20, default="active")
    given_at = models.DateTimeField(db_default=Now())
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(name="keys_of_a_firm", fields=["firm", "id"])]

    def __str__(self) -> str:
        return f"key {self.pk} ({self.status})"
