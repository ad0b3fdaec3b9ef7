"""One principal applicant's request, with the answers that are not about a single person."""

from django.db import models

from impplus.records.clock import Now


class Application(models.Model):
    """Columns are filled in as the form goes; every answer may be empty while it is a draft."""

    number = models.CharField(max_length=20, unique=True)
    programme = models.CharField(max_length=20, default="imp-plus")
    applicant = models.ForeignKey("records.User", models.PROTECT, related_name="applications")
    invitation = models.ForeignKey(
        "records.Invitation", models.PROTECT, related_name="applications"
    )
    officer = models.ForeignKey(
        "records.User", models.PROTECT, null=True, blank=True, related_name="files"
    )
    status = models.CharField(max_length=20, default="draft")
    language = models.CharField(max_length=2)
    started_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())

    lives_country = models.CharField(max_length=3, blank=True)
    lives_province = models.CharField(max_length=2, blank=True)
    intends_quebec = models.BooleanField(null=True)
    csq_programme = models.CharField(max_length=20, blank=True)
    csq_issued = models.DateField(null=True, blank=True)
    csq_expires = models.DateField(null=True, blank=True)
    csq_number = models.CharField(max_length=30, blank=True)
    mifi_file = models.CharField(max_length=30, blank=True)
    pr_applied = models.BooleanField(null=True)
    pr_applied_on = models.DateField(null=True, blank=True)
    pr_decision = models.CharField(max_length=10, blank=True)
    relationship = models.CharField(max_length=12, blank=True)
    health_or_child_care = models.BooleanField(null=True)
    medical_exam = models.BooleanField(null=True)
    address = models.CharField(max_length=250, blank=True)
    city = models.CharField(max_length=250, blank=True)
    region = models.CharField(max_length=250, blank=True)
    postal_code = models.CharField(max_length=30, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    occupation = models.CharField(max_length=250, blank=True)
    education = models.CharField(max_length=12, blank=True)
    refused_before = models.BooleanField(null=True)
    offence = models.BooleanField(null=True)
    unauthorized_work = models.BooleanField(null=True)
    background_details = models.TextField(max_length=5000, blank=True)

    class Meta:
        ordering = ["started_at"]
        constraints = [
            # A returned application is as if it had not been made (IRPR 12): its letter is free again.
            models.UniqueConstraint(
                name="one_application_per_letter",
                fields=["invitation"],
                condition=~models.Q(status="returned"),
            )
        ]
        indexes = [models.Index(name="applications_by_status", fields=["status", "id"])]

    def __str__(self) -> str:
        return self.number
