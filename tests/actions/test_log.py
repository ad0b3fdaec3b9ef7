"""Every event carries its leaf: what it says, sealed with a salt of its own."""

from datetime import timedelta
from functools import partial

import pytest

from impplus.actions import applications, moves, reviews
from impplus.queries import clock
from impplus.queries.seals import leaf_of
from impplus.records.models import Application, Event, Invitation, Letter, User
from impplus.rules import seal
from impplus.rules.lifecycle import Role

pytestmark = pytest.mark.django_db


def kinds() -> dict[str, set[int]]:
    """The kinds of the leaves of each noun's events, each of them the leaf of what its event says."""
    told: dict[str, set[int]] = {}
    for event in Event.objects.order_by("id"):
        leaf = seal.leaf_of(bytes(event.leaf))
        assert leaf == leaf_of(event, invented=leaf.invented), event
        told.setdefault(event.noun, set()).add(leaf.kind)
    return told


def test_what_happens_to_a_file_is_sealed_and_its_letters_are_owed(
    received: Application, olivia: User
) -> None:
    reviews.take_oldest(by=olivia)
    applications.withdraw(received, by=received.applicant)
    assert kinds()["application"] == {seal.CHANGE, seal.RECEIPT}
    assert kinds()["letter"] == {seal.CHANGE}
    owed = Event.objects.filter(noun="letter", verb="owe").values_list("about", flat=True)
    letters = Letter.objects.values_list("pk", flat=True)
    assert sorted(owed) == sorted(map(str, letters))


def test_what_is_about_an_invented_candidate_is_invented(letter: Invitation) -> None:
    for demo in (True, False):
        letter.candidate.demo = demo
        moves.log("candidate", letter.candidate, "import", role=Role.SYSTEM, by=None)
        assert seal.leaf_of(bytes(Event.objects.latest("id").leaf)).invented is demo


def test_what_many_events_say_that_are_written_at_once_is_sealed(letter: Invitation) -> None:
    assert kinds()["invitation"] == {seal.CHANGE}
    drawn = Event.objects.get(noun="invitation")
    assert (drawn.verb, drawn.about) == ("issue", str(letter.pk))


def test_a_receipt_seals_its_number_and_the_hash_of_what_was_received(
    received: Application,
) -> None:
    sealed = received.events.get(verb="submit")
    assert sealed.at == received.receipt.received_at
    assert sealed.detail == {
        "number": received.number,
        "receipt": received.receipt.digest,
        "intake": received.place.intake_id,
    }


def test_no_two_events_have_a_salt_in_common(received: Application) -> None:
    salts = [bytes(salt) for salt in Event.objects.values_list("salt", flat=True)]
    assert {len(salt) for salt in salts} == {seal.SALT}
    assert len(set(salts)) == len(salts) > 1


def test_what_happens_to_an_invented_file_is_invented(
    alice: User, received: Application, olivia: User
) -> None:
    before = Event.objects.count()
    User.objects.filter(pk=alice.pk).update(demo=True)
    reviews.take_oldest(by=olivia)
    after = [
        seal.leaf_of(bytes(leaf))
        for leaf in Event.objects.order_by("id").values_list("leaf", flat=True)
    ]
    assert {leaf.invented for leaf in after[:before]} == {False}
    assert {leaf.invented for leaf in after[before:]} == {True}


def test_what_is_written_under_a_moved_clock_is_invented(db: None) -> None:
    looked = partial(moves.log, "page", None, "look", role=Role.FEDERAL, by=None)
    with clock.at(clock.now() - timedelta(days=400)):
        looked()
    assert kinds() == {"page": {seal.CHANGE | seal.INVENTED}}
    looked()
    assert kinds() == {"page": {seal.CHANGE | seal.INVENTED, seal.CHANGE}}
