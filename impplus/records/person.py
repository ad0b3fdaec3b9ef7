"""A person in an application: the principal applicant or a family member, coming or not."""

from django.db import models

from impplus.records.record import Record
from impplus.records.searched import Plain, Searched, WordIndex

SEARCHED = ("given_names", "family_name", "csq_number", "passport_number")


class Person(Record):
    """`relation` is principal, spouse, common-law or child; `position` keeps the order given.

    `answers` holds, by the key of its field, every answer that has no column of its own: text, yes or
    no, or a day as ISO 8601. `answers_version` rises with each save. `saves` holds by the key of a page
    which save was its last (queries/saves.py), and from which page a family member was added.
    """

    application = models.ForeignKey(
        "records.Application", models.CASCADE, related_name="people", db_index=False
    )
    relation = models.CharField(max_length=12, blank=True)
    position = models.PositiveSmallIntegerField()
    family_name = models.CharField(max_length=250, blank=True)
    given_names = models.CharField(max_length=250, blank=True)
    born = models.DateField(null=True, blank=True)
    nationality = models.CharField(max_length=3, blank=True)
    passport_number = models.CharField(max_length=20, blank=True)
    passport_expires = models.DateField(null=True, blank=True)
    csq_number = models.CharField(max_length=30, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    answers_version = models.PositiveIntegerField(default=0)
    saves = models.JSONField(default=dict, db_default={}, blank=True)
    biometrics_asked_at = models.DateTimeField(null=True, blank=True)
    # The ground on which an officer found that this person need not give them (records/exemption.py).
    biometrics_exempt = models.CharField(max_length=20, blank=True, db_default="", default="")
    # Days by which the last day to give them is later, as an order suspended processing meanwhile.
    biometrics_stopped_days = models.PositiveSmallIntegerField(db_default=0, default=0)
    biometrics_taken_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="one_person_per_position", fields=["application", "position"]
            ),
            models.UniqueConstraint(
                name="one_principal_applicant",
                fields=["application"],
                condition=models.Q(relation="principal"),
            ),
            models.UniqueConstraint(
                name="one_partner",
                fields=["application"],
                condition=models.Q(relation__in=["spouse", "common-law"]),
            ),
        ]
        indexes = [
            WordIndex(Searched(*SEARCHED), name="people_by_word"),
            models.Index(Plain("passport_number"), name="people_by_passport"),
            models.Index(Plain("csq_number"), name="people_by_csq"),
        ]

    def __str__(self) -> str:
        return f"person {self.pk} ({self.relation})"

    @property
    def name(self) -> str:
        """Given names, then family names, as on the passport."""
        return f"{self.given_names} {self.family_name}".strip()
