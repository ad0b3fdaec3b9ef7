"""The number to which an account is sent texts beside its e-mails."""

from django.db import models

from impplus.records.record import Record


class Phone(Record):
    """Texts go there from `confirmed_at` on: once its owner has entered the code that was texted to it.

    `wrong` counts the codes that were not it, since `asked_at`.
    """

    account = models.OneToOneField("records.User", models.CASCADE, related_name="phone")
    number = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    wrong = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"phone {self.pk}"
