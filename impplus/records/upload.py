"""A file on its way: it comes in parts, or came whole and waits to be checked, or was refused."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Upload(Record):
    """`received` of `size` bytes are kept, in `parts` of the store, each a name and its bytes; `mark` names it in addresses.

    `document` is what became of it, or `refused` is why nothing did (a code of outside/files/kinds.py); then its
    parts are removed. `tries` counts how often it was looked at without an outcome.
    """

    mark = models.CharField(max_length=32, unique=True)
    application = models.ForeignKey("records.Application", models.CASCADE, related_name="uploads")
    person = models.ForeignKey("records.Person", models.CASCADE, related_name="uploads")
    key = models.CharField(max_length=40)
    question = models.ForeignKey(
        "records.Question", models.CASCADE, null=True, blank=True, related_name="uploads"
    )
    instead_of = models.ForeignKey(
        "records.Document", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    title = models.CharField(max_length=100, blank=True, db_default="", default="")
    name = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    received = models.PositiveIntegerField(default=0, db_default=0)
    parts = models.JSONField(default=list, blank=True)
    begun_by = models.ForeignKey("records.User", models.CASCADE)
    begun_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    refused = models.CharField(max_length=20, blank=True, default="", db_default="")
    document = models.ForeignKey(
        "records.Document", models.CASCADE, null=True, blank=True, related_name="uploads"
    )

    class Meta:
        ordering = ["begun_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="no_more_is_received_than_was_announced",
                condition=models.Q(received__lte=models.F("size")),
            )
        ]
        indexes = [
            models.Index(
                name="uploads_under_way",
                fields=["received_at"],
                condition=models.Q(document=None, refused=""),
            )
        ]

    @property
    def is_whole(self) -> bool:
        """Whether every byte is kept."""
        return self.received == self.size

    @property
    def waits(self) -> bool:
        """Whether it is whole and nothing became of it yet."""
        return self.is_whole and not self.refused and self.document_id is None

    def __str__(self) -> str:
        return f"upload {self.pk} ({self.received} of {self.size})"
