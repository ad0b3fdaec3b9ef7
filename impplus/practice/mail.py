"""An e-mail that a firm owes: what it answered, and what its visitors and colleagues are told."""

from django.db import models

from impplus.practice.booking import Booking
from impplus.practice.enquiry import Enquiry
from impplus.practice.matter import (
    Matter,
)
from impplus.practice.offer import (
    Offer,
)
from impplus.practice.reply import Reply
from impplus.practice.retainer import Retainer
from impplus.records.clock import Now
from impplus.records.record import Record


def _while(status: str, name: str) -> models.Q:
    """That an instant is there in one status, and in no other."""
    there = models.Q(status=status, **{f"{name}__isnull": False})
    return there | (~models.Q(status=status) & models.Q(**{f"{name}__isnull": True}))


class Mail(Record):
    """Its words are composed when it is sent (queries/firm_emails.py, by the key `kind`), in the language of its reader.

    `matter` is the client's whom it is about, and `said` what it was composed from, as it was shown before.
    `to` is an address of its own where the reader is neither a visitor nor an account; `account` is the key of one.
    """

    firm = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    enquiry = models.ForeignKey(
        Enquiry, models.CASCADE, null=True, blank=True, related_name="mails"
    )
    reply = models.ForeignKey(Reply, models.CASCADE, null=True, blank=True, related_name="mails")
    offer = models.ForeignKey(Offer, models.CASCADE, null=True, blank=True, related_name="mails")
    booking = models.ForeignKey(
        Booking, models.CASCADE, null=True, blank=True, related_name="mails"
    )
    matter = models.ForeignKey(Matter, models.CASCADE, null=True, blank=True, related_name="mails")
    agreement = models.ForeignKey(
        Retainer, models.CASCADE, null=True, blank=True, related_name="mails"
    )
    said = models.JSONField(default=dict, db_default={})
    account = models.BigIntegerField(null=True, blank=True)
    to = models.EmailField(max_length=254, blank=True)
    status = models.CharField(max_length=20, default="owed")
    owed_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now(), null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=20, blank=True)
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["owed_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_mail_is_due_while_it_is_owed", condition=_while("owed", "due_at")
            ),
            models.CheckConstraint(
                name="a_sent_mail_has_its_instant", condition=_while("sent", "sent_at")
            ),
        ]
        indexes = [
            models.Index(
                name="mails_due", fields=["due_at"], condition=models.Q(due_at__isnull=False)
            ),
            models.Index(name="mails_failing", fields=["firm"], condition=~models.Q(failure="")),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk} ({self.status})"
