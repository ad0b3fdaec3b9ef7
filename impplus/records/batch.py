"""Work too long for a request: a list to look through or import, or a round to draw, gone through a part at a time."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record
from impplus.words.text import Text

KINDS = ("import", "draw", "review")


class Batch(Record):
    """`asked` is what was asked for, by kind (actions/candidates.py, actions/rounds.py).

    `done` of `total` rows are gone through, and `left_out` of these were not taken; both rise in the
    transaction that writes what they count. `failure` is why a failed one cannot go on, by the keys of
    queries/tries.py. Of a list, `counts` are its rows by kind (queries/candidate_rows.py). The list of an ended import is removed from the store, and the row says since when.
    """

    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    asked = models.JSONField()
    status = models.CharField(max_length=20, default="under-way")
    asked_by = models.ForeignKey("records.User", models.PROTECT)
    asked_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    round = models.OneToOneField("records.Round", models.CASCADE, null=True, blank=True)
    counts = models.JSONField(default=dict, db_default={})
    failure = models.CharField(max_length=20, blank=True)
    list_removed_at = models.DateTimeField(null=True, blank=True)
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                name="the_same_is_asked_once_at_a_time",
                fields=["kind", "asked"],
                condition=models.Q(status="under-way"),
            ),
            models.CheckConstraint(
                name="no_more_is_done_than_there_is",
                condition=models.Q(done__lte=models.F("total"), left_out__lte=models.F("done")),
            ),
        ]
        indexes = [
            models.Index(
                name="batches_to_go_on_with",
                fields=["changed_at"],
                condition=~models.Q(status="done"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.status})"

    @property
    def accepted(self) -> int:
        """How many rows were taken."""
        return self.done - self.left_out


class RowLeftOut(Record):
    """A row of a list that was not taken: its line in the file, the candidate's reference, and why.

    One that is `held` may be a candidate under another spelling, until an officer says otherwise.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows_left_out", db_index=False)
    line = models.PositiveIntegerField()
    reference = models.CharField(max_length=30, blank=True)
    en = models.TextField()
    fr = models.TextField()
    held = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(name="a_row_is_left_out_once", fields=["batch", "line"])
        ]

    def __str__(self) -> str:
        return f"line {self.line}"

    @property
    def reason(self) -> Text:
        """Why it was left out."""
        return Text(en=self.en, fr=self.fr)


class RowChanged(Record):
    """A row of a list that changes a candidate: of each column its name, the value before, and the value after.

    One that is `new` adds a candidate; of the first of these a dry run keeps who they would be.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows_changed", db_index=False)
    line = models.PositiveIntegerField()
    reference = models.CharField(max_length=30)
    changes = models.JSONField()
    new = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ["line"]
        constraints = [models.UniqueConstraint(name="a_row_changes_once", fields=["batch", "line"])]

    def __str__(self) -> str:
        return f"line {self.line}"
