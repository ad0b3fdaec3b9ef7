"""The execution of an order on applications (IRPA 87.301): proposed by one manager, signed by another, and done file by file."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.programme import ProgrammeField
from impplus.records.record import Record


class Execution(Record):
    """`order` is a key of the orders in the programme's folder, `act` what is done to each file: suspend, resume or terminate."""

    programme = ProgrammeField()
    order = models.CharField(max_length=40)
    act = models.CharField(max_length=10)
    status = models.CharField(max_length=20, default="proposed")
    proposed_by = models.ForeignKey(
        "records.User", models.PROTECT, related_name="+", db_index=False
    )
    proposed_at = models.DateTimeField(db_default=Now())
    settled_by = models.ForeignKey(
        "records.User", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                name="one_execution_of_an_order_at_a_time",
                fields=["programme", "order"],
                condition=models.Q(status__in=["proposed", "under-way"]),
            ),
            models.CheckConstraint(
                name="an_order_is_carried_out_by_two",
                condition=~models.Q(status__in=["under-way", "done"])
                | ~models.Q(settled_by=models.F("proposed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.order} ({self.status})"


class ExecutedFile(Record):
    """A file that an execution goes through; `left_out` is why nothing was done: it had moved on, or a fault."""

    execution = models.ForeignKey(Execution, models.CASCADE, related_name="files", db_index=False)
    application = models.ForeignKey(
        "records.Application", models.CASCADE, related_name="executions"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    left_out = models.CharField(max_length=10, blank=True, db_default="", default="")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="an_execution_goes_through_a_file_once", fields=["execution", "application"]
            )
        ]
        indexes = [
            models.Index(
                name="files_to_go_through",
                fields=["execution", "id"],
                condition=models.Q(done_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} in {self.execution_id}"


class Halt(Record):
    """A time in which an order suspends the processing of an application: from where, by which execution, and by which it ended."""

    application = models.ForeignKey("records.Application", models.CASCADE, related_name="halts")
    order = models.CharField(max_length=40)
    before = models.CharField(max_length=20)
    begun_by = models.ForeignKey(Execution, models.PROTECT, related_name="halts")
    begun_at = models.DateTimeField(db_default=Now())
    ended_by = models.ForeignKey(
        Execution, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_halt_per_application",
                fields=["application"],
                condition=models.Q(ended_at__isnull=True),
            )
        ]
        indexes = [
            models.Index(
                name="open_halts_of_an_order",
                fields=["order", "application"],
                condition=models.Q(ended_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"halt of {self.application_id} by {self.order}"
