"""The number that is texted: one of each account, confirmed by its own code, and forgotten with the account alone."""

import hmac
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from pytest_django import Settings

from impplus.actions import messages, phones
from impplus.queries import clock
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours
from impplus.queries.text_messages import (
    CODE,
    MOST_WRONG,
    NEWS,
    code_of,
    has_no_use,
    is_texted,
    text_of,
    unsent_of,
    waits_for_code,
)
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


def test_a_code_is_of_an_account_a_number_and_a_moment(settings: Settings) -> None:
    at = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    phone = Phone(account_id=7, number=NUMBERS[0], asked_at=at)
    key = sha256(b"impplus.phones" + settings.SECRET_KEY.encode()).digest()
    of = b"7\n+212612345678\n2026-03-04T05:06:07+00:00"
    drawn = int.from_bytes(hmac.digest(key, of, "sha256")[:8])
    assert code_of(phone) == str(drawn % 1_000_000).zfill(6)


def test_a_code_can_be_entered_for_thirty_minutes_five_times_and_once_right(alice: User) -> None:
    phone = asked(alice)
    for minutes, wrong, waits in ((29.9, 4, True), (30.1, 4, False), (29.9, 5, False)):
        phone.wrong = wrong
        with clock.at(phone.asked_at + timedelta(minutes=minutes)):
            assert waits_for_code(phone) == waits
    phones.confirm(code_of(phone), by=alice)
    assert not waits_for_code(Phone.objects.get())


def test_of_two_accounts_each_has_texts_to_its_own_number(
    both: tuple[Phone, Phone], alice: User, bob: User
) -> None:
    for phone in both:
        message = Message.objects.get(account=phone.account_id, notice=CODE)
        said = text_of(message)
        assert (said.number, code_of(phone) in said.text) == (phone.number, True)
    phones.confirm(code_of(both[0]), by=alice)
    with clock.at(clock.now() + timedelta(minutes=1)):
        again = asked(bob, "+15145550111")
        assert not Message.objects.filter(notice="texts_end").exists()  # Alice's go on
        phones.confirm(code_of(again), by=bob)
    assert (is_texted(alice), is_texted(bob)) == (True, True)


def test_news_has_no_use_before_a_number_is_confirmed_and_no_words_without_one(
    alice: User,
) -> None:
    phone = asked(alice)
    news = Message(pk=5, account=alice, notice=NEWS)
    assert has_no_use(news)
    phones.confirm(code_of(phone), by=alice)
    assert not has_no_use(news)
    phones.remove(by=alice)
    for one in (news, Message(pk=5, notice=NEWS)):
        assert has_no_use(one)
        with pytest.raises(LookupError) as nowhere:
            text_of(one)
        assert str(nowhere.value) == "message 5 has no number to go to"
