"""A document that a client sent by a link: the clean copy that was made of it, which is what the firm opens."""

from pathlib import PurePosixPath

from django.db import models

from impplus.practice.client_link import Wanted
from impplus.practice.matter import Matter
from impplus.records.clock import Now
from impplus.records.record import Record


class ClientFile(Record):
    """`content` is the clean copy (PDF or JPEG) of `pages` pages, `sha256` that of the `size` bytes that were sent.

    The same bytes sent twice for one thing are one file.
    """

    firm = models.BigIntegerField()
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="files")
    wanted = models.ForeignKey(Wanted, models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=40)
    content = models.BinaryField()
    pages = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=20, default="kept")
    sent_at = models.DateTimeField(db_default=Now())
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["sent_at", "id"]
        constraints = [
            models.UniqueConstraint(name="a_clients_file_is_kept_once", fields=["wanted", "sha256"])
        ]

    @property
    def shown_name(self) -> str:
        """The name of the clean copy, which ends as what it is."""
        ending = ".pdf" if self.media_type == "application/pdf" else ".jpg"
        return f"{PurePosixPath(self.name).stem}{ending}"

    def __str__(self) -> str:
        return f"client file {self.pk}"
