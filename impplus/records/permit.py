"""The permit of one person: a stored record, changed only by a deliberate act."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Permit(Record):
    """`limited_by` says which limit decided `valid_until`; `conditions` is a list of en/fr pairs.

    `ground` is why it was cancelled or replaced, a key of the grounds in the programme's folder.
    That it has expired follows from the day, and is no status.
    """

    application = models.ForeignKey("records.Application", models.CASCADE, related_name="permits")
    person = models.ForeignKey("records.Person", models.RESTRICT, related_name="permits")
    number = models.CharField(max_length=20, unique=True)
    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_until = models.DateField()
    limited_by = models.CharField(max_length=12)
    province = models.CharField(max_length=2, blank=True)
    conditions = models.JSONField()
    status = models.CharField(max_length=20, default="valid")
    ground = models.CharField(max_length=20, blank=True)
    replaces = models.OneToOneField(
        "records.Permit", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    issued_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="one_active_permit_per_person",
                fields=["person"],
                condition=models.Q(status__in=("valid", "suspended")),
            ),
            models.CheckConstraint(
                name="a_permit_ends_after_it_begins",
                condition=models.Q(valid_until__gte=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Suspension(Record):
    """A time in which a permit gives no right: until a day, or until it is ended."""

    permit = models.ForeignKey(Permit, models.CASCADE, related_name="suspensions")
    ground = models.CharField(max_length=20)
    reasons = models.TextField(max_length=5000, blank=True)
    until = models.DateField(null=True, blank=True)
    officer = models.ForeignKey("records.User", models.PROTECT)
    suspended_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_suspension_per_permit",
                fields=["permit"],
                condition=models.Q(ended_at__isnull=True),
            )
        ]
        indexes = [
            models.Index(
                name="suspensions_by_end",
                fields=["until"],
                condition=models.Q(ended_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"suspension of {self.permit}"
