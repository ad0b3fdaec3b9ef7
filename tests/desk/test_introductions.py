"""Olivia cancels a letter of introduction before its holder arrives, and both are told."""

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import introductions, letters, mandates, messages, visits
from impplus.queries.letters.layout import composed
from impplus.queries.refusals import NotUnderstood, WrongMoment
from impplus.records.models import Application, Introduction, User
from tests.approved import approve, arrive
from tests.desk.test_permits import told
from tests.officers import noor
from tests.people import signed_in

__all__ = ["noor"]
WHY = {"ground": "letter-error", "reasons": "Another passport."}
SENT = WHY | {"language": "en"}


@pytest.fixture
def letter(examined: Application, alice: User, lucie: User, olivia: User) -> Introduction:
    """Alice's letter of introduction, in a file that Lucie represents."""
    mandates.give(examined, lawyer=lucie, signature="Alice Benali", by=alice)
    approve(examined, by=olivia)
    letters.send_owed()
    messages.send_owed()
    return Introduction.objects.get()


def there(letter: Introduction) -> str:
    return reverse("desk:cancel-introduction", args=[letter.application.number, letter.pk])


def test_a_letter_is_cancelled_after_a_last_look_and_both_are_told(
    desk: Client, letter: Introduction, alice: User, lucie: User
) -> None:
    papers = reverse("desk:papers", args=[letter.application.number])
    assert there(letter) in desk.get(papers).content.decode()
    assert desk.post(there(letter), SENT).context["sure"] is True
    assert Introduction.objects.get().status == "issued"
    assert desk.post(there(letter), SENT | {"sure": "1"})["Location"] == papers
    letter.refresh_from_db()
    assert (letter.status, letter.ground) == ("cancelled", "letter-error")
    assert told() >= {alice.email, lucie.email}
    said = " ".join(composed(letter.letters.get(kind="letter-cancelled"), "fr").paragraphs)
    assert [one in said for one in (letter.number, "Another passport.", "Cour fédérale")] == [
        True
    ] * 3
    assert there(letter) not in desk.get(papers).content.decode()
    assert desk.get(there(letter)).status_code == 409


def test_only_the_officer_of_the_file_cancels_it(letter: Introduction, noor: User) -> None:
    visits.open_with(letter.application, why="compare", words="", by=noor)
    hers = signed_in(noor)
    answers = [hers.get(there(letter)), hers.post(there(letter), SENT | {"sure": "1"})]
    assert [one.status_code for one in answers] == [409, 409]
    assert Introduction.objects.get().status == "issued"


def test_a_letter_that_was_used_is_not_cancelled(letter: Introduction, olivia: User) -> None:
    given = {"reasons": "", "by": olivia}
    with pytest.raises(NotUnderstood):
        introductions.cancel(letter, ground="permanent-resident", **given)
    arrive(letter.application)
    letter.refresh_from_db()
    with pytest.raises(WrongMoment):
        introductions.cancel(letter, ground="letter-officer", **given)
