"""A message owed or sent, as a pair of signed files: one English, one French."""

from typing import TYPE_CHECKING

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record

if TYPE_CHECKING:
    from impplus.records.introduction import Introduction
    from impplus.records.permit import Permit

# The kinds in which an officer's reasons stand, and nowhere else.
WITH_REASONS = (
    "returned",
    "permit-cancelled",
    "permit-suspended",
    "permit-replaced",
    "entry-refused",
    "letter-cancelled",
    "reopened",
    "reconsidered",
)

CONSTRAINTS: tuple[models.BaseConstraint, ...] = (
    models.CheckConstraint(
        name="a_letter_is_about_something",
        condition=models.Q(application__isnull=False) | models.Q(invitation__isnull=False),
    ),
    models.CheckConstraint(
        name="a_sent_letter_has_both_languages",
        condition=models.Q(status="owed")
        | models.Q(invented=True)
        | (~models.Q(file_en="") & ~models.Q(file_fr="")),
    ),
    models.CheckConstraint(
        name="a_letter_is_due_while_it_is_owed",
        condition=models.Q(status="owed", due_at__isnull=False)
        | (~models.Q(status="owed") & models.Q(due_at__isnull=True)),
    ),
)


class Letter(Record):
    """`facts` is what both texts are made from; `file_en` and `file_fr` are the store's keys.

    `person` is the member of the family to whom it is written, where it goes to nobody else.
    A letter of an invented past has no file before somebody opens it. `due_at` is when an owed letter
    is to be made, or tried again; `failure` is why it could not be made, by the keys of queries/tries.py.
    """

    kind = models.CharField(max_length=20)
    application = models.ForeignKey(
        "records.Application", models.CASCADE, null=True, blank=True, related_name="letters"
    )
    invitation = models.ForeignKey(
        "records.Invitation", models.CASCADE, null=True, blank=True, related_name="letters"
    )
    permit = models.ForeignKey(
        "records.Permit", models.CASCADE, null=True, blank=True, related_name="letters"
    )
    introduction = models.ForeignKey(
        "records.Introduction", models.CASCADE, null=True, blank=True, related_name="letters"
    )
    person = models.ForeignKey(
        "records.Person", models.CASCADE, null=True, blank=True, related_name="letters"
    )
    facts = models.JSONField()
    status = models.CharField(max_length=20, default="owed")
    owed_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(db_default=Now(), null=True, blank=True)
    failure = models.CharField(max_length=20, blank=True)
    file_en = models.CharField(max_length=64, blank=True)
    file_fr = models.CharField(max_length=64, blank=True)
    invented = models.BooleanField(default=False)

    class Meta:
        ordering = ["owed_at", "id"]
        constraints = CONSTRAINTS
        indexes = [
            models.Index(
                name="letters_due", fields=["due_at"], condition=models.Q(due_at__isnull=False)
            ),
            models.Index(
                name="letters_failing", fields=["owed_at", "id"], condition=~models.Q(failure="")
            ),
        ]

    @property
    def whose(self) -> int | None:
        """The key of the one person whom it is about: its reader, or the holder of its paper."""
        paper = self.paper
        return self.person_id or (paper.person_id if paper else None)

    @property
    def paper(self) -> "Permit | Introduction | None":
        """The permit or the letter of introduction that it is about, if it is about one."""
        return self.permit or self.introduction

    @property
    def text(self) -> str:
        """The reasons that an officer wrote in it and that no other record keeps, as those of a decision are kept; empty where there are none."""
        return str(self.facts.get("reasons", "")) if self.kind in WITH_REASONS else ""

    @property
    def language(self) -> str:
        """In which these are written."""
        return str(self.facts.get("language", ""))

    @property
    def translation(self) -> str:
        """What a human made of them in the other language, where it came with them."""
        return str(self.facts.get("translation", "")) if self.text else ""

    @property
    def translator(self) -> str:
        """Who made that."""
        return str(self.facts.get("translator", ""))

    def __str__(self) -> str:
        return f"letter {self.pk} ({self.kind})"
