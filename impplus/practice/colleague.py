"""Who works at a firm, and as what."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record

# What a colleague does; words/colleagues.py has the names.
OWNER, LAWYER, PARALEGAL, INTAKE, BOOKKEEPER = (
    "owner",
    "lawyer",
    "paralegal",
    "intake",
    "bookkeeper",
)
ROLES_AT_A_FIRM = (OWNER, LAWYER, PARALEGAL, INTAKE, BOOKKEEPER)


class Colleague(Record):
    """`firm` and `account` are keys of the programme's rows; `until` is the instant at which somebody left or changed role."""

    firm = models.BigIntegerField()
    account = models.BigIntegerField()
    role = models.CharField(max_length=20, choices=[(one, one) for one in ROLES_AT_A_FIRM])
    since = models.DateTimeField(db_default=Now())
    until = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=20, default="active")
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_role_at_a_time",
                fields=["account"],
                condition=models.Q(status="active"),
            ),
            models.CheckConstraint(
                name="a_colleague_leaves_once",
                condition=models.Q(status="active", until__isnull=True)
                | models.Q(status="left", until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"colleague {self.pk} ({self.role})"
