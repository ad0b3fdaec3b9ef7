"""A file that was sent: what it is, for whom, and the hash of its bytes."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Document(Record):
    """`content` is the store's key (SHA-256 of the bytes); `removed_at` hides it while a draft."""

    application = models.ForeignKey("records.Application", models.CASCADE, related_name="documents")
    person = models.ForeignKey("records.Person", models.CASCADE, related_name="documents")
    key = models.CharField(max_length=40)
    question = models.ForeignKey(
        "records.Question", models.CASCADE, null=True, blank=True, related_name="documents"
    )
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    content = models.CharField(max_length=64)
    sent_by = models.ForeignKey("records.User", models.PROTECT)
    sent_at = models.DateTimeField(db_default=Now())
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sent_at", "id"]

    def __str__(self) -> str:
        return f"document {self.pk} ({self.key})"
