"""Applications that are approved, and the permits of their people, made at the border for whoever is abroad."""

from impplus.actions import arrivals, decisions
from impplus.records.models import Application, Permit, User
from impplus.rules.lifecycle import Role
from tests.people import all_met, user

PORT = "Lacolle"


def bianca() -> User:
    """Bianca is a border services officer."""
    known = User.objects.filter(email="bianca@example.test").first()
    return known or user("bianca@example.test", "Bianca Moretti", Role.BORDER)


def approve(application: Application, *, by: User) -> None:
    """Let an officer approve an application, everything met."""
    weighed = all_met(application)
    decisions.approve(application, weighed=weighed, notes={}, reasons="Conditions met.", by=by)


def arrive(application: Application) -> list[Permit]:
    """Record the arrival of everybody who has a letter of introduction; all permits, the principal applicant's first."""
    for letter in application.introductions.filter(status="issued"):
        arrivals.record(letter, port=PORT, by=bianca())
    return list(application.permits.order_by("pk"))


def permits_of(application: Application, *, by: User) -> list[Permit]:
    """The permits of everybody in an application that an officer approves, once all have arrived."""
    approve(application, by=by)
    return arrive(application)
