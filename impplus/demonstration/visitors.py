"""Enquiries that invented visitors sent to the invented firms."""

from datetime import timedelta

from impplus.actions import enquiries
from impplus.demonstration import words
from impplus.demonstration.plan import Days
from impplus.demonstration.schedule import Schedule
from impplus.queries import clock
from impplus.records.models import Firm, User


def requests(days: Days, lawyer: User) -> Schedule:
    """Every request to a lawyer's firm, those without an answer the newest."""
    firm = Firm.objects.get(user=lawyer)
    for number, one in enumerate(sorted(words.REQUESTS, key=lambda one: not one.answer)):
        yield days.ago(21 - 3 * number)
        made = enquiries.request(
            firm,
            name=one.name,
            email=f"visitor{number}@example.test",
            phone="",
            language=one.language,
            country=one.country,
            has_csq=True,
            has_letter=number % 2 == 0,
            family_size=one.family,
            message=one.message,
            newsletter=False,
        )
        if one.answer:
            yield clock.now() + timedelta(hours=20)
            enquiries.record_answer(made, text=one.answer, by=lawyer)
