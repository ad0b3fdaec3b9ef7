"""A delegation: the part of an adult member of the family, given to an account of that person's own by a single-use link."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record
from impplus.records.user import LANGUAGES

# While it is one of these, the person has a link that works, or an account that works on the part.
OPEN = ("offered", "accepted")


class Delegation(Record):
    """`person` is none once that member was taken out of the draft; `account` is whose the part is, once accepted.

    `email` is kept while the link is out, and `sending` counts its links: each new one makes the one before
    useless, and so does `until`. `private`: what the person answers and sends is kept from whoever else works
    on the application, and officers see it.
    """

    application = models.ForeignKey(
        "records.Application", models.CASCADE, related_name="delegations"
    )
    person = models.ForeignKey(
        "records.Person", models.SET_NULL, null=True, blank=True, related_name="delegations"
    )
    account = models.ForeignKey(
        "records.User", models.PROTECT, null=True, blank=True, related_name="delegations"
    )
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    sending = models.PositiveSmallIntegerField(default=1)
    private = models.BooleanField(default=False)
    status = models.CharField(max_length=20, default="offered")
    offered_at = models.DateTimeField(db_default=Now())
    until = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["offered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_delegation_per_person",
                fields=["person"],
                condition=models.Q(status__in=OPEN),
            ),
            models.UniqueConstraint(
                name="one_part_per_account",
                fields=["application", "account"],
                condition=models.Q(status="accepted"),
            ),
            models.CheckConstraint(
                name="an_open_delegation_has_its_person",
                condition=models.Q(status="ended") | models.Q(person__isnull=False),
            ),
            models.CheckConstraint(
                name="an_accepted_delegation_has_its_account",
                condition=~models.Q(status="accepted")
                | models.Q(account__isnull=False, accepted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="an_address_is_kept_while_its_link_is_out",
                condition=models.Q(status="offered") | models.Q(email=""),
            ),
        ]

    def __str__(self) -> str:
        return f"delegation {self.pk} ({self.status})"
