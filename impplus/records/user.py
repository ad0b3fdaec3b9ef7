"""A person with an account: an applicant, a representative or an officer."""

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record
from impplus.rules.lifecycle import ROLES, Role

LANGUAGES = [("en", "English"), ("fr", "Français")]
# Where the addresses of deleted accounts would be: a name that nobody can ever have (RFC 2606).
DELETED = "deleted.invalid"


class Accounts(BaseUserManager["User"]):
    """Finds an account by its e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(Record, AbstractBaseUser):
    """Signs in by e-mail; `role` decides the door, `firm` is set for representatives only."""

    # Of who is signed in: when the request read this (web/signed_in.py).
    read_at: datetime | None = None
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=250, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="en")
    role = models.CharField(
        max_length=20,
        choices=[(role.value, ROLES[role].en) for role in Role],
        default=Role.APPLICANT.value,
    )
    firm = models.ForeignKey("records.Firm", models.PROTECT, null=True, blank=True)
    membership = models.CharField(max_length=40, blank=True)
    # Whether it has an app that makes codes or a passkey, as allauth's table says (actions/second_factors.py).
    second_factor = models.BooleanField(default=False, db_default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(db_default=Now())
    demo = models.BooleanField(default=False)

    objects = Accounts()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        indexes = [
            # Nearly all accounts are applicants'.
            models.Index(
                name="staff_by_name",
                fields=["role", "name"],
                condition=~models.Q(role=Role.APPLICANT.value),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="representatives_belong_to_a_firm",
                condition=models.Q(role=Role.REPRESENTATIVE.value, firm__isnull=False)
                | (~models.Q(role=Role.REPRESENTATIVE.value) & models.Q(firm__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return self.name or f"account {self.pk}"
