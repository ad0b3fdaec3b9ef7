"""The letter of introduction of one person abroad: with it a permit is asked for at the port of entry, and none before."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Introduction(Record):
    """`expires_on` is the last day to arrive, and `limited_by` says which limit decided it.

    `kind` is that of the permit to come; `entry` is what its holder also needs to come: "visa", "eta" or "none".
    At the border `permit`, `arrived_on` and `port` are written, or `port` and the `ground` on which entry was refused; `ground` is
    also why a letter was cancelled, a key of the grounds in the programme's folder. That it has expired follows from the day.
    """

    application = models.ForeignKey(
        "records.Application", models.CASCADE, related_name="introductions"
    )
    person = models.ForeignKey("records.Person", models.RESTRICT, related_name="introductions")
    number = models.CharField(max_length=20, unique=True)
    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20)
    entry = models.CharField(max_length=4)
    issued_on = models.DateField()
    expires_on = models.DateField()
    limited_by = models.CharField(max_length=12)
    status = models.CharField(max_length=20, default="issued")
    permit = models.OneToOneField(
        "records.Permit", models.PROTECT, null=True, blank=True, related_name="introduction"
    )
    arrived_on = models.DateField(null=True, blank=True)
    port = models.CharField(max_length=100, blank=True)
    ground = models.CharField(max_length=20, blank=True)
    issued_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_introduction_per_person",
                fields=["person"],
                condition=models.Q(status="issued"),
            ),
            models.CheckConstraint(
                name="an_introduction_ends_after_it_begins",
                condition=models.Q(expires_on__gte=models.F("issued_on")),
            ),
            models.CheckConstraint(
                name="a_used_introduction_has_its_permit",
                condition=models.Q(status="used", permit__isnull=False, arrived_on__isnull=False)
                | (~models.Q(status="used") & models.Q(permit__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.number
