"""What was found about one condition, of one person, when it was submitted or decided."""

from django.db import models


class Finding(models.Model):
    """`stage` is submitted or decided; `note` is what the officer wrote about it.

    `person` is the name that rules give: principal, partner, child-1 …
    """

    application = models.ForeignKey(
        "records.Application", models.CASCADE, related_name="findings", db_index=False
    )
    stage = models.CharField(max_length=10)
    person = models.CharField(max_length=12, default="principal")
    key = models.CharField(max_length=40)
    met = models.BooleanField(null=True)
    text_en = models.TextField()
    text_fr = models.TextField()
    cite = models.CharField(max_length=200)
    facts = models.JSONField()
    note = models.TextField(max_length=5000, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="one_finding_per_condition", fields=["application", "stage", "person", "key"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.person}: {self.met}"
