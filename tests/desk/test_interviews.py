"""An officer keeps an interview with the file: its people read that it took place, and officers what was said."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import interviews
from impplus.queries import clock
from impplus.queries.officers import NotItsOfficer
from impplus.queries.refusals import NotUnderstood, NotYours, WrongMoment
from impplus.records.models import Application, Event, Interview, Letter, Message, Person, User
from impplus.rules.lifecycle import Role
from impplus.words import formats
from tests import people
from tests.approved import approve
from tests.people import signed_in

SECRET = "Elle dit que Jean est parti."
SAID = {"means": "telephone", "present": "Alice, Olivia et Me Roy.", "text": SECRET}


def principal(application: Application) -> Person:
    return Person.objects.get(application=application, relation="principal")


def sent(on: date) -> dict[str, str]:
    return SAID | {f"held_on_{n}": str(one) for n, one in enumerate((on.year, on.month, on.day))}


def test_the_people_of_a_file_read_that_it_took_place_and_officers_what_was_said(
    examined: Application, desk: Client, alice: User
) -> None:
    on, before = clock.today(examined.programme), Letter.objects.count()
    page = reverse("desk:interviews", args=[examined.number])
    assert f'href="{page}"' in read(desk, reverse("desk:file", args=[examined.number]))
    told = Message.objects.count()
    assert [desk.post(page, sent(on)).url for _ in range(2)] == [page] * 2
    made = Interview.objects.get()
    assert (made.person, made.held_on, made.text) == (principal(examined), on, SECRET)
    assert (Letter.objects.count(), Message.objects.count()) == (before, told)
    assert SECRET in read(desk, page)
    assert SECRET not in str(list(Event.objects.values_list("detail", flat=True)))
    hers = read(signed_in(alice), reverse("portal:status", args=[examined.number]))
    assert f"An interview took place on {formats.day(on, 'en')}, by telephone." in hers
    assert (SECRET in hers, "Me Roy" in hers) == (False, False)
    history = read(desk, reverse("desk:history", args=[examined.number]))
    assert f"An interview took place on {formats.day(on, 'en')}, by telephone." in history
    there = f'href="{page}#interview-{made.pk}"'
    for name in ("desk:file", "desk:decision"):
        assert there in read(desk, reverse(name, args=[examined.number]))


@pytest.mark.parametrize(
    "otherwise",
    [
        {"means": "letter"},
        {"present": " "},
        {"text": ""},
        {"text": "x" * 10_001},
        {"text": "a\u0007b"},
        {"held_on_0": "2199"},
        {"held_on_0": "1999"},
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_on_the_page(
    otherwise: dict[str, str], examined: Application, desk: Client
) -> None:
    page = reverse("desk:interviews", args=[examined.number])
    answer = desk.post(page, sent(clock.today(examined.programme)) | otherwise)
    assert answer.status_code == 422
    assert Interview.objects.count() == 0
    if "text" not in otherwise:
        assert SECRET in answer.content.decode()


def test_only_the_officer_of_an_open_file_records_one_on_a_day_since_it_was_received(
    examined: Application, olivia: User, mathieu: User, alice: User
) -> None:
    on = clock.today(examined.programme)
    omar = people.user("omar@example.test", "Omar Said", Role.FEDERAL)
    for who, refusal in ((omar, NotItsOfficer), (mathieu, NotYours), (alice, NotYours)):
        with pytest.raises(refusal):
            interviews.write(principal(examined), held_on=on, **SAID, by=who)
    for day in (on + timedelta(days=1), on - timedelta(days=900)):
        with pytest.raises(NotUnderstood):
            interviews.write(principal(examined), held_on=day, **SAID, by=olivia)
    interviews.write(principal(examined), held_on=on, **SAID, by=olivia)
    approve(Application.objects.get(), by=olivia)
    with pytest.raises(WrongMoment):
        interviews.write(principal(examined), held_on=on, **{**SAID, "text": "Encore."}, by=olivia)
    page = read(signed_in(olivia), reverse("desk:interviews", args=[examined.number]))
    assert (SECRET in page, 'name="text"' in page) == (True, False)


def read(browser: Client, page: str) -> str:
    return browser.get(page).content.decode().replace("&#x27;", "'")
