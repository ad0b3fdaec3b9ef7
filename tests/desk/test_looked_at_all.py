"""Olivia says with one press that she looked at every document of a person."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.demonstration.bulk import copy
from impplus.records.models import Application, Document, Person, Tick, User
from impplus.rules.lifecycle import Role
from tests.people import signed_in, user


@pytest.fixture
def press(processing: Application) -> Callable[..., int]:
    """The press about a member of the family, of the files up to the newest that was shown."""

    def pressed(desk: Client, person: Person, last: str) -> int:
        there = reverse("desk:tick-all", args=[processing.number, person.pk])
        return desk.post(there, {"last": last}).status_code

    return pressed


def of(person: Person) -> list[Document]:
    return list(person.documents.filter(removed_at=None).order_by("pk"))


def looked_at() -> set[int]:
    return set(Tick.objects.filter(status="set").values_list("document_id", flat=True))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_one_press_ticks_every_file_of_a_person_and_of_nobody_else(
    language: str, desk: Client, processing: Application
) -> None:
    karim = processing.people.get(relation="spouse")
    with override(language):
        file = reverse("desk:file", args=[processing.number])
        there = reverse("desk:tick-all", args=[processing.number, karim.pk])
        assert there in desk.get(file).content.decode()
        last = str(of(karim)[-1].pk)
        for _press in range(2):
            assert desk.post(there, {"last": last}).status_code == 302
        assert looked_at() == {one.pk for one in of(karim)}
        assert Tick.objects.count() == len(of(karim))
        assert there not in desk.get(file).content.decode()


def test_what_came_after_the_page_was_made_stays_open(
    desk: Client, processing: Application, press: Callable[..., int]
) -> None:
    karim = processing.people.get(relation="spouse")
    shown = of(karim)
    copy(shown[0]).save()
    press(desk, karim, str(shown[-1].pk))
    assert looked_at() == {one.pk for one in shown}


@pytest.mark.parametrize("last", ["", "x", "-1", "1.5", "٣"])
def test_a_press_that_names_no_file_ticks_nothing(
    last: str, desk: Client, processing: Application, press: Callable[..., int]
) -> None:
    assert press(desk, processing.people.get(relation="spouse"), last) == 302
    assert looked_at() == set()


def test_only_its_officer_looks_and_only_at_people_of_this_file(
    desk: Client, processing: Application, press: Callable[..., int], olivia: User
) -> None:
    alice = processing.people.get(relation="principal")
    last = str(of(alice)[-1].pk)
    noor = signed_in(user("noor@example.test", "Noor Haddad", Role.FEDERAL))
    assert press(noor, alice, last) == 409
    elsewhere = reverse("desk:tick-all", args=[processing.number, alice.pk + 1_000])
    assert desk.post(elsewhere, {"last": last}).status_code == 404
    assert looked_at() == set()
