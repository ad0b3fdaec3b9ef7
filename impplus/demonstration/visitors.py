"""Enquiries that invented visitors sent to the invented firms."""

from datetime import date, timedelta

from impplus.actions import enquiries
from impplus.demonstration import words
from impplus.demonstration.accounts import DOMAIN
from impplus.demonstration.plan import Days
from impplus.demonstration.schedule import Schedule
from impplus.practice.enquiry import HERE, SELF_CHECK
from impplus.practice.models import Enquiry
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.records.models import Firm, User
from impplus.rules.form import Answer


def requests(days: Days, lawyer: User) -> Schedule:
    """Every enquiry to a lawyer's firm, those without an answer the newest."""
    for number, one in enumerate(sorted(words.REQUESTS, key=lambda one: not one.answer)):
        yield days.ago(21 - 3 * number)
        made = ask(lawyer, one, number)
        if one.answer:
            yield clock.now() + timedelta(hours=20)
            enquiries.record_answer(made, text=one.answer, by=lawyer)


def ask(lawyer: User, one: words.Request, number: int) -> Enquiry:
    """Send what a visitor asks to the firm of a lawyer."""
    on = clock.today(SERVED)
    return enquiries.request(
        Firm.objects.get(user=lawyer),
        name=one.name,
        email=f"visitor{number}@{DOMAIN}",
        phone=one.phone,
        language=one.language,
        country=one.country,
        has_csq=True,
        has_letter=number % 2 == 0,
        partner=one.family > 0,
        children=list(one.children),
        message=one.message,
        newsletter=False,
        answers={key: _answer(on, value) for key, value in one.checked},
        checked_on=on if one.checked else None,
        channel=SELF_CHECK if one.checked else HERE,
    )


def _answer(on: date, value: str | bool | timedelta) -> Answer:
    """An answer; a length of time is the day so long after."""
    return on + value if isinstance(value, timedelta) else value
