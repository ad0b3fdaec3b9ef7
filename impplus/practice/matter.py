"""A matter: a client of a firm with the family, whether the file lies in this system or elsewhere."""

from django.db import models

from impplus.practice.enquiry import Enquiry
from impplus.records.clock import Now
from impplus.records.record import Record
from impplus.records.searched import Searched, WordIndex
from impplus.records.user import LANGUAGES

SEARCHED = ("name", "family", "number", "government_number", "phone", "email")


class Matter(Record):
    """`number` is the firm's own. `application` is the key of a file of this system, `government_number` that of one elsewhere.

    `lawyer` answers for its deadlines and `paralegal` works on it: keys of accounts. `family` are the names of its
    people but the client's, a line each. `stage` and `acts` say where the file stands and who acts next, by keys of
    words/matters.py; `missing` is what is lacking, in words of the firm, and `lacks` how many things of which kind
    (queries/readiness.py) a file of this system lacked when it was looked at last. `searched` says how conflicts of interest
    were searched for, and with what result, by whom (`searched_by`): without that none is opened.
    `contacted_at` and `contacted_by` are the last contact with the client.
    """

    firm = models.BigIntegerField()
    number = models.CharField(max_length=40)
    name = models.CharField(max_length=250)
    family = models.TextField(max_length=2500, blank=True)
    people = models.PositiveSmallIntegerField(default=1)
    nationality = models.CharField(max_length=3, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    enquiry = models.ForeignKey(
        Enquiry, models.PROTECT, null=True, blank=True, related_name="matters"
    )
    application = models.BigIntegerField(null=True, blank=True)
    application_number = models.CharField(max_length=20, blank=True)
    government_number = models.CharField(max_length=40, blank=True)
    lawyer = models.BigIntegerField()
    paralegal = models.BigIntegerField(null=True, blank=True)
    stage = models.CharField(max_length=20)
    acts = models.CharField(max_length=10)
    missing = models.CharField(max_length=500, blank=True)
    lacks = models.JSONField(default=dict, blank=True)
    searched = models.CharField(max_length=1000)
    searched_by = models.CharField(max_length=250)
    contacted_at = models.DateTimeField(null=True, blank=True)
    contacted_by = models.CharField(max_length=10, blank=True)
    # What is the same where the same form is sent again on the same day.
    digest = models.CharField(max_length=64, blank=True)
    status = models.CharField(max_length=20, default="open")
    opened_at = models.DateTimeField(db_default=Now())
    followed_at = models.DateTimeField(null=True, blank=True)
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="one_matter_per_number", fields=["firm", "number"]),
            models.UniqueConstraint(
                name="a_matter_is_opened_once",
                fields=["firm", "digest"],
                condition=~models.Q(digest=""),
            ),
            models.UniqueConstraint(
                name="one_open_matter_per_application",
                fields=["firm", "application"],
                condition=models.Q(status="open", application__isnull=False),
            ),
            models.CheckConstraint(
                name="no_matter_without_a_conflict_search",
                condition=~models.Q(searched="") & ~models.Q(searched_by=""),
            ),
        ]
        indexes = [
            models.Index(name="matters_of_a_firm", fields=["firm", "status", "id"]),
            WordIndex(Searched(*SEARCHED), name="matters_by_word"),
        ]

    def __str__(self) -> str:
        return f"matter {self.number} ({self.status})"
