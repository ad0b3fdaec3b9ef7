"""The closing of a matter: its archive, who consented to hand it on, how long it is kept, and what is left of it once it was destroyed."""

from django.db import models

from impplus.practice.matter import Matter
from impplus.records.record import Record


class Closing(Record):
    """`number` is the matter's. `archive` is the ZIP once it is made, `files` how many it holds, `index_sha256` the hash of its index.

    It is kept until `kept_until`, or longer while `hold` says why. `handed_to` is the firm to which it goes with the
    client's consent, by `consent_of` on `consent_on`. Two colleagues destroy it: `proposed_by`, and another.
    """

    firm = models.BigIntegerField()
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="closings")
    number = models.CharField(max_length=40)
    closed_on = models.DateField()
    archive = models.BinaryField(null=True, blank=True)
    files = models.PositiveIntegerField(default=0)
    index_sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    kept_until = models.DateField()
    hold = models.CharField(max_length=500, blank=True)
    handed_to = models.CharField(max_length=250, blank=True)
    consent_of = models.CharField(max_length=250, blank=True)
    consent_on = models.DateField(null=True, blank=True)
    proposed_by = models.BigIntegerField(null=True, blank=True)
    proposed_name = models.CharField(max_length=250, blank=True)
    status = models.CharField(max_length=20, default="under-way")
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="one_closing_of_a_matter",
                fields=["matter"],
                condition=~models.Q(status="dropped"),
            ),
            models.CheckConstraint(
                name="an_archive_has_its_hash",
                condition=~models.Q(status__in=("made", "proposed"))
                | (models.Q(archive__isnull=False) & ~models.Q(index_sha256="")),
            ),
            models.CheckConstraint(
                name="a_file_is_handed_on_by_consent",
                condition=models.Q(handed_to="")
                | (models.Q(consent_on__isnull=False) & ~models.Q(consent_of="")),
            ),
        ]
        indexes = [
            models.Index(
                name="archives_to_make", fields=["id"], condition=models.Q(status="under-way")
            ),
        ]

    def __str__(self) -> str:
        return f"closing {self.pk} ({self.status})"


class Destruction(Record):
    """What stays of a file that was destroyed: its number, the day, who did it, and the hash of its index; nothing of the client.

    A trigger of the database lets nothing of it be changed.
    """

    firm = models.BigIntegerField()
    number = models.CharField(max_length=40)
    closed_on = models.DateField()
    kept_until = models.DateField()
    destroyed_on = models.DateField()
    proposed_by = models.BigIntegerField()
    proposed_name = models.CharField(max_length=250)
    confirmed_by = models.BigIntegerField()
    confirmed_name = models.CharField(max_length=250)
    files = models.PositiveIntegerField()
    index_sha256 = models.CharField(max_length=64)
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["destroyed_on", "id"]
        constraints = [
            models.UniqueConstraint(name="destroyed_once", fields=["firm", "number"]),
            models.CheckConstraint(
                name="two_people_destroy",
                condition=~models.Q(confirmed_by=models.F("proposed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"destruction {self.pk}"
