"""Accounts of officers and lawyers: opened confirmed, one for each address."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils.timezone import now as machine_now

from impplus.actions import accounts, sessions
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Firm, Session, User
from impplus.rules.lifecycle import Role
from tests.people import PASSWORD


def opened(email: str, role: Role, firm: Firm | None = None) -> User:
    return accounts.add_officer(
        email=email, name="Olivia Chen", role=role, password=PASSWORD, language="en", firm=firm
    )


def test_an_officers_account_is_confirmed_and_its_password_works(db: None) -> None:
    olivia = opened("olivia@example.test", Role.FEDERAL)
    assert (olivia.role, olivia.check_password(PASSWORD), olivia.password == PASSWORD) == (
        "federal-officer",
        True,
        False,
    )
    address = EmailAddress.objects.get(user=olivia)
    assert (address.email, address.verified, address.primary) == (olivia.email, True, True)


@pytest.mark.parametrize("email", ["olivia@example.test", "Olivia@Example.TEST"])
def test_an_address_has_one_account_however_it_is_written(email: str, olivia: User) -> None:
    with pytest.raises(NotUnderstood):
        opened(email, Role.QUEBEC)
    assert User.objects.get() == olivia


def test_a_lawyer_belongs_to_a_firm_and_nobody_else_does(firm: Firm) -> None:
    assert opened("lucie@example.test", Role.REPRESENTATIVE, firm).firm == firm
    with pytest.raises(NotUnderstood):
        opened("paul@example.test", Role.REPRESENTATIVE)
    with pytest.raises(NotUnderstood):
        opened("olivia@example.test", Role.FEDERAL, firm)
    assert User.objects.count() == 1


def test_a_person_is_found_by_her_address_in_any_case(alice: User) -> None:
    assert User.objects.get_by_natural_key("ALICE@example.test") == alice


def test_sessions_that_ended_a_day_ago_are_deleted_and_the_others_stay(db: None) -> None:
    day = timedelta(days=1)
    ends = {"ended": -day - timedelta(seconds=1), "open": timedelta(minutes=1) - day}
    for key, left in ends.items():
        Session.objects.create(session_key=key, session_data="", expire_date=machine_now() + left)
    sessions.forget()
    assert [one.session_key for one in Session.objects.all()] == ["open"]
