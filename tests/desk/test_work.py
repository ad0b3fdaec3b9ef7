"""A manager’s page: where files wait and how long, who has how many, who is away, and what was decided before an older file."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import absences, handovers
from impplus.programmes import IMP_PLUS
from impplus.queries import work
from impplus.records.models import Application, User
from tests.actions.test_decisions import approve
from tests.desk.conftest import Made, days_ago
from tests.people import signed_in

DAY = timedelta(days=1)


@pytest.fixture
def decided(examined: Application, olivia: User) -> Application:
    """Alice's application, approved by Olivia."""
    approve(examined, olivia)
    return examined


def aged(files: list[Application], *days: int) -> None:
    for file, age in zip(files, days, strict=True):
        Application.objects.filter(pk=file.pk).update(received_at=days_ago(age))


def page(amina: User, language: str = "en") -> str:
    address = {"en": "/en/desk/work/", "fr": "/fr/bureau/travail/"}[language]
    text = signed_in(amina).get(address).content.decode()
    return re.sub(r"\s+", " ", text)


def test_open_files_stand_by_step_and_age_against_the_standard(
    many: Made, olivia: User, amina: User
) -> None:
    files = many(4)
    aged(files, 0, 30, 61, 200)
    handovers.assign([(files[2], olivia)], by=amina)
    steps = {one.key: one for one in work.inventory()}
    assert list(steps["nobody"].bands) == [2, 0, 0, 0, 1]
    assert (steps["nobody"].number, steps["nobody"].late, steps["nobody"].oldest) == (3, 1, 200)
    assert list(steps["in-review"].bands) == [0, 0, 1, 0, 0]
    assert steps["in-review"].late == 1
    assert (steps["asked"].number, steps["asked"].oldest) == (0, None)
    assert list(steps["all"].bands) == [2, 0, 1, 0, 1]


def test_on_the_last_day_of_the_standard_a_file_is_not_late(many: Made, this_day: date) -> None:
    files, days = many(2), IMP_PLUS.settings.number("standard-days", this_day)
    aged(files, days, days + 1)
    assert work.inventory()[-1].late == 1


def test_a_file_decided_before_an_older_one_is_shown_with_how_many_it_passed(
    decided: Application, many: Made, amina: User
) -> None:
    older = many(2)
    aged(older, 9, 40)
    Application.objects.filter(pk=decided.pk).update(received_at=days_ago(5))
    (found,) = work.inversions()
    assert (found.number, found.files, found.days) == (decided.number, 2, 35)
    assert "1 file was decided in the last 30 days while an older one waited" in page(amina)


def test_an_older_file_that_is_decided_in_part_was_passed_over_by_nobody(
    decided: Application, many: Made
) -> None:
    older = many(2)
    aged(older, 9, 40)
    Application.objects.filter(pk=older[1].pk).update(status="part-decided")
    Application.objects.filter(pk=decided.pk).update(received_at=days_ago(5))
    (found,) = work.inversions()
    assert (found.files, found.days) == (1, 4)


def test_a_younger_file_that_waits_is_no_inversion(decided: Application, many: Made) -> None:
    aged(many(1), 1)
    Application.objects.filter(pk=decided.pk).update(received_at=days_ago(5))
    assert work.inversions() == []


def test_loads_and_absences_are_read_in_both_languages(
    amina: User, olivia: User, noor: User, this_day: date
) -> None:
    absences.declare(olivia, substitute=noor, first=this_day, last=this_day + DAY, by=olivia)
    english, french = page(amina), page(amina, "fr")
    assert "Noor Siddiqui has the files meanwhile." in english
    assert "Noor Siddiqui a les dossiers entre-temps." in french
    assert '<th scope="row">Olivia Chen</th>' in english
    assert "Past the standard of 60 days" in english
    assert "Au-delà de la norme de 60 jours" in french


def test_nothing_on_the_page_names_an_applicant(
    submitted: Application, amina: User, olivia: User
) -> None:
    assert "Benali" not in page(amina)


def test_a_manager_begins_with_the_work_and_opens_no_file(
    submitted: Application, amina: User
) -> None:
    browser = signed_in(amina)
    assert browser.get(reverse("desk:queue")).headers["Location"] == reverse("desk:work")
    assert browser.get(reverse("desk:file", args=[submitted.number])).status_code == 404


def test_officers_do_not_find_the_page(desk: Client) -> None:
    assert desk.get(reverse("desk:work")).status_code == 404
