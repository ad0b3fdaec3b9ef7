"""Applications that are approved, and the permits of their people."""

from impplus.actions import decisions
from impplus.records.models import Application, Permit, User
from tests.people import all_met


def permits_of(application: Application, *, by: User) -> list[Permit]:
    """The permits of everybody in an application that an officer approves, the principal applicant's first."""
    weighed = all_met(application)
    decisions.approve(application, weighed=weighed, notes={}, reasons="Conditions met.", by=by)
    return list(application.permits.order_by("pk"))
