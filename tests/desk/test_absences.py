"""The page of absences: planned once, cancelled once, and refused with what was typed still there."""

from datetime import date, timedelta

from django.test import Client
from django.urls import reverse

from impplus.records.models import Absence, User


def sent(officer: User, substitute: User, first: date, last: date) -> dict[str, object]:
    days = {
        f"{key}_{n}": part
        for key, day in (("first", first), ("last", last))
        for n, part in enumerate((day.year, day.month, day.day))
    }
    return {"officer": officer.pk, "substitute": substitute.pk, **days}


def test_olivia_plans_an_absence_twice_and_cancels_it_twice(
    desk: Client, olivia: User, noor: User, this_day: date
) -> None:
    page = reverse("desk:absences")
    asked = sent(olivia, noor, this_day, this_day + timedelta(days=3))
    assert [desk.post(page, asked).status_code for _ in range(2)] == [302, 302]
    one = Absence.objects.get()
    shown = " ".join(desk.get(page).content.decode().split())
    assert "Noor Siddiqui has the files" in shown
    end = reverse("desk:end-absence", args=[one.pk])
    assert [desk.post(end).status_code for _ in range(2)] == [302, 302]
    one.refresh_from_db()
    assert one.status == "ended"
    assert "No absence is planned." in desk.get(page).content.decode()


def test_an_absence_in_the_past_says_why_and_keeps_what_was_typed(
    desk: Client, olivia: User, noor: User, this_day: date
) -> None:
    past = this_day - timedelta(days=30)
    answer = desk.post(reverse("desk:absences"), sent(olivia, noor, past, past))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "The first day is in the past." in shown
    assert f'value="{past.year}"' in shown
    assert not Absence.objects.exists()
