"""Somebody whom a firm knows, for its conflict searches: clients, their families, who enquired, and who stands on the other side."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record
from impplus.records.searched import WordIndex

ENQUIRED, CLIENT, FAMILY, OPPOSING = "enquired", "client", "family", "opposing"
OF_A_MATTER = "m"  # before the key of a matter, where people of files have theirs


class KnownPerson(Record):
    """`about` is the key of the row that tells of this person (an enquiry, or a person of the programme's); "" of an opposing name.

    `number` is that of the application or matter, and `note` what a colleague wrote of it. `keys` are those of
    queries/alike.py with the firm before each; `as_of` is the instant of what was read last.
    """

    firm = models.BigIntegerField()
    kind = models.CharField(max_length=10)
    about = models.CharField(max_length=20, blank=True)
    number = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=500, blank=True)
    name = models.CharField(max_length=510)
    born = models.DateField(null=True, blank=True)
    passport = models.CharField(max_length=20, blank=True)
    csq = models.CharField(max_length=30, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    keys = models.JSONField(default=list)
    as_of = models.DateTimeField(db_default=Now())
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="known_once",
                fields=["firm", "kind", "about"],
                condition=~models.Q(about=""),
            ),
        ]
        indexes = [
            WordIndex(fields=["keys"], name="known_by_key"),
            models.Index(name="known_as_of", fields=["firm", "as_of"]),
        ]

    def __str__(self) -> str:
        return f"known person {self.pk} ({self.kind})"
