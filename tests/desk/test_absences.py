"""The page of absences: planned once, cancelled once, and refused with what was typed still there."""

from datetime import date, timedelta

from django.test import Client
from django.urls import reverse

from impplus.records.models import Absence, User
from tests.people import signed_in


def sent(substitute: User, first: date, last: date) -> dict[str, object]:
    days = {
        f"{key}_{n}": part
        for key, day in (("first", first), ("last", last))
        for n, part in enumerate((day.year, day.month, day.day))
    }
    return {"substitute": substitute.pk, **days}


def test_olivia_plans_an_absence_twice_and_cancels_it_twice(
    desk: Client, noor: User, this_day: date
) -> None:
    page = reverse("desk:absences")
    asked = sent(noor, this_day, this_day + timedelta(days=3))
    assert [desk.post(page, asked).status_code for _ in range(2)] == [302, 302]
    one = Absence.objects.get()
    shown = " ".join(desk.get(page).content.decode().split())
    assert "Noor Siddiqui has the files" in shown
    assert "Cancel the absence" in shown
    end = reverse("desk:end-absence", args=[one.pk])
    assert [desk.post(end).status_code for _ in range(2)] == [302, 302]
    one.refresh_from_db()
    assert one.status == "ended"
    assert "No absence is planned." in desk.get(page).content.decode()


def test_the_substitute_reads_of_an_absence_to_come_as_soon_as_it_is_planned(
    desk: Client, noor: User, this_day: date
) -> None:
    soon = this_day + timedelta(days=5)
    desk.post(reverse("desk:absences"), sent(noor, soon, soon))
    shown = " ".join(signed_in(noor).get(reverse("desk:queue")).content.decode().split())
    assert "Olivia Chen named you as the substitute: you have those files too from" in shown
    assert "named you as the substitute" not in desk.get(reverse("desk:queue")).content.decode()


def test_an_absence_in_the_past_says_why_and_keeps_what_was_typed(
    desk: Client, noor: User, this_day: date
) -> None:
    past = this_day - timedelta(days=30)
    answer = desk.post(reverse("desk:absences"), sent(noor, past, past))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "The first day is in the past." in shown
    assert f'value="{past.year}"' in shown
    assert not Absence.objects.exists()


def test_noor_plans_and_cancels_no_absence_of_olivia(
    desk: Client, olivia: User, noor: User, this_day: date
) -> None:
    page = reverse("desk:absences")
    noors = signed_in(noor)
    asked = {**sent(olivia, this_day, this_day), "officer": olivia.pk}
    assert noors.post(page, asked).status_code == 302
    assert [(one.officer, one.substitute) for one in Absence.objects.all()] == [(noor, olivia)]
    one = Absence.objects.get()
    assert desk.post(reverse("desk:end-absence", args=[one.pk])).status_code == 404
    assert "Cancel the absence" not in desk.get(page).content.decode()
    one.refresh_from_db()
    assert one.status == "declared"
