"""Consultation requests that invented visitors sent to the invented firms."""

from datetime import timedelta

from impplus.demonstration import words
from impplus.demonstration.accounts import Staff
from impplus.demonstration.diary import Diary
from impplus.demonstration.plan import Days
from impplus.records.models import Consultation, Firm


def ask_firms(days: Days, staff: Staff, diary: Diary) -> None:
    """Every request to each firm, the unanswered ones the newest."""
    for lawyer in (staff.lucie, staff.samuel):
        firm = Firm.objects.get(user=lawyer)
        for number, one in enumerate(words.REQUESTS):
            at = days.ago(21 + number if one.answer else 1 + number)
            later = at + timedelta(hours=20) if one.answer else None
            made = Consultation.objects.create(
                firm=firm,
                name=one.name,
                email=f"{one.name.split()[0].lower().replace('ï', 'i')}@example.test",
                language=one.language,
                country=one.country,
                has_csq=True,
                has_letter=number % 2 == 0,
                family_size=one.family,
                message=one.message,
                status="answered" if later else "new",
                requested_at=at,
                answered_at=later,
                answered_by=lawyer if later else None,
                answer=one.answer,
                demo=True,
            )
            diary.write(made, "request", at, None)
            if later:
                diary.write(made, "answer", later, lawyer)
