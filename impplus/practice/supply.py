"""What a firm supplies of its own: a blank form of the department, a map of a form, portals with their slots, or columns of a table."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record

BLANK, MAP, PORTALS, COLUMNS = "blank", "map", "portals", "columns"
KINDS = (BLANK, MAP, PORTALS, COLUMNS)


class Supply(Record):
    """`form` and `version` say which form it is (empty of portals), or the key of a table; `content` are the bytes as they came, known by their SHA-256.

    Another of the same kind, form and version takes its place, and the earlier one stays, as dropped.
    """

    firm = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=[(one, one) for one in KINDS])
    form = models.CharField(max_length=20, blank=True)
    version = models.CharField(max_length=20, blank=True)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    added_by = models.BigIntegerField()
    added_at = models.DateTimeField(db_default=Now())
    status = models.CharField(max_length=20, default="kept")

    class Meta:
        ordering = ["kind", "form", "version", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_supply_of_a_kind_and_version",
                fields=["firm", "kind", "form", "version"],
                condition=models.Q(status="kept"),
            ),
        ]

    @property
    def name(self) -> str:
        """Such as “IMM 1295”; empty of portals."""
        return self.form.replace("-", " ").upper()

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.status})"
