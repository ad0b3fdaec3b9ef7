"""A change that the people of a received file report: of an answer, or in the family; with its receipt."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record
from impplus.records.searched import Searched, WordIndex

SEARCHED = ("name",)


class Report(Record):
    """Written once, but for who at the office noted it: a trigger of the database refuses the rest.

    `kind` is a key of queries/reports.py. Where answers change, `correction` is their new version; in
    the family something happened on `day`, to `person` or to somebody called `name`. Of somebody whom
    it declares, `member` holds the birth and whether that person is to come; `about` is the earlier report
    that declared whom it concerns, or that it corrects or takes back (queries/declared.py). `digest` is
    the hash of all that was reported, which the event seals. `window` and `turn` are those of the page from
    which it was sent (queries/saves.py), by which the same press is known again.
    """

    application = models.ForeignKey("records.Application", models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=20)
    person = models.ForeignKey(
        "records.Person", models.RESTRICT, null=True, blank=True, related_name="reports"
    )
    correction = models.OneToOneField(
        "records.Correction", models.RESTRICT, null=True, blank=True, related_name="report"
    )
    day = models.DateField(null=True, blank=True)
    name = models.CharField(max_length=250, blank=True)
    member = models.JSONField(default=dict, db_default={}, blank=True)
    about = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="later_ones"
    )
    reason = models.TextField(max_length=5000)
    language = models.CharField(max_length=2, db_default="", default="")
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    window = models.CharField(max_length=40, blank=True, db_default="", default="")
    turn = models.PositiveIntegerField(db_default=0, default=0)
    digest = models.CharField(max_length=71)
    status = models.CharField(max_length=20, default="declared")
    noted_by = models.ForeignKey(
        "records.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    noted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(
                name="reports_to_note", fields=["at", "id"], condition=models.Q(status="declared")
            ),
            WordIndex(Searched(*SEARCHED), name="reports_by_word"),
        ]

    def __str__(self) -> str:
        return f"report {self.pk} ({self.status})"
