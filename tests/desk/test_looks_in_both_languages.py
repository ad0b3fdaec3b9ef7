"""Whoever changes the language on a page that is read once more before something is done reads it in that language, and nothing is done."""

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import candidates
from impplus.demonstration import held_rounds
from impplus.programmes import IMP_PLUS
from impplus.records.models import Application, Intake, Invitation, Round, User
from tests.desk.test_registrations import PAGE, typed
from tests.people import as_csv, row
from tests.public_draw import public_draw
from tests.switched import switched

pytestmark = pytest.mark.usefixtures("at_work")


@pytest.fixture
def announced(mathieu: User, this_day: object) -> Round:
    """A round of two candidates, announced by Mathieu, on the day of its draw."""
    rows = [row(n, this_day) for n in range(1, 4)]  # type: ignore[arg-type]
    candidates.import_csv(as_csv(*rows), by=mathieu)
    return held_rounds.due(held_rounds.announced(IMP_PLUS, size=2, by=mathieu))


def test_the_check_of_an_announcement_stays(ministry: Client, mathieu: User) -> None:
    look = ministry.post(reverse("desk:announce"), {**public_draw(), "size": "1"})
    assert "Check before you announce" in look.content.decode()
    french = switched(ministry, look)
    assert "Vérifiez avant d’annoncer" in french.content.decode()
    assert "Check before you announce" in switched(ministry, french).content.decode()
    assert Round.objects.count() == 0


def test_the_check_of_a_draw_stays_with_its_numbers(ministry: Client, announced: Round) -> None:
    there = reverse("desk:draw", args=[announced.year, announced.number])
    look = ministry.post(there, {"words": "12 34 56", "looked_up": "on"})
    french = switched(ministry, look)
    assert "Vérifiez avant le tirage" in french.content.decode()
    assert french.context["numbers"] == look.context["numbers"] != ""
    assert Round.objects.get().status == "announced"


def test_before_the_check_what_was_typed_stays_and_is_not_judged(
    ministry: Client, announced: Round
) -> None:
    first = ministry.get(reverse("desk:draw", args=[announced.year, announced.number]))
    french = switched(ministry, first)
    assert (french.status_code, french.context["sure"]) == (200, False)
    assert "error-summary" not in french.content.decode()


def test_whose_application_it_is_stays_and_it_is_received_by_its_own_button_alone(
    letter: Invitation, intake: Intake, desk: Client
) -> None:
    look = desk.post(PAGE, typed(letter))
    french = switched(desk, look)
    assert french.context["found"].look == look.context["found"].look
    assert "Rien n’est encore enregistré" in french.content.decode()
    assert Application.objects.count() == 0


def test_staying_signed_in_longer_keeps_the_check_too(ministry: Client, mathieu: User) -> None:
    look = ministry.post(reverse("desk:announce"), {**public_draw(), "size": "1"})
    (longer,) = (
        part.split(">")[0]
        for part in look.content.decode().split("<button")
        if "Stay signed in longer" in part
    )
    assert "_redisplay" not in longer
