"""A service agreement: written by the firm, offered by a private link, asked about, signed by the client, and ended in writing."""

from django.db import models

from impplus.practice.enquiry import Enquiry
from impplus.practice.matter import Matter
from impplus.records.clock import Now
from impplus.records.record import Record
from impplus.records.user import LANGUAGES

UNSIGNED = ("draft", "offered", "questioned")
RUNS = (*UNSIGNED, "signed")


class Retainer(Record):
    """`lawyer` is the key of whoever answers for it and signs for the firm, `kind` consultant or lawyer.

    `texts` are the languages of its text, the one that is read first at the beginning ("fr en"). `terms` are what the
    firm writes (queries/retainers.py), `offered` who signed for the firm and when, `agreed` the whole as the
    client signed it. `file_en` and `file_fr` are its signed papers, `ending_file` that of the letter by which it ended.
    """

    firm = models.BigIntegerField()
    enquiry = models.ForeignKey(
        Enquiry, models.CASCADE, null=True, blank=True, related_name="agreements"
    )
    matter = models.ForeignKey(
        Matter, models.CASCADE, null=True, blank=True, related_name="agreements"
    )
    lawyer = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    email = models.EmailField(max_length=254)
    texts = models.CharField(max_length=5)
    terms = models.JSONField(default=dict)
    version = models.PositiveSmallIntegerField(default=0)
    offered = models.JSONField(null=True, blank=True)
    agreed = models.JSONField(null=True, blank=True)
    file_en = models.BinaryField(null=True, blank=True)
    file_fr = models.BinaryField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    completed = models.BooleanField(null=True, blank=True)
    ending = models.TextField(max_length=5000, blank=True)
    ending_file = models.BinaryField(null=True, blank=True)
    papers_due = models.BooleanField(default=False)
    status = models.CharField(max_length=20, default="draft")
    begun_at = models.DateTimeField(db_default=Now())
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["begun_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="an_agreement_is_of_somebody",
                condition=models.Q(enquiry__isnull=False) | models.Q(matter__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_open_agreement_of_an_enquiry",
                fields=["enquiry"],
                condition=models.Q(status__in=UNSIGNED),
            ),
            models.UniqueConstraint(
                name="one_agreement_of_a_matter",
                fields=["matter"],
                condition=models.Q(status__in=RUNS),
            ),
            models.CheckConstraint(
                name="what_is_signed_is_kept",
                condition=~models.Q(status__in=("signed", "ended"))
                | models.Q(agreed__isnull=False, offered__isnull=False),
            ),
            models.CheckConstraint(
                name="an_agreement_ends_in_writing",
                condition=~models.Q(status="ended")
                | (models.Q(ended_on__isnull=False) & ~models.Q(ending="")),
            ),
        ]
        indexes = [
            models.Index(
                name="agreements_to_print", fields=["id"], condition=models.Q(papers_due=True)
            ),
        ]

    def __str__(self) -> str:
        return f"service agreement {self.pk} ({self.status})"
