"""Someone whom Quebec selected and who may be invited."""

from datetime import date

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record
from impplus.records.searched import Searched, WordIndex
from impplus.records.user import LANGUAGES
from impplus.words.days import PartDay

SEARCHED = ("given_names", "family_name", "reference", "csq_number", "mifi_file")


class Candidate(Record):
    """As the ministry's list says; `reference` is the individual reference number.

    Where the list knows only the month or the year of a birth, `born` is the first day that it may be, and `born_shown` says "month" or "year".

    `invited` says that a letter of the candidate's is in force, here too since every draw looks for
    those who have none. `withdrawn_at` says that the ministry took the candidate off its list.
    """

    reference = models.CharField(max_length=30, unique=True)
    mifi_file = models.CharField(max_length=30)
    csq_number = models.CharField(max_length=30, unique=True)
    csq_programme = models.CharField(max_length=20)
    csq_issued = models.DateField()
    csq_expires = models.DateField()
    family_name = models.CharField(max_length=250)
    given_names = models.CharField(max_length=250, blank=True)
    born = models.DateField()
    born_shown = models.CharField(max_length=5, blank=True, default="", db_default="")
    nationality = models.CharField(max_length=3)
    lives_country = models.CharField(max_length=3)
    email = models.EmailField(max_length=254)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    imported_at = models.DateTimeField(db_default=Now())
    invited = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["reference"]
        constraints = [
            models.CheckConstraint(
                name="a_csq_expires_after_its_issue",
                condition=models.Q(csq_expires__gt=models.F("csq_issued")),
            )
        ]
        indexes = [
            models.Index(name="candidates_by_birth", fields=["born"]),
            WordIndex(Searched(*SEARCHED), name="candidates_by_word"),
            models.Index(
                name="candidates_not_invited",
                fields=["csq_programme", "csq_expires"],
                condition=models.Q(invited=False, withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"candidate {self.reference}"

    @property
    def name(self) -> str:
        """Given names, then family names."""
        return f"{self.given_names} {self.family_name}".strip()

    @property
    def birth(self) -> date:
        """The day of birth, or as much of it as the list knows (`PartDay`)."""
        if not self.born_shown:
            return self.born
        month = self.born.month if self.born_shown == "month" else None
        made: date = PartDay(self.born.year, month)
        return made
