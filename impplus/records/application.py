"""One principal applicant's request: who made it, on which letter, and where it stands."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.programme import ProgrammeField
from impplus.records.record import Record
from impplus.rules.lifecycle import STATUSES, Role

# Those in which an officer still has something to do.
OPEN = tuple(s.key for s in STATUSES if s.noun == "application" and s.actor == Role.FEDERAL)
# Those in which the principal applicant is approved, though somebody may be left for later; and the open ones before that.
APPROVED = ("approved", "part-decided")
MAY_BE_APPROVED = (*APPROVED, "suspended")
UNDECIDED = tuple(key for key in OPEN if key not in APPROVED)


class Application(Record):
    """The answers of its form stand in the rows of its people.

    `received_at` is the receipt's instant, here too since every list of files is in its order.
    """

    # Of an application that was read for one member of the family: the key of that person (portal/application.py).
    own_part: int | None = None
    # Of one that was read for a page: the role of its reader, whom the form addresses or to whom it names everybody.
    read_by: str = ""
    number = models.CharField(max_length=20, unique=True)
    programme = ProgrammeField()
    applicant = models.ForeignKey("records.User", models.PROTECT, related_name="applications")
    invitation = models.ForeignKey(
        "records.Invitation", models.PROTECT, related_name="applications"
    )
    officer = models.ForeignKey(
        "records.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="files",
        db_index=False,  # all that one ever decided is no list; the open ones have an index below
    )
    status = models.CharField(max_length=20, default="draft")
    language = models.CharField(max_length=2)
    started_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())
    received_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["started_at"]
        constraints = [
            # A returned application is as if it had not been made (IRPR 12), and of a draft that was
            # destroyed nothing is left: the letter is free again.
            models.UniqueConstraint(
                name="one_application_per_letter",
                fields=["invitation"],
                condition=~models.Q(status__in=["returned", "destroyed"]),
            ),
            models.CheckConstraint(
                name="what_is_no_draft_was_received",
                condition=models.Q(status__in=["draft", "destroyed"])
                | models.Q(received_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="files_by_status", fields=["status", "received_at", "id"]),
            models.Index(
                name="files_by_time",
                fields=["received_at", "id"],
                condition=models.Q(received_at__isnull=False),
            ),
            models.Index(
                name="open_files",
                fields=["received_at", "id"],
                condition=models.Q(status__in=OPEN),
            ),
            models.Index(
                name="open_files_of_an_officer",
                fields=["officer", "received_at", "id"],
                condition=models.Q(status__in=OPEN),
            ),
            models.Index(
                name="open_files_of_nobody",
                fields=["received_at", "id"],
                condition=models.Q(status__in=OPEN, officer__isnull=True),
            ),
        ]

    @property
    def is_approved(self) -> bool:
        """Whether the principal applicant is approved, though somebody may be left for later, whom alone an order then suspends."""
        return self.status in APPROVED or (self.status == "suspended" and hasattr(self, "decision"))

    def __str__(self) -> str:
        return self.number
