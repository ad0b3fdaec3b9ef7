"""A letter of invitation: the right of one candidate to make one application."""

from django.db import models

from impplus.records.record import Record


class Invitation(Record):
    """`code` is printed on the letter and bound to the candidate; `expires_on` is a setting.

    `opened_at` says when somebody who holds the code first looked at the letter with it, or used it; `set_aside_at` says since when the candidate may be invited again, though the letter is used or its last day passed;
    `replaces` is the letter that was lost.
    """

    number = models.CharField(max_length=20, unique=True)
    code = models.CharField(max_length=40, unique=True)
    candidate = models.ForeignKey("records.Candidate", models.CASCADE, related_name="invitations")
    round = models.ForeignKey(
        "records.Round", models.CASCADE, related_name="invitations", db_index=False
    )
    status = models.CharField(max_length=20, default="issued")
    issued_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    set_aside_at = models.DateTimeField(null=True, blank=True)
    replaces = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="replacement"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="one_living_invitation_per_candidate",
                fields=["candidate"],
                condition=models.Q(status__in=["issued", "used"], set_aside_at=None),
            )
        ]
        indexes = [
            models.Index(name="letters_of_a_round", fields=["round", "id"]),
            models.Index(name="invitations_by_status", fields=["status", "round"]),
            models.Index(
                name="letters_not_used",
                fields=["round"],
                condition=models.Q(status="issued", set_aside_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.number
