"""What a decision is for one person who applies, and that it is left for later."""

from django.db import models

from impplus.records.record import Record

OUTCOMES = ("approved", "refused")


class PersonOutcome(Record):
    """`falls` says that a member of the family is refused because the principal applicant is; the other reasons are the findings about the person."""

    decision = models.ForeignKey(
        "records.Decision", models.CASCADE, related_name="outcomes", db_index=False
    )
    person = models.ForeignKey("records.Person", models.RESTRICT, related_name="outcomes")
    outcome = models.CharField(max_length=10, choices=[(one, one) for one in OUTCOMES])
    falls = models.BooleanField(default=False)

    class Meta:
        ordering = ["person__position"]
        constraints = [
            models.UniqueConstraint(name="one_outcome_per_person", fields=["decision", "person"]),
            models.CheckConstraint(
                name="who_falls_is_refused",
                condition=models.Q(falls=False) | models.Q(outcome="refused"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} ({self.person_id})"


class Deferral(Record):
    """That a `decision` leaves a member of the family for later, and why: the reason is read in the letter of that decision."""

    application = models.ForeignKey("records.Application", models.CASCADE, related_name="deferrals")
    decision = models.ForeignKey(
        "records.Decision", models.CASCADE, related_name="deferrals", db_index=False
    )
    person = models.ForeignKey("records.Person", models.RESTRICT, related_name="deferrals")
    reason = models.TextField(max_length=5000)
    status = models.CharField(max_length=20, default="left")

    class Meta:
        ordering = ["person__position"]
        constraints = [
            models.UniqueConstraint(
                name="who_is_left_is_left_once",
                fields=["person"],
                condition=models.Q(status="left"),
            )
        ]

    def __str__(self) -> str:
        return f"decision on {self.person_id} ({self.status})"
