"""Matters of a firm, as the tests open them."""

from typing import Any

from impplus.actions import matters
from impplus.practice.models import Colleague, Matter
from impplus.records.models import Firm, User
from impplus.rules.lifecycle import Role
from tests.people import user

SEARCHED = "Names and birth days among all clients: nobody alike."


def colleague(firm: Firm, name: str, role: str = "lawyer") -> User:
    """Somebody who works at a firm, by a first name."""
    made = user(f"{name.lower()}@firm.example.test", f"{name} Roy", Role.REPRESENTATIVE, "en", firm)
    Colleague.objects.create(firm=firm.pk, account=made.pk, role=role)
    return made


def opened(by: User, **otherwise: Any) -> Matter:
    """A matter of Wilner Desrosiers, whose file lies elsewhere, unless told otherwise."""
    told: dict[str, Any] = {"name": "Wilner Desrosiers", "language": "fr", "lawyer": by.pk}
    told |= {"paralegal": None, "stage": "draft", "acts": "client", "searched": SEARCHED}
    return matters.open_matter(by=by, **(told | otherwise))
