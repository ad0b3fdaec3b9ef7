"""One decision is one e-mail to each reader; privacy and biometrics are told, and a draft’s end to each who has a part of it."""

from datetime import date, timedelta

import pytest
from django.core import mail

from impplus.actions import decisions, delegations, drafts, letters, messages, reviews
from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.queries.delegations import link_of
from impplus.records.models import Application, Delegation, Invitation, Letter, Message, User
from tests.actions.test_drafts import AGAIN, FIRST, KEPT, go_by
from tests.decided import barred
from tests.people import all_met
from tests.site import owner


@pytest.fixture
def karim_account(family: Application) -> User:
    """Karim’s account; nothing is owed to anybody any more."""
    letters.send_owed()
    messages.send_owed()
    mail.outbox.clear()
    account = family.people.get(relation="spouse").delegations.get().account
    assert account is not None
    return account


def approved(file: Application, olivia: User) -> None:
    """Olivia approves; the letters are not made yet."""
    decisions.approve(
        file,
        weighed=all_met(file),
        notes={},
        reasons="Toutes les conditions.",
        by=olivia,
        members=barred(file),
    )


def owed(*notices: str) -> list[tuple[str, str]]:
    """Who is owed which of these news."""
    found = Message.objects.filter(notice__in=notices).select_related("account")
    return sorted((one.account.name.split()[0], one.notice) for one in found if one.account)


@pytest.mark.parametrize("private", [False, True])
def test_the_approval_of_a_family_is_one_e_mail_to_each_reader(
    private: bool, family: Application, karim_account: User, alice: User, olivia: User
) -> None:
    family.people.get(relation="spouse").delegations.update(private=private)
    approved(family, olivia)
    assert (
        letters.send_owed() == 5
    )  # the approval, two letters of introduction, and two requests for a passport
    messages.send_owed()
    assert [(*one.to, str(one.subject)) for one in sorted(mail.outbox, key=lambda one: one.to)] == [
        (alice.email, "Des lettres au sujet du PMI+ vous attendent"),
        (karim_account.email, "Des lettres au sujet du PMI+ vous attendent"),
    ]
    sent = Letter.objects.filter(kind__in=["approval", "introduction"], status="sent")
    assert sent.count() == 3


def test_a_letter_that_could_not_be_made_with_the_others_is_told_when_it_is(
    family: Application, karim_account: User, alice: User, olivia: User
) -> None:
    approved(family, olivia)
    late = Letter.objects.get(kind="approval")
    Letter.objects.filter(pk=late.pk).update(
        failure="store", due_at=clock.now() + timedelta(days=1)
    )
    letters.send_owed()
    Letter.objects.filter(pk=late.pk).update(due_at=clock.now())
    letters.send_owed()
    assert [one.account for one in late.messages.all()] == [alice]


def test_each_biometrics_is_told_to_whose_it_is_and_all_of_a_day_once_to_the_others(
    submitted: Application, alice: User, olivia: User, this_day: date
) -> None:
    reviews.take_oldest(by=olivia)
    submitted.refresh_from_db()
    reviews.complete(submitted, by=olivia)
    submitted.people.update(biometrics_asked_at=clock.now())
    for person in submitted.people.all():
        reviews.record_biometrics(person, on=this_day, by=olivia)
    assert owed("biometrics-recorded", "own-biometrics-recorded") == [
        ("Alice", "biometrics-recorded"),
        ("Karim", "own-biometrics-recorded"),
    ]


def test_a_switch_of_privacy_is_told_to_all_once(taken: Delegation, his: User, alice: User) -> None:
    for private in (True, True, False):
        delegations.keep_private(taken, private=private, by=his)
    assert owed("own-part-private", "part-kept-private") == [
        ("Alice", "part-kept-private"),
        ("Karim", "own-part-private"),
    ]
    assert owed("own-part-shared", "part-shared") == [
        ("Alice", "part-shared"),
        ("Karim", "own-part-shared"),
    ]
    mail.outbox.clear()
    messages.send_owed()
    said = " ".join(f"{one.subject} {one.body}" for one in mail.outbox)
    assert [one for one in ("Karim", "Idrissi", "Alice", "Benali") if one in said] == []


@pytest.fixture
def ending(draft: Application, taken: Delegation, this_day: date) -> Application:
    """Alice’s draft, whose letter ends today, with Karim’s part in his account."""
    with owner():
        Invitation.objects.update(expires_on=this_day)
    return draft


def test_the_end_of_a_draft_is_announced_twice_to_karim_too(ending: Application) -> None:
    go_by(KEPT - FIRST)
    assert [drafts.tend(IMP_PLUS)[0] for _ in range(2)] == [1, 0]
    go_by(FIRST - AGAIN)
    assert [drafts.tend(IMP_PLUS)[0] for _ in range(2)] == [1, 0]
    assert owed(
        "draft-ending", "draft-ending-soon", "own-draft-ending", "own-draft-ending-soon"
    ) == [
        ("Alice", "draft-ending"),
        ("Alice", "draft-ending-soon"),
        ("Karim", "own-draft-ending"),
        ("Karim", "own-draft-ending-soon"),
    ]
    mail.outbox.clear()
    messages.send_owed()
    his = [str(one.body) for one in mail.outbox if one.to == ["karim@example.test"]]
    assert [one for one in his if "Alice" in one or "{day}" in one] == []


def test_a_draft_waits_until_karim_was_told_too(ending: Application) -> None:
    go_by(KEPT)
    drafts.tend(IMP_PLUS)
    go_by(AGAIN + 1)
    Message.objects.exclude(notice="own-draft-ending").filter(status="owed").update(
        status="sent", sent_at=clock.now(), due_at=None
    )
    assert drafts.tend(IMP_PLUS)[1] == 0
    messages.send_owed()
    assert drafts.tend(IMP_PLUS)[1] == 1


def test_whoever_takes_a_part_after_the_announcement_is_told_of_it_once(
    draft: Application, offered: Delegation, his: User, alice: User, this_day: date
) -> None:
    with owner():
        Invitation.objects.update(expires_on=this_day)
    go_by(KEPT - FIRST)
    drafts.tend(IMP_PLUS)
    assert owed("own-draft-ending") == []
    born = date(1988, 9, 9)
    taken = delegations.accept(link_of(offered), born=born, by=his)
    delegations.end(taken, by=his)
    again = delegations.offer(offered.person, email=his.email, language="fr", by=alice)  # type: ignore[arg-type]
    assert delegations.accept(link_of(again), born=born, by=his).account == his
    assert owed("own-draft-ending") == [("Karim", "own-draft-ending")]
