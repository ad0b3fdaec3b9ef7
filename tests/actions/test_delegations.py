"""A part of one's own: offered by a link, taken once by the right person, kept private, and taken back."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from pytest_django import Settings

from impplus.actions import applications, delegations, mandates, messages
from impplus.demonstration.answers import fill_in
from impplus.queries import clock
from impplus.queries.delegations import LINK_DAYS, found_by, link_of
from impplus.queries.refusals import LinkUnknown, NotUnderstood, NotYours, WrongMoment
from impplus.records import access
from impplus.records.models import Application, Delegation, Event, Message, Person, User
from impplus.words.days import PartDay
from tests import people

HIS = "karim@example.test"


def told() -> list[tuple[str, str]]:
    """Who is owed which news, the oldest first; whoever gets a link has no account."""
    owed = Message.objects.exclude(delegation=None, concerns=None).order_by("pk")
    return [(one.account.email if one.account else one.former, one.notice) for one in owed]


def test_a_link_goes_out_and_whoever_is_concerned_is_told(
    draft: Application, karim: Person, alice: User, lucie: User
) -> None:
    mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    made = delegations.offer(karim, email=f" {HIS} ", language="en", by=lucie)
    assert (made.status, made.email, made.language) == ("offered", HIS, "en")
    assert made.until - clock.now() <= timedelta(days=LINK_DAYS)
    assert told() == [(HIS, ""), (alice.email, "part-offered"), (lucie.email, "part-offered")]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_message_holds_the_link_and_nobodys_name(
    language: str, karim: Person, alice: User, settings: Settings
) -> None:
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    made = delegations.offer(karim, email=HIS, language=language, by=alice)
    assert messages.send_owed() == 2
    sent = next(one for one in mail.outbox if one.to == [HIS])
    assert link_of(made) in sent.body
    said = f"{sent.subject} {sent.body}"
    assert [name for name in ("Alice", "Benali", "Karim", "Idrissi", "1988") if name in said] == []
    assert Message.objects.get(delegation=made).former == ""


def test_a_link_that_was_taken_back_before_it_left_says_so(
    offered: Delegation, alice: User, settings: Settings
) -> None:
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    delegations.end(offered, by=alice)
    messages.send_owed()
    sent = [one.body for one in mail.outbox if one.to == [HIS]]
    assert [link_of(offered) in body for body in sent] == [False, False]


@pytest.mark.parametrize("known", [True, False])
def test_an_offer_is_the_same_whether_or_not_the_address_has_an_account(
    known: bool, karim: Person, alice: User
) -> None:
    if known:
        people.user(HIS, "Somebody")
    made = delegations.offer(karim, email=HIS, language="fr", by=alice)
    assert (made.status, made.account, made.email) == ("offered", None, HIS)


@pytest.mark.parametrize("email", ["", "karim", "ALICE@example.test", "k@example.test " * 30])
def test_an_address_that_is_none_or_hers_is_refused(email: str, karim: Person, alice: User) -> None:
    with pytest.raises(NotUnderstood):
        delegations.offer(karim, email=email, language="fr", by=alice)
    assert (Delegation.objects.count(), told()) == (0, [])


def test_alice_reads_that_it_is_her_own_address_and_her_lawyer_whose_it_is(
    karim: Person, alice: User, lucie: User
) -> None:
    mandates.give(karim.application, lawyer=lucie, signature="Alice Benali", by=alice)
    for who, said in ((alice, "This is your own address."), (lucie, "This is the address of the")):
        with pytest.raises(NotUnderstood) as refused:
            delegations.offer(karim, email=alice.email, language="fr", by=who)
        assert refused.value.faults[0].en.startswith(said)


def test_nobody_has_two_links(offered: Delegation, karim: Person, alice: User) -> None:
    with pytest.raises(NotUnderstood):
        delegations.offer(karim, email="other@example.test", language="fr", by=alice)
    assert Delegation.objects.get() == offered


def test_two_members_have_no_link_at_one_address(
    offered: Delegation, draft: Application, alice: User, this_day: date
) -> None:
    grown = people.child_answers(this_day) | {"born": date(this_day.year - 19, 1, 1)}
    child = applications.add_member(draft, by=alice)
    fill_in(draft, child, grown, by=alice)
    with pytest.raises(NotUnderstood):
        delegations.offer(child, email=HIS.upper(), language="fr", by=alice)
    assert Delegation.objects.get() == offered


@pytest.mark.parametrize("change", ["minor", "nothing"])
def test_a_minor_and_whoever_asks_for_nothing_have_no_part(
    change: str, karim: Person, draft: Application, alice: User, this_day: date
) -> None:
    said: Any = (
        {"born": date(this_day.year - 17, 1, 1)}
        if change == "minor"
        else {"applies_for": "nothing"}
    )
    people.let_say([karim], **said)
    with pytest.raises(NotUnderstood):
        delegations.offer(Person.objects.get(pk=karim.pk), email=HIS, language="fr", by=alice)


def test_a_stranger_offers_nothing(karim: Person, bob: User) -> None:
    with pytest.raises(NotYours):
        delegations.offer(karim, email=HIS, language="fr", by=bob)


def test_taking_the_part_tells_all_three_and_forgets_the_address(
    taken: Delegation, his: User, alice: User
) -> None:
    assert (taken.status, taken.account, taken.email) == ("accepted", his, "")
    assert told()[2:] == [(alice.email, "part-accepted"), (HIS, "own-part-accepted")]
    assert [one.verb for one in Event.objects.filter(noun="delegation")] == ["offer", "accept"]


def test_a_link_works_once(taken: Delegation, bob: User) -> None:
    with pytest.raises(LinkUnknown):
        delegations.accept(link_of(taken), born=date(1988, 9, 9), by=bob)
    assert Delegation.objects.get().account != bob


SPOILED: dict[str, Callable[[str], str]] = {
    "another code": lambda link: link[:-1] + ("0" if link[-1] != "0" else "1"),
    "another number": lambda link: f"9{link}",
    "no code": lambda link: link.partition("-")[0],
    "nothing": lambda link: "-",
    "long": lambda link: link + "0" * 500,
    "other digits": lambda link: "٣" + link[1:],
}


@pytest.mark.parametrize("how", SPOILED)
def test_a_spoiled_link_leads_nowhere(how: str, offered: Delegation, his: User) -> None:
    with pytest.raises(LinkUnknown):
        delegations.accept(SPOILED[how](link_of(offered)), born=date(1988, 9, 9), by=his)
    assert Delegation.objects.get().status == "offered"


@pytest.mark.parametrize("born", [None, date(1988, 9, 8)])
def test_another_date_of_birth_is_told_the_same(
    born: date | None, offered: Delegation, his: User
) -> None:
    with pytest.raises(LinkUnknown):
        delegations.accept(link_of(offered), born=born, by=his)
    assert Delegation.objects.get().status == "offered"


@pytest.mark.parametrize("typed", [PartDay(1988), date(1988, 1, 1)])
def test_a_date_of_birth_that_is_known_in_part_opens_the_part(
    offered: Delegation, karim: Person, his: User, typed: date
) -> None:
    people.let_say([karim], born=PartDay(1988))
    assert delegations.accept(link_of(offered), born=typed, by=his).account == his


def test_a_part_of_a_date_of_birth_that_is_known_whole_opens_nothing(
    offered: Delegation, his: User
) -> None:
    with pytest.raises(LinkUnknown):
        delegations.accept(link_of(offered), born=PartDay(1988, 9), by=his)


def test_a_link_ends_and_a_new_one_makes_the_old_useless(
    offered: Delegation, his: User, alice: User
) -> None:
    old = link_of(offered)
    delegations.send_again(offered, by=alice)
    now = Delegation.objects.get()
    assert (found_by(old), found_by(link_of(now))) == (None, now)
    Delegation.objects.update(until=clock.now() - timedelta(seconds=1))
    assert found_by(link_of(now)) is None


def test_the_principal_staff_and_lawyers_cannot_take_a_part(
    offered: Delegation, alice: User, lucie: User, olivia: User, mathieu: User
) -> None:
    for who in (alice, lucie, olivia, mathieu):
        with pytest.raises(NotUnderstood):
            delegations.accept(link_of(offered), born=date(1988, 9, 9), by=who)
    assert Delegation.objects.get().status == "offered"


def test_one_account_takes_one_part(
    taken: Delegation, his: User, draft: Application, alice: User, this_day: date
) -> None:
    born = date(this_day.year - 19, 1, 1)
    child = applications.add_member(draft, by=alice)
    fill_in(draft, child, people.child_answers(this_day) | {"born": born}, by=alice)
    other = delegations.offer(child, email="sami@example.test", language="fr", by=alice)
    with pytest.raises(NotUnderstood):
        delegations.accept(link_of(other), born=born, by=his)
    assert [one.status for one in Delegation.objects.all()] == ["accepted", "offered"]


def test_who_has_a_part_sees_that_person_alone(taken: Delegation, his: User, bob: User) -> None:
    assert list(access.people(his)) == [taken.person]
    assert (list(access.applications(his)), access.documents(his).count()) == ([], 0)
    assert list(access.own_parts(his)) == [taken.application]
    assert (list(access.people(bob)), list(access.own_parts(bob))) == ([], [])


def test_private_answers_are_seen_by_nobody_in_the_draft_but_their_owner(
    taken: Delegation, his: User, alice: User, lucie: User
) -> None:
    mandates.give(taken.application, lawyer=lucie, signature="Alice Benali", by=alice)
    assert taken.person in access.people(alice)
    delegations.keep_private(taken, private=True, by=his)
    seen = {who.name: taken.person in access.people(who) for who in (his, alice, lucie)}
    assert seen == {"Karim Idrissi": True, "Alice Benali": False, "Lucie Tremblay": False}
    delegations.keep_private(taken, private=False, by=his)
    assert taken.person in access.people(alice)


def test_an_officer_sees_what_is_private(taken: Delegation, his: User, olivia: User) -> None:
    delegations.keep_private(taken, private=True, by=his)
    Application.objects.update(status="processing", received_at=clock.now())
    assert taken.person in access.people(olivia)


def test_only_the_member_keeps_answers_private(taken: Delegation, alice: User, bob: User) -> None:
    for who in (alice, bob):
        with pytest.raises(NotYours):
            delegations.keep_private(taken, private=True, by=who)


def test_a_private_part_is_not_taken_back_and_a_shared_one_is(
    taken: Delegation, his: User, alice: User
) -> None:
    delegations.keep_private(taken, private=True, by=his)
    for who in (alice, his):
        with pytest.raises(NotUnderstood):
            delegations.end(taken, by=who)
    delegations.keep_private(taken, private=False, by=his)
    delegations.end(taken, by=alice)
    assert list(access.people(his)) == []
    assert told()[-2:] == [(HIS, "own-part-ended"), (alice.email, "part-ended")]


def test_a_member_who_is_removed_loses_the_part_and_is_told(
    taken: Delegation, his: User, alice: User
) -> None:
    delegations.keep_private(taken, private=True, by=his)
    assert taken.person is not None
    applications.remove_member(taken.application, person=taken.person, by=alice)
    ended = Delegation.objects.get()
    assert (ended.status, ended.person, ended.private) == ("ended", None, False)
    assert list(access.own_parts(his)) == []
    assert (HIS, "own-part-ended") in told()


def test_nothing_of_it_moves_once_the_application_is_submitted(
    taken: Delegation, his: User, alice: User
) -> None:
    Application.objects.update(status="submitted", received_at=clock.now())
    with pytest.raises(WrongMoment):
        delegations.end(taken, by=his)
    with pytest.raises(WrongMoment):
        delegations.keep_private(taken, private=True, by=his)


def test_the_database_keeps_one_part_for_each_person(
    taken: Delegation, karim: Person, draft: Application
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.create(
            application=draft,
            person=karim,
            email="x@example.test",
            language="fr",
            until=clock.now(),
        )


def test_links_are_counted(offered: Delegation, alice: User) -> None:
    Delegation.objects.update(sending=delegations.MOST_LINKS)
    with pytest.raises(NotUnderstood):
        delegations.send_again(offered, by=alice)
