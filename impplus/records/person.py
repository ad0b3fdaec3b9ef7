"""A person in an application: the principal applicant or a family member, coming or not."""

from django.db import models


class Person(models.Model):
    """`relation` is principal, spouse, common-law or child; `position` keeps the order given."""

    application = models.ForeignKey("records.Application", models.CASCADE, related_name="people")
    relation = models.CharField(max_length=12, blank=True)
    position = models.PositiveSmallIntegerField()
    family_name = models.CharField(max_length=250, blank=True)
    given_names = models.CharField(max_length=250, blank=True)
    other_names = models.CharField(max_length=250, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    born = models.DateField(null=True, blank=True)
    birth_city = models.CharField(max_length=250, blank=True)
    birth_country = models.CharField(max_length=3, blank=True)
    nationality = models.CharField(max_length=3, blank=True)
    passport_number = models.CharField(max_length=20, blank=True)
    passport_country = models.CharField(max_length=3, blank=True)
    passport_issued = models.DateField(null=True, blank=True)
    passport_expires = models.DateField(null=True, blank=True)
    in_canada = models.BooleanField(null=True)
    in_canada_status = models.CharField(max_length=30, blank=True)
    in_canada_until = models.DateField(null=True, blank=True)
    status_lost_on = models.DateField(null=True, blank=True)
    biometrics_before = models.BooleanField(null=True)
    biometrics_given = models.DateField(null=True, blank=True)
    biometrics_for = models.CharField(max_length=10, blank=True)
    biometrics_pending = models.BooleanField(null=True)
    biometrics_asked_at = models.DateTimeField(null=True, blank=True)
    biometrics_taken_on = models.DateField(null=True, blank=True)
    applies_for = models.CharField(max_length=12, blank=True)
    studies = models.CharField(max_length=15, blank=True)
    other_parent_consents = models.BooleanField(null=True)
    dependent_for_health = models.BooleanField(null=True)
    married = models.BooleanField(null=True)

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

    def __str__(self) -> str:
        return f"person {self.pk} ({self.relation})"

    @property
    def name(self) -> str:
        """Given names, then family names, as on the passport."""
        return f"{self.given_names} {self.family_name}".strip()
