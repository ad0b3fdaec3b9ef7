"""What a decision is for one person who applies."""

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
