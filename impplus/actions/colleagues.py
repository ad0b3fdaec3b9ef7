"""Colleagues: who works at a firm, and as what."""

from impplus.practice.access import ENQUIRIES, role_of
from impplus.records.models import User
from impplus.rules.lifecycle import Role


def readers_of_enquiries(firm: int) -> list[int]:
    """The keys of the accounts of a firm that see its enquiries."""
    accounts = User.objects.filter(firm=firm, role=Role.REPRESENTATIVE.value, is_active=True)
    return [one.pk for one in accounts.order_by("pk") if role_of(one) in ENQUIRIES]
