"""The number that is texted: one of each account, confirmed by its own code, and forgotten with the account alone."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from impplus.actions import messages, phones
from impplus.queries import clock
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours
from impplus.queries.text_messages import MOST_WRONG, code_of, is_texted, unsent_of
from impplus.records.models import Message, Phone, User

NUMBERS = ("+212612345678", "+15145550199")


def asked(person: User, number: str = NUMBERS[0]) -> Phone:
    phones.ask(number, by=person)
    return Phone.objects.get(account=person)


@pytest.fixture
def both(alice: User, bob: User) -> tuple[Phone, Phone]:
    """Alice's number and Bob's, whose codes nobody has entered."""
    return asked(alice, NUMBERS[0]), asked(bob, NUMBERS[1])


def test_the_code_of_one_account_confirms_no_other(
    both: tuple[Phone, Phone], alice: User, bob: User
) -> None:
    of_alice, of_bob = map(code_of, both)
    assert of_alice != of_bob
    with pytest.raises(NotUnderstood):
        phones.confirm(of_bob, by=alice)
    phones.confirm(of_alice, by=alice)
    assert (is_texted(alice), is_texted(bob)) == (True, False)
    assert [one.wrong for one in Phone.objects.order_by("account")] == [1, 0]
    with pytest.raises(AlreadyDone):
        phones.confirm(of_alice, by=alice)


def test_a_number_is_taken_from_one_account_alone(
    both: tuple[Phone, Phone], alice: User, bob: User
) -> None:
    phones.remove(by=bob)
    assert [one.account for one in Phone.objects.all()] == [alice]
    with pytest.raises(AlreadyDone):
        phones.remove(by=bob)
    assert not Message.objects.filter(notice="texts_end").exists()  # none had begun
    asked(bob)
    phones.forget(alice)
    assert [one.account for one in Phone.objects.all()] == [bob]


def test_another_code_may_be_mistaken_as_often_as_the_first(alice: User) -> None:
    first = asked(alice)
    Phone.objects.filter(pk=first.pk).update(wrong=MOST_WRONG)
    with pytest.raises(NotUnderstood):
        phones.confirm(code_of(first), by=alice)
    with clock.at(clock.now() + timedelta(minutes=1)):
        phones.confirm(code_of(asked(alice)), by=alice)
    assert is_texted(alice)


def test_without_a_number_no_code_is_taken(alice: User) -> None:
    with pytest.raises(NotUnderstood):
        phones.confirm("000000", by=alice)


def test_where_no_texts_are_sent_none_can_be_asked_for(
    both: tuple[Phone, Phone], alice: User, settings: Settings
) -> None:
    settings.TEXTS_URL = ""
    with pytest.raises(NotYours):
        phones.confirm(code_of(both[0]), by=alice)
    with pytest.raises(NotYours):
        phones.ask(NUMBERS[1], by=alice)
    assert messages.send_owed() == 0
    assert {one.status for one in Message.objects.all()} == {"given-up"}


def test_a_code_that_waited_until_it_was_too_old_is_not_texted(alice: User) -> None:
    asked(alice)
    with clock.at(clock.now() + timedelta(hours=1)):
        assert messages.send_owed() == 0
    assert Message.objects.get().status == "given-up"


def test_what_did_not_leave_is_said_of_the_last_text_to_that_number(
    both: tuple[Phone, Phone], alice: User
) -> None:
    of_alice, of_bob = both
    assert (unsent_of(of_alice), unsent_of(of_bob)) == (None, None)
    failed = Message.objects.get(account=alice)
    Message.objects.filter(pk=failed.pk).update(failure="gateway")
    assert (unsent_of(of_alice), unsent_of(of_bob)) == (failed, None)
    of_alice.asked_at += timedelta(minutes=1)  # asked for another number since
    assert unsent_of(of_alice) is None
