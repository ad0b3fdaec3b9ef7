"""Bianca is quick and is not guessing: her port is remembered, families stand together, wrong searches wait, mistakes are taken back."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import arrivals, introductions, letters
from impplus.queries.letters.layout import composed
from impplus.queries.refusals import WrongMoment
from impplus.records.models import Application, Event, Introduction, Permit, Person, User
from impplus.rules.lifecycle import Role
from tests.approved import approve, bianca
from tests.desk.test_border import ARRIVED, LOOKED, REFUSED, find, there
from tests.kept import kept
from tests.people import signed_in, user
from tests.portal.test_own_part_received import approved


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
@kept
def hers(examined: Application, olivia: User) -> Introduction:
    approve(examined, by=olivia)
    letters.send_owed()
    return Introduction.objects.get()


@pytest.fixture
def border(db: None) -> Client:
    """Bianca's browser."""
    return signed_in(bianca())


def test_who_guesses_births_waits_and_each_wrong_search_is_remembered(
    border: Client, hers: Introduction, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("impplus.web.attempts.AS_LONG", 0)
    said = []
    for day in range(1, 8):
        sent = {"shown": hers.number, "born_0": "1980", "born_1": "1", "born_2": str(day)}
        page = border.post(reverse("desk:border"), sent).content.decode()
        said.append("Too many attempts" in page)
    assert said == [False] * 5 + [True] * 2
    assert find(border, hers, hers.number) == 422
    missed = Event.objects.filter(noun="introduction", verb="miss", about=str(hers.pk))
    assert [one.by for one in missed] == [bianca()] * 5


def test_a_search_for_a_number_of_nobody_is_remembered_too(
    border: Client, hers: Introduction
) -> None:
    sent = {"shown": "E-0000-0000", "born_0": "1980", "born_1": "1", "born_2": "1"}
    assert border.post(reverse("desk:border"), sent).status_code == 422
    assert Event.objects.get(noun="introduction", verb="miss").about == ""


def test_the_cursor_is_where_the_work_is_and_the_port_is_remembered(
    family: Application, border: Client, olivia: User
) -> None:
    approved(family, olivia)
    alice, karim = Introduction.objects.order_by("person__position")
    assert (
        'name="shown"' in border.get(reverse("desk:border")).content.decode().split("autofocus")[0]
    )
    find(border, alice, alice.number)
    page = border.get(there(alice)).content.decode()
    assert page.count('<option value="Montréal–Trudeau">') == 1
    assert f"{karim.person.name} – " in page
    border.post(there(alice), ARRIVED)
    page = border.get(there(karim))  # of the same family: it need not be found again
    assert (page.status_code, page.context["form"]["port"].value()) == (200, "Lacolle")
    assert "Used" in page.content.decode()


def test_the_same_again_with_another_port_is_no_success(border: Client, hers: Introduction) -> None:
    find(border, hers, hers.number)
    border.post(there(hers), ARRIVED, follow=True)
    page = border.post(there(hers), ARRIVED | {"port": "Stanstead"}, follow=True).content.decode()
    assert "You recorded this arrival before, at Lacolle. Nothing was changed." in page
    assert "The arrival is recorded." not in page


def test_an_empty_port_is_asked_for_by_its_name(border: Client, hers: Introduction) -> None:
    find(border, hers, hers.number)
    page = border.post(there(hers), LOOKED | {"port": " "}).content.decode()
    assert "Enter the port of entry" in page


def test_the_next_officer_reads_why_when_where_and_by_whom_entry_was_refused(
    border: Client, hers: Introduction
) -> None:
    find(border, hers, hers.number)
    nothing = REFUSED | {"port": "", "sure": "1"}
    assert border.post(there(hers, "refuse-entry"), nothing).status_code == 422
    assert border.post(there(hers, "refuse-entry"), REFUSED | {"ground": "x"}).status_code == 422
    border.post(there(hers, "refuse-entry"), REFUSED | {"sure": "1"})
    noah = signed_in(user("noah@example.test", "Noah Park", Role.BORDER))
    find(noah, hers, hers.number)
    page = noah.get(there(hers)).content.decode()
    words = (
        "The passport, the visa or another document that is needed was missing or not valid.",
        REFUSED["reasons"],
        "Lacolle",
        "Bianca Moretti",
    )
    assert [one in page for one in words] == [True] * 4
    told = composed(hers.application.letters.get(kind="entry-refused"), "en")
    said = " ".join(told.paragraphs)
    assert [
        one in said for one in ("at Lacolle", "apply again", "at a port of entry, in Canada")
    ] == [True] * 3


def test_reasons_that_came_too_late_are_given_back(border: Client, hers: Introduction) -> None:
    find(border, hers, hers.number)
    arrivals.record(hers, port="Lacolle", by=user("noah@example.test", "Noah Park", Role.BORDER))
    answer = border.post(there(hers, "refuse-entry"), REFUSED | {"sure": "1"})
    assert (answer.status_code, REFUSED["reasons"] in answer.content.decode()) == (409, True)


MISTAKEN = "It was her sister."
UNDONE = {"reasons": MISTAKEN, "language": "en"}


def test_an_arrival_recorded_by_mistake_is_taken_back_the_same_day_and_the_letter_is_good_again(
    border: Client, hers: Introduction
) -> None:
    find(border, hers, hers.number)
    border.post(there(hers), ARRIVED)
    first = Permit.objects.get()
    assert there(hers, "undo-arrival") in border.get(there(hers)).content.decode()
    assert border.post(there(hers, "undo-arrival"), UNDONE).status_code == 200
    answer = border.post(there(hers, "undo-arrival"), UNDONE | {"sure": "1"})
    assert answer.status_code == 302
    first.refresh_from_db()
    hers.refresh_from_db()
    assert (first.status, first.ground, hers.status, hers.permit, hers.port) == (
        "cancelled",
        "arrival-error",
        "issued",
        None,
        "",
    )
    told = composed(first.letters.get(kind="permit-cancelled"), "en")
    assert MISTAKEN in told.paragraphs
    assert border.post(there(hers), ARRIVED).status_code == 302
    assert [one.status for one in Permit.objects.order_by("pk")] == ["cancelled", "valid"]


def test_nobody_else_and_nobody_later_takes_an_arrival_back(
    hers: Introduction, this_day: date
) -> None:
    arrivals.record(hers, port="Lacolle", by=bianca())
    hers.refresh_from_db()
    noah = user("noah@example.test", "Noah Park", Role.BORDER)
    with pytest.raises(WrongMoment):
        arrivals.undo(hers, reasons=MISTAKEN, by=noah)
    Introduction.objects.update(arrived_on=this_day - timedelta(days=1))
    with pytest.raises(WrongMoment):
        arrivals.undo(hers, reasons=MISTAKEN, by=bianca())
    assert Permit.objects.get().status == "valid"


def test_a_letter_that_its_office_cancelled_makes_no_permit(
    border: Client, hers: Introduction, olivia: User
) -> None:
    introductions.cancel(hers, ground="letter-officer", reasons="Non.", by=olivia)
    find(border, hers, hers.number)
    assert "cancelled by the office that issued it" in border.get(there(hers)).content.decode()
    assert border.post(there(hers), ARRIVED).status_code == 409


def test_a_passport_that_ran_out_is_said_before_anything_is_typed(
    border: Client, hers: Introduction, this_day: date
) -> None:
    Person.objects.update(passport_expires=this_day - timedelta(days=1))
    find(border, hers, hers.number)
    page = border.get(there(hers))
    assert ("due" in page.context, "Ask for a passport" in page.content.decode()) == (False, True)
