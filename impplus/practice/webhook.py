"""A firm's webhook: where its own systems are told of what happened, and each call that is owed or was made."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Webhook(Record):
    """`nonce` is what its secret is made from (queries/webhooks.py); `read_until` how far the firm's events were gone through.

    `failing_since` is the first of the tries that have failed in a row, None where the last one was taken.
    """

    firm = models.BigIntegerField()
    account = models.BigIntegerField()
    url = models.CharField(max_length=500)
    nonce = models.CharField(max_length=64)
    status = models.CharField(max_length=20, default="active")
    given_at = models.DateTimeField(db_default=Now())
    read_until = models.DateTimeField(db_default=Now())
    failing_since = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=20, blank=True)
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"webhook {self.pk} ({self.status})"


class WebhookCall(Record):
    """What one webhook is told of one event, once: `event` is the key of the FirmEvent, `kind` such as "matter.open"."""

    firm = models.BigIntegerField()
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="calls")
    event = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    body = models.TextField()
    status = models.CharField(max_length=20, default="owed")
    owed_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now(), null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="one_call_per_event", fields=["webhook", "event"]),
        ]
        indexes = [
            models.Index(
                name="webhook_calls_due",
                fields=["due_at"],
                condition=models.Q(due_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"call {self.pk} ({self.status})"
