"""A task in a matter: what is to be done, by which day, and by whom."""

from django.db import models

from impplus.practice.matter import Matter
from impplus.records.record import Record


class Task(Record):
    """`template` is the key of the row of words/matter_tasks.py from which it was made, "" where it was typed; `account` is a colleague's key."""

    firm = models.BigIntegerField()
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="tasks")
    template = models.CharField(max_length=24, blank=True)
    text = models.CharField(max_length=250)
    due_on = models.DateField()
    account = models.BigIntegerField(null=True, blank=True)
    status = models.CharField(max_length=20, default="planned")
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_task_of_a_template_at_a_time",
                fields=["matter", "template"],
                condition=models.Q(status="planned") & ~models.Q(template=""),
            )
        ]

    def __str__(self) -> str:
        return f"task {self.pk} ({self.status})"
