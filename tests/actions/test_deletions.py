"""An account is deleted by its owner: all of it or nothing, and what was received stays."""

from datetime import date

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import DatabaseError, transaction

from impplus.actions import (
    applications,
    decisions,
    deletions,
    letters,
    mandates,
    messages,
    payment_turns,
    payments,
)
from impplus.queries.deletions import deletion_of
from impplus.queries.file import file_of
from impplus.queries.refusals import AccountHeld, AlreadyDone, NotYours
from impplus.records import access
from impplus.records.models import (
    Application,
    Document,
    Event,
    Intake,
    Invitation,
    Letter,
    Message,
    Payment,
    Permit,
    Person,
    Session,
    User,
)
from tests import people, ready
from tests.approved import arrive


@pytest.fixture
def whole(draft: Application, this_day: date, intake: Intake) -> Application:
    """Alice's draft with her family and every file, not paid."""
    ready.family(draft, this_day)
    return draft


def state_of(application: Application) -> tuple[str, int, int]:
    application.refresh_from_db()
    return application.status, application.people.count(), application.documents.count()


def test_nothing_that_says_whose_it_was_stays_in_the_account(
    whole: Application, alice: User
) -> None:
    Authenticator.objects.create(user=alice, type="totp", data={})
    browser = people.signed_in(alice)
    email = alice.email
    deletions.delete(by=alice)
    alice.refresh_from_db()
    assert (alice.name, alice.is_active, alice.has_usable_password(), alice.last_login) == (
        "",
        False,
        False,
        None,
    )
    assert email not in alice.email
    assert not EmailAddress.objects.filter(user=alice).exists()
    assert not Authenticator.objects.filter(user=alice).exists()
    assert not Session.objects.filter(account=alice).exclude(session_data="").exists()
    assert browser.get("/en/application/").status_code == 302


def test_a_last_e_mail_goes_to_the_address_and_says_nothing_personal(
    whole: Application, alice: User
) -> None:
    email, number = alice.email, whole.number
    deletions.delete(by=alice)
    messages.send_owed()
    (last,) = [one for one in mail.outbox if one.to == [email]]
    assert last.subject == "Votre compte a été supprimé"
    assert not any(one in str(last.body) for one in ("Alice", "Benali", email, number))
    told = Message.objects.get(account=alice, notice="account_deleted")
    assert (told.status, told.former) == ("sent", "")


def test_the_representative_is_told_and_no_longer_sees_the_file(
    whole: Application, alice: User, lucie: User
) -> None:
    mandate = mandates.give(whole, lawyer=lucie, signature="Alice Benali", by=alice)
    letters.send_owed()
    messages.send_owed()
    mail.outbox.clear()
    deletions.delete(by=alice)
    messages.send_owed()
    mandate.refresh_from_db()
    assert (mandate.status, mandate.signature) == ("ended", "")
    assert list(access.applications(lucie)) == []
    assert [one.subject for one in mail.outbox if one.to == [lucie.email]] == [
        f"Une demande à l’état de brouillon a été détruite – {whole.number}"
    ]
    letter = Letter.objects.get(application=whole)
    assert (letter.facts, letter.status) == ({}, "sent")


def test_no_other_letter_that_was_sent_can_be_emptied(
    whole: Application, alice: User, lucie: User
) -> None:
    mandates.give(whole, lawyer=lucie, signature="Alice Benali", by=alice)
    letters.send_owed()
    with pytest.raises(DatabaseError), transaction.atomic():
        Letter.objects.filter(application=whole).update(facts={})


def test_the_same_person_uses_the_letter_of_invitation_again(
    whole: Application, letter: Invitation, alice: User
) -> None:
    address = alice.email
    deletions.delete(by=alice)
    again = people.user(address, "Alice Benali")
    made = people.bound(again, letter)
    assert (made.status, made.people.get().answers.get("home_address")) == ("draft", None)
    assert list(access.applications(again)) == [made]


def test_the_event_says_nothing_of_a_person(whole: Application, alice: User) -> None:
    deletions.delete(by=alice)
    event = Event.objects.get(noun="account")
    assert (event.verb, event.about, event.detail, event.by_id) == (
        "delete",
        str(alice.pk),
        {},
        alice.pk,
    )
    assert Event.objects.get(verb="destroy").detail == {}


def test_what_fails_half_way_changes_nothing(
    whole: Application, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("killed")

    before = state_of(whole)
    monkeypatch.setattr(deletions, "_forget", fails)
    with pytest.raises(RuntimeError):
        deletions.delete(by=alice)
    alice.refresh_from_db()
    whole.invitation.refresh_from_db()
    assert state_of(whole) == before
    assert (alice.is_active, whole.invitation.status) == (True, "used")
    assert not Event.objects.filter(noun="account").exists()


def test_what_was_paid_goes_back_first(
    ready_draft: Application, alice: User, cards: people.Cards
) -> None:
    assert [one.why for one in deletion_of(alice).holds] == ["paid"]
    with pytest.raises(AccountHeld):
        deletions.delete(by=alice)
    deletions.refund(ready_draft, by=alice)
    assert [one.why for one in deletion_of(alice).holds] == ["refund"]
    with pytest.raises(AccountHeld):
        deletions.delete(by=alice)
    payment_turns.refund_owed()
    paid = Payment.objects.get()
    assert (paid.status, paid.refund_amount) == ("refunded", paid.amount)
    deletions.delete(by=alice)
    assert state_of(ready_draft) == ("destroyed", 0, 0)


def test_a_page_of_the_card_provider_that_is_paid_on_afterwards_is_refunded(
    whole: Application, alice: User, cards: people.Cards
) -> None:
    begun = payments.start(
        file_of(whole), return_url="http://127.0.0.1:8000/", language="en", by=alice
    )
    deletions.delete(by=alice)
    begun.refresh_from_db()
    assert begun.status == "failed"
    cards.pay(begun)
    assert payment_turns.sweep() == 1
    payment_turns.refund_owed()
    begun.refresh_from_db()
    assert (begun.status, begun.refund_amount) == ("refunded", begun.amount)


def test_an_application_under_way_keeps_its_account(received: Application, alice: User) -> None:
    letters.send_owed()
    assert [one.why for one in deletion_of(alice).holds] == ["processed"]
    with pytest.raises(AccountHeld):
        deletions.delete(by=alice)
    alice.refresh_from_db()
    assert alice.is_active


def test_a_withdrawn_application_stays_with_the_office_and_its_account_goes(
    received: Application, alice: User, olivia: User
) -> None:
    User.objects.filter(pk=alice.pk).update(demo=True)  # whose money was at no provider
    kept = Person.objects.count(), Document.objects.count()
    applications.withdraw(received, by=alice)
    assert {one.why for one in deletion_of(alice).holds} == {"refund", "letter"}
    letters.send_owed()
    payment_turns.refund_owed()
    deletions.delete(by=alice)
    assert (Person.objects.count(), Document.objects.count()) == kept
    assert list(access.applications(olivia)) == [received]


def test_a_permit_in_force_keeps_its_account(
    examined: Application, alice: User, olivia: User
) -> None:
    weighed = people.all_met(examined)
    decisions.approve(examined, weighed=weighed, notes={}, reasons="Everything is met.", by=olivia)
    letters.send_owed()
    assert {one.why for one in deletion_of(alice).holds} == {"permit"}
    arrive(examined)
    letters.send_owed()
    assert {one.why for one in deletion_of(alice).holds} == {"permit"}
    Permit.objects.update(valid_from=date(2020, 1, 1), valid_until=date(2021, 1, 1))
    assert deletion_of(alice).holds == ()


def test_what_is_still_owed_to_nobody_is_given_up(received: Application, alice: User) -> None:
    owed = messages.tell_owner(alice, "sessions_ended")
    User.objects.filter(pk=alice.pk).update(is_active=False)
    messages.send_owed()
    owed.refresh_from_db()
    assert (owed.status, owed.failure) == ("given-up", "")


@pytest.mark.parametrize("who", ["lucie", "olivia", "mathieu"])
def test_nobody_else_deletes_an_own_account(who: str, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(who)
    with pytest.raises(NotYours):
        deletions.delete(by=person)
    assert not deletion_of(person).own


def test_a_second_press_finds_nothing_left_to_do(whole: Application, alice: User) -> None:
    deletions.delete(by=alice)
    with pytest.raises(AlreadyDone):
        deletions.delete(by=alice)
    assert Event.objects.filter(noun="account").count() == 1


def test_nothing_is_saved_in_a_destroyed_draft(
    whole: Application, alice: User, lucie: User
) -> None:
    deletions.delete(by=alice)
    for act in (
        lambda: applications.submit(whole, signature="Alice Benali", by=alice),
        lambda: applications.add_member(whole, by=alice),
        lambda: mandates.give(whole, lawyer=lucie, signature="Alice Benali", by=alice),
        lambda: people.bound(alice, whole.invitation),
    ):
        with pytest.raises(NotYours):
            act()
    assert whole.people.count() == 0
