"""A file that was sent: what it is, for whom, the hash of its bytes, and the clean copy that others see."""

from pathlib import PurePath

from django.db import models
from django.db.models import Value

from impplus.records.clock import Now
from impplus.records.record import Record


class Document(Record):
    """`content` is the store's key (SHA-256 of the bytes); `removed_at` hides it while a draft.

    `rendition` and `thumbnails` are such keys, too, or empty until they are made. `seen` says of each of the
    first pages where its thumbnail stands (first byte, length) and what was noticed; `portrait` what was
    measured of a photograph, `zone` the lines of the machine-readable zone that was read on it. `kept`: the
    sender saw what was noticed, and keeps the file as it is.
    `scanned_at` is when the virus scanner had it, empty where none did; `found` is what it found, and then
    nobody can open the file. `title` is what its sender calls it, where nothing asks for it.
    """

    application = models.ForeignKey("records.Application", models.CASCADE, related_name="documents")
    person = models.ForeignKey("records.Person", models.CASCADE, related_name="documents")
    key = models.CharField(max_length=40)
    question = models.ForeignKey(
        "records.Question", models.CASCADE, null=True, blank=True, related_name="documents"
    )
    reconsideration = models.ForeignKey(
        "records.Reconsideration", models.CASCADE, null=True, blank=True, related_name="documents"
    )
    title = models.CharField(max_length=100, blank=True, db_default="", default="")
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    content = models.CharField(max_length=64)
    rendition = models.CharField(max_length=64, blank=True, default="", db_default="")
    rendition_type = models.CharField(max_length=40, blank=True, default="", db_default="")
    thumbnails = models.CharField(max_length=64, blank=True, default="", db_default="")
    seen = models.JSONField(default=list, blank=True, db_default=Value([], models.JSONField()))
    portrait = models.JSONField(default=dict, blank=True, db_default=Value({}, models.JSONField()))
    zone = models.CharField(max_length=140, blank=True, default="", db_default="")
    kept = models.BooleanField(default=False, db_default=False)
    scanned_at = models.DateTimeField(null=True, blank=True)
    found = models.CharField(max_length=100, blank=True, default="", db_default="")
    position = models.PositiveSmallIntegerField(default=0, db_default=0)
    sent_by = models.ForeignKey("records.User", models.PROTECT)
    sent_at = models.DateTimeField(db_default=Now())
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "sent_at", "id"]
        indexes = [models.Index(name="files_by_content", fields=["content"])]

    @property
    def shown_name(self) -> str:
        """The name under which others see it: as it was sent, with the ending of the clean copy."""
        ending = ".jpg" if self.rendition_type == "image/jpeg" else ".pdf"
        return f"{PurePath(self.name).stem or 'document'}{ending}"

    def __str__(self) -> str:
        return f"document {self.pk} ({self.key})"
