"""What a manager counts is found by the worker each minute, says so, and is found anew where the worker is dead."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import translation

from impplus.actions import handovers, reviews, standing
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.loads import Load, loads
from impplus.queries.open_files import FilesWanted, OpenFile, open_files
from impplus.queries.work import Inversion, WorkStep, inventory, inversions
from impplus.records.models import Application, Standing, StandingMark, User
from impplus.words import formats
from tests.actions.test_decisions import approve
from tests.desk.conftest import Made, days_ago
from tests.people import signed_in

MINUTE = timedelta(minutes=1)
WHY = "Noor part en congé."


@pytest.fixture
def files(many: Made, noor: User, amina: User) -> list[Application]:
    """Four files of 200, 88, 61 and 2 days; Noor has the first two, and asks the people of the first something."""
    made = many(4)
    for file, days in zip(made, (200, 88, 61, 2), strict=True):
        Application.objects.filter(pk=file.pk).update(received_at=days_ago(days))
    handovers.assign([(one, noor) for one in made[:2]], by=amina)
    asking = Application.objects.get(pk=made[0].pk)
    reviews.ask(asking, text="?", document="", days=30, by=noor)
    return made


def counted() -> tuple[list[WorkStep], list[Load], tuple[list[OpenFile], int], list[Inversion]]:
    """Everything that a manager counts."""
    return inventory(), loads(), open_files(FilesWanted()), inversions()


def rows() -> dict[int, list[object]]:
    """What is kept, with where each row lies, which is elsewhere once it is written again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT application_id, step, age, officer_id, ctid FROM records_standing")
        return {key: row for key, *row in cursor.fetchall()}


def close(file: Application) -> None:
    Application.objects.filter(pk=file.pk).update(status="withdrawn")


def page(amina: User, language: str, name: str) -> str:
    with translation.override(language):
        return plain(signed_in(amina).get(reverse(f"desk:{name}")).content.decode())


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def said(at: datetime, language: str) -> str:
    zone, named = SERVED.time_zone, SERVED.time_zone_name
    return plain(formats.moment(at, language, time_zone=zone, named=named))


def test_what_is_kept_is_what_would_be_found(
    examined: Application, files: list[Application], olivia: User
) -> None:
    approve(examined, olivia)
    found = counted()
    assert not Standing.objects.exists()
    standing.find()
    assert counted() == found
    assert [one.number for one in found[3]] == [examined.number]
    assert len(found[2][0]) == Standing.objects.count() == 4


def test_pages_read_what_is_kept_until_the_worker_has_been_silent_for_five_minutes(
    files: list[Application], amina: User
) -> None:
    at = clock.now()
    standing.find()
    close(files[0])
    for later, number in ((0, 4), (5, 4), (6, 3)):
        with clock.at(at + later * MINUTE):
            assert inventory()[-1].number == number
            shown = at if number == 4 else at + later * MINUTE
            assert f"Counted on {said(shown, 'en')}." in page(amina, "en", "work")
            assert f"Counted on {said(shown, 'en')}." in page(amina, "en", "open-files")
            assert f"Counted on {said(shown, 'en')}." in page(amina, "en", "shares")
            assert f"Compte fait le {said(shown, 'fr')}." in page(amina, "fr", "work")


def test_what_was_kept_under_a_later_clock_is_not_read(files: list[Application]) -> None:
    with clock.at(clock.now() + 90 * MINUTE):
        standing.find()
    close(files[0])
    assert inventory()[-1].number == 3


def test_only_what_changed_is_written_again_and_what_is_closed_goes(
    files: list[Application], noor: User
) -> None:
    standing.find()
    before = rows()
    Application.objects.filter(pk=files[2].pk).update(officer=noor, status="processing")
    close(files[3])
    standing.find()
    after = rows()
    assert {key: after.get(key) for key in before if after.get(key) != before[key]} == {
        files[2].pk: ["processing", 61, noor.pk, after[files[2].pk][-1]],
        files[3].pk: None,
    }


def test_what_a_manager_moves_is_seen_to_have_moved(
    files: list[Application], noor: User, olivia: User, amina: User
) -> None:
    standing.find()
    handovers.assign([(files[2], olivia)], by=amina)
    handovers.move([(files[1], noor.pk)], to=olivia, note=WHY, by=amina)
    has = {one.officer: one.open for one in loads()}
    assert (has[noor], has[olivia]) == (1, 2)
    assert {one.key: one.number for one in inventory() if one.number} == {
        "asked": 1,
        "in-review": 2,
        "nobody": 1,
        "all": 4,
    }
    assert open_files(FilesWanted(officer=olivia.pk))[1] == 2


def test_before_the_worker_has_looked_nothing_is_kept_of_what_a_manager_moves(
    files: list[Application],
) -> None:
    assert (Standing.objects.count(), StandingMark.objects.count()) == (0, 0)
