"""What was found about one condition, of one person, when it was decided."""

from django.db import models

from impplus.records.record import Record
from impplus.records.wording import pairs_of
from impplus.words.text import Text


class Finding(Record):
    """`note` is what the officer wrote about it; `person` is the name that rules give: principal, child-1 …

    `place` is that of its text in the Wording of this number; a text that stands in none is stored as it is. `stage` is
    "decided": what is found when it is submitted stands in the assessment, and used to stand here too.
    """

    application = models.ForeignKey(
        "records.Application", models.CASCADE, related_name="findings", db_index=False
    )
    stage = models.CharField(max_length=10)
    person = models.CharField(max_length=12, default="principal")
    key = models.CharField(max_length=40)
    met = models.BooleanField(null=True)
    wording = models.BigIntegerField(null=True)
    place = models.SmallIntegerField(null=True)
    text_en = models.TextField(blank=True)
    text_fr = models.TextField(blank=True)
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

    @property
    def text(self) -> Text:
        """What was said of it."""
        if self.wording is None or self.place is None:
            return Text(self.text_en, self.text_fr)
        return Text(*pairs_of(self.wording)[self.place])

    def __str__(self) -> str:
        return f"{self.key} of {self.person}: {self.met}"
