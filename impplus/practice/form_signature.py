"""A signature on the form by which a representative is appointed (IMM 5476): whose, and of which day."""

from django.db import models

from impplus.practice.matter import Matter
from impplus.records.clock import Now
from impplus.records.record import Record

CLIENT, REPRESENTATIVE = "client", "representative"


class FormSignature(Record):
    """`side` is client or representative, `name` who signed; a later signature replaces the one before."""

    firm = models.BigIntegerField()
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="form_signatures")
    side = models.CharField(max_length=20)
    name = models.CharField(max_length=250)
    signed_on = models.DateField()
    noted_by = models.BigIntegerField()
    noted_at = models.DateTimeField(db_default=Now())
    status = models.CharField(max_length=20, default="signed")
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["signed_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_signature_of_a_side",
                fields=["matter", "side"],
                condition=models.Q(status="signed"),
            )
        ]

    def __str__(self) -> str:
        return f"form signature {self.pk} ({self.status})"
