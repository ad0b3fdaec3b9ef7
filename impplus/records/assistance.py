"""That an application came by another means than online (IRPR 9.5): why, how, and that it was read back and signed."""

from django.db import models

from impplus.records.record import Record

WHYS = ("disability", "minister")
READ = ("in-person", "telephone", "video")


class Assistance(Record):
    """The place and the instant are those of the application, and what is typed in later changes neither.

    `why` is one of WHYS, `means` how it came. `read` (one of READ) says how the answers were read back, on the day `read_on`; `signature` is
    the name with which they were signed then: on the `paper`, or in the applicant’s account where there is none.
    """

    application = models.OneToOneField("records.Application", models.CASCADE)
    why = models.CharField(max_length=20, choices=[(one, one) for one in WHYS])
    means = models.CharField(max_length=100)
    status = models.CharField(max_length=20, default="arrived")
    read = models.CharField(max_length=20, blank=True, choices=[(one, one) for one in READ])
    read_on = models.DateField(null=True, blank=True)
    signature = models.CharField(max_length=250, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    paper = models.ForeignKey(
        "records.Document", models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="what_is_signed_has_a_name_and_an_instant",
                condition=~models.Q(status="signed")
                | models.Q(signed_at__isnull=False) & ~models.Q(signature=""),
            ),
        ]

    def __str__(self) -> str:
        return f"assistance {self.application_id} ({self.status})"
