"""The public log: the number of each event, the signed checkpoints, and the proofs of receipts."""

from django.db import models

from impplus.records.record import Record


class LogEntry(Record):
    """An event's number in the log, given once; a receipt's also says its order in its intake.

    It stays when an invented event is removed, so neither event nor intake is a foreign key of the
    database.
    """

    index = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(
        "records.Event", models.DO_NOTHING, db_constraint=False, related_name="entry"
    )
    intake = models.ForeignKey(
        "records.Intake", models.DO_NOTHING, null=True, db_constraint=False, db_index=False
    )
    rank = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["index"]
        constraints = [
            models.UniqueConstraint(
                name="an_order_is_given_once",
                fields=["intake", "rank"],
                condition=models.Q(rank__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"leaf {self.index}"


class LogCheckpoint(Record):
    """A checkpoint as it was published: its size, and the note with every signature."""

    size = models.BigIntegerField(primary_key=True)
    note = models.TextField()

    class Meta:
        ordering = ["size"]

    def __str__(self) -> str:
        return f"checkpoint {self.size}"


class LogProof(Record):
    """The proof that a receipt's leaf is in the log, as a C2SP tlog-proof."""

    entry = models.OneToOneField(LogEntry, models.CASCADE, primary_key=True, related_name="proof")
    text = models.TextField()

    def __str__(self) -> str:
        return f"proof of {self.entry_id}"


class LogMark(Record):
    """How far the log has come: one row, for whoever numbers and publishes next.

    No event up to `settled` is still to be numbered. That moves up to `drawn`, the newest number of an
    event that had been drawn, once each of `writers` (transactions that were writing events) has
    ended. `written` leaves stand in the tiles. `failure` is why it stopped, by the keys of
    queries/log_waits.py.
    """

    settled = models.BigIntegerField(default=0)
    drawn = models.BigIntegerField(default=0)
    writers = models.JSONField(default=list)
    written = models.BigIntegerField(default=0)
    failure = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"written to {self.written}"
