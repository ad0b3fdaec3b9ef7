"""Whether a firm may write to whoever enquired: dated rows, never a bare yes."""

from django.db import models

from impplus.practice.enquiry import Enquiry
from impplus.records.record import Record

IMPLIED, NEWSLETTER = "implied", "newsletter"


class Consent(Record):
    """Implied by an enquiry it ends after six months (CASL, s. 10(10)(e)); the express one, to a newsletter, when it is withdrawn."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                name="implied_consent_has_an_end",
                condition=models.Q(kind=NEWSLETTER) | models.Q(kind=IMPLIED, until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk} ({self.kind})"
