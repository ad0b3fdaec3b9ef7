"""A signature of a member of the family: on the pages of the site, or on paper, scanned."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Signature(Record):
    """Written once, as a trigger of the database sees to, and gone only with its person.

    `digest` is the hash of what was signed (queries/signatures.py). `document` is the scan of a signature on paper, which counts for as long as it is not removed. `name` is
    the name in which was signed, `by` the account that signed here, or that sent the scan.
    """

    application = models.ForeignKey(
        "records.Application", models.CASCADE, related_name="signatures"
    )
    person = models.ForeignKey("records.Person", models.CASCADE, related_name="signatures")
    document = models.ForeignKey(
        "records.Document", models.CASCADE, null=True, blank=True, related_name="signatures"
    )
    name = models.CharField(max_length=250)
    digest = models.CharField(max_length=71)
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"signature {self.pk} of person {self.person_id}"
