"""A parent's cancelled letter asks what becomes of the family's, and the border reads what became of each letter."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from impplus.actions import introductions, letters
from impplus.records.models import Application, Event, Introduction, User
from tests.approved import approve, bianca
from tests.desk.test_border import ARRIVED, find, there
from tests.desk.test_introductions import WHY
from tests.people import signed_in
from tests.portal.test_own_part_received import approved

SENT = WHY | {"reasons": "Un autre passeport.", "language": "fr"}


@pytest.fixture
def of_family(family: Application, olivia: User) -> list[Introduction]:
    """The letters of introduction of Alice and Karim, her husband."""
    approved(family, olivia)
    return list(Introduction.objects.order_by("person__position"))


def papers(letter: Introduction) -> str:
    return reverse("desk:papers", args=[letter.application.number])


def everyone(letter: Introduction) -> str:
    return reverse("desk:cancel-family", args=[letter.application.number])


def test_after_a_parents_letter_the_others_are_asked_about_and_cancelled_together(
    of_family: list[Introduction], desk: Client, olivia: User
) -> None:
    alice, *others = of_family
    assert everyone(alice) not in desk.get(papers(alice)).content.decode()
    assert desk.get(everyone(alice)).status_code == 409
    introductions.cancel(alice, **WHY, by=olivia)
    shown = desk.get(papers(alice)).content.decode()
    asked = f"A parent’s letter of introduction was cancelled: {alice.person.name}."
    assert [asked in shown, everyone(alice) in shown] == [True, True]
    assert all(one.person.name in shown for one in others)
    look = desk.post(everyone(alice), SENT)
    assert (look.context["sure"], look.context["cancelled"]) == (True, others)
    assert Introduction.objects.filter(status="cancelled").count() == 1
    sent = SENT | {"sure": "1", "letter": [str(one.pk) for one in others]}
    for _press in range(2):
        assert desk.post(everyone(alice), sent)["Location"] == papers(alice)
    assert set(Introduction.objects.values_list("status", flat=True)) == {"cancelled"}
    assert Event.objects.filter(noun="introduction", verb="cancel").count() == len(of_family)
    assert everyone(alice) not in desk.get(papers(alice)).content.decode()


def test_where_one_of_them_was_used_meanwhile_none_is_cancelled(
    of_family: list[Introduction], desk: Client, olivia: User
) -> None:
    alice, karim, *_ = of_family
    introductions.cancel(alice, **WHY, by=olivia)
    border = signed_in(bianca())
    find(border, karim, karim.number)
    border.post(there(karim), ARRIVED)
    sent = SENT | {"sure": "1", "letter": [str(one.pk) for one in of_family[1:]]}
    assert desk.post(everyone(alice), sent).status_code == 409
    assert list(Introduction.objects.filter(status="cancelled")) == [alice]


def test_the_border_reads_why_a_letter_was_cancelled_when_and_by_whom(
    examined: Application, olivia: User
) -> None:
    approve(examined, by=olivia)
    letters.send_owed()
    letter = Introduction.objects.get()
    introductions.cancel(letter, **WHY, by=olivia)
    border = signed_in(bianca())
    find(border, letter, letter.number)
    shown = border.get(there(letter)).content.decode()
    for said in (escape(WHY["reasons"]), olivia.name, "This letter was cancelled by the office"):
        assert (said, said in shown) == (said, True)


def test_an_arrival_that_was_taken_back_stays_with_the_letter_and_names_its_permit(
    examined: Application, olivia: User
) -> None:
    approve(examined, by=olivia)
    letters.send_owed()
    letter = Introduction.objects.get()
    border = signed_in(bianca())
    find(border, letter, letter.number)
    border.post(there(letter), ARRIVED)
    letter.refresh_from_db()
    permit = letter.permit
    assert permit
    undo = reverse("desk:undo-arrival", args=[letter.number])
    border.post(undo, {"reasons": "Another person.", "language": "en", "sure": "1"})
    page = border.get(there(letter))
    (act,) = page.context["taken_back"]
    assert (act.permit, act.event.by, act.reasons, act.port) == (
        permit,
        bianca(),
        "Another person.",
        ARRIVED["port"],
    )
    shown = page.content.decode()
    assert ["An arrival recorded by mistake was taken back." in shown, act.reasons in shown] == [
        True,
        True,
    ]
