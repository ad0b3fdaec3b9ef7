"""Alice applies again: each document of then is offered on its page with the day on which it was sent, and becomes a file of its own."""

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import earlier, earlier_documents, reviews
from impplus.queries import clock
from impplus.queries.earlier import EARLIER
from impplus.queries.earlier_documents import offered_for, offered_in
from impplus.queries.refusals import NotYours, WrongMoment
from impplus.records.models import Application, Document, Invitation, Person, User
from impplus.words import formats
from tests import people
from tests.portal import pages

BUTTON = "Use this file again"
OFFERED = "An earlier file can be used"


@pytest.fixture
def again(submitted: Application, letter: Invitation, alice: User, olivia: User) -> Application:
    """Alice's new draft, after her application with Karim and Sami was returned; she wants her earlier answers."""
    reviews.take_oldest(by=olivia)
    submitted.refresh_from_db()
    reviews.return_incomplete(submitted, reasons="Il manque une page.", by=olivia)
    draft = people.bound(alice, Invitation.objects.get(pk=letter.pk))
    earlier.use(draft, by=alice)
    return Application.objects.get(pk=draft.pk)


def principal(draft: Application) -> Person:
    return draft.people.get(relation="principal")


def keys(person: Person, days: int = 0) -> set[str]:
    """What of a person is offered, so many days from now."""
    on = clock.today(person.application.programme) + timedelta(days=days)
    rules = person.application.programme.documents
    return {one.key for one in rules if offered_for(person, one.key, on)}


def thumbnail_in(page: str) -> str:
    """The address of the small picture of the file that is offered."""
    (found,) = re.findall(r'<img class="thumb" src="([^"]+)"', page)
    return str(found)


def press(browser: Client, draft: Application, pk: object, key: str = "passport") -> int:
    with override("en"):
        there = reverse("portal:earlier-document", args=[draft.number, principal(draft).pk, key])
    return browser.post(there, {"document": str(pk)}).status_code


def test_a_file_of_then_is_offered_with_its_day_and_becomes_a_file_of_now(
    alices: Client, again: Application, submitted: Application
) -> None:
    then = submitted.documents.get(key="passport", person__relation="principal")
    there = pages.address("upload", again)
    page = html.unescape(pages.words(alices.get(there)))
    assert alices.get(thumbnail_in(page)).status_code == 200
    day = " ".join(formats.day(again.programme.day_of(then.sent_at), "en").split())
    assert (page.count(BUTTON), page.count(then.name) > 0, day in page) == (1, True, True)
    assert press(alices, again, then.pk) == 302
    made = Document.objects.get(application=again)
    assert (made.person, made.key, made.content) == (principal(again), "passport", then.content)
    assert (made.pk != then.pk, made.rendition != "", made.sent_at > then.sent_at) == (True,) * 3
    page = html.unescape(pages.words(alices.get(there)))
    assert (page.count("A file is added."), page.count(BUTTON)) == (1, 0)
    assert press(alices, again, then.pk) == 409
    assert Document.objects.filter(application=again).count() == 1


def test_a_photo_older_than_six_months_is_not_offered(again: Application) -> None:
    mine = principal(again)
    assert {"passport", "photo"} <= keys(mine)
    assert keys(mine, days=190) == keys(mine) - {"photo"}


def test_a_passport_that_has_expired_is_not_offered(
    again: Application, submitted: Application
) -> None:
    zone = (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
    )
    submitted.documents.filter(key="passport").update(zone=zone)  # until April 15, 2012
    assert "passport" not in keys(principal(again))


def test_nothing_is_offered_before_it_is_wanted_nor_what_was_removed_or_found_harmful(
    again: Application, submitted: Application
) -> None:
    mine, passports = principal(again), submitted.documents.filter(key="passport")
    for changed in ({"found": "Eicar"}, {"removed_at": clock.now()}, {"rendition": ""}):
        before = passports.filter(person__relation="principal").values(*changed)[0]
        passports.update(**changed)
        assert "passport" not in keys(mine)
        passports.update(**before)
    assert "passport" in keys(mine)
    Person.objects.filter(pk=mine.pk).update(saves={})
    assert keys(principal(again)) == set()


def test_nothing_of_a_stranger_and_nothing_kept_private_is_used(
    bobs: Client, again: Application, submitted: Application, alice: User, bob: User
) -> None:
    mine = principal(again)
    then = submitted.documents.get(key="passport", person__relation="principal")
    karims = submitted.documents.get(key="passport", person__relation="spouse")
    assert press(bobs, again, then.pk) == 404
    with pytest.raises(NotYours):
        earlier_documents.use(mine, "passport", earlier=str(then.pk), by=bob)
    for other in (str(karims.pk), "0", "x"):
        with pytest.raises(WrongMoment):
            earlier_documents.use(mine, "passport", earlier=other, by=alice)
    Application.objects.filter(pk=submitted.pk).update(applicant=bob)
    assert keys(principal(again)) == set()


def test_the_list_says_for_what_a_file_of_then_can_be_used_again(
    alices: Client, again: Application, submitted: Application
) -> None:
    offered = len(keys(principal(again)))
    there = pages.address("documents", again)
    assert pages.words(alices.get(there)).count(OFFERED) == offered > 2
    then = submitted.documents.get(key="passport", person__relation="principal")
    assert press(alices, again, then.pk) == 302
    assert pages.words(alices.get(there)).count(OFFERED) == offered - 1


def test_the_list_of_a_family_asks_as_often_as_that_of_one(
    again: Application, submitted: Application
) -> None:
    mine, then = principal(again), submitted.people.exclude(relation="principal")
    with CaptureQueriesContext(connection) as one:
        offered_in([mine], clock.today(again.programme))
    family = [mine, *(member(again, one) for one in then)]
    with CaptureQueriesContext(connection) as many:
        found = offered_in(family, clock.today(again.programme))
    assert (len(many), len({pk for pk, _key in found})) == (len(one), 3)


def member(draft: Application, then: Person) -> Person:
    """The same member of the family, declared again in the draft."""
    saves = {EARLIER: then.pk}
    return Person(application=draft, pk=-then.pk, relation=then.relation, saves=saves)
