"""The signed codes of permits and letters, and the lists that are published beside them."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class SignedCode(Record):
    """The code of one paper, signed once: both of its languages print the same.

    `index` is where the status list has its state; it is drawn by chance, so that it says nothing.
    """

    index = models.PositiveIntegerField(primary_key=True)
    permit = models.OneToOneField(
        "records.Permit", models.CASCADE, null=True, related_name="signed_code"
    )
    invitation = models.OneToOneField(
        "records.Invitation", models.CASCADE, null=True, related_name="signed_code"
    )
    introduction = models.OneToOneField(
        "records.Introduction", models.CASCADE, null=True, related_name="signed_code"
    )
    text = models.CharField(max_length=400)
    signed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["index"]
        constraints = [
            models.CheckConstraint(
                name="a_signed_code_is_of_one_paper",
                condition=models.Q(
                    permit__isnull=False, invitation__isnull=True, introduction__isnull=True
                )
                | models.Q(permit__isnull=True, invitation__isnull=False, introduction__isnull=True)
                | models.Q(
                    permit__isnull=True, invitation__isnull=True, introduction__isnull=False
                ),
            )
        ]

    def __str__(self) -> str:
        return f"signed code {self.index}"


class SignedList(Record):
    """A list as it is published: `name` is "keys" or "status", `version` counts up.

    `due` says that what it tells has changed since, so that it is made anew within a minute.
    """

    name = models.CharField(max_length=10, primary_key=True)
    version = models.PositiveBigIntegerField()
    content = models.BinaryField()
    made_at = models.DateTimeField()
    due = models.BooleanField(default=False, db_default=False)

    def __str__(self) -> str:
        return f"{self.name} {self.version}"
