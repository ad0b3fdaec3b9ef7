"""A place at a firm that is offered to somebody by e-mail, by a link that works once."""

from django.db import models

from impplus.practice.colleague import ROLES_AT_A_FIRM
from impplus.records.record import Record
from impplus.records.user import LANGUAGES


class Offer(Record):
    """`by` is the key of the owner who offered it; the link is made from its key when its e-mail is sent (queries/offers.py)."""

    firm = models.BigIntegerField()
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=250)
    role = models.CharField(max_length=20, choices=[(one, one) for one in ROLES_AT_A_FIRM])
    language = models.CharField(max_length=2, choices=LANGUAGES)
    by = models.BigIntegerField()
    until = models.DateTimeField()
    status = models.CharField(max_length=20, default="offered")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                name="one_offer_at_a_time",
                fields=["firm", "email"],
                condition=models.Q(status="offered"),
            )
        ]

    def __str__(self) -> str:
        return f"offer {self.pk} ({self.status})"
