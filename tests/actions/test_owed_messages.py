"""Whatever is owed wakes the worker, and what is no longer owed keeps nobody's address."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from django.conf import settings as installed

from impplus.actions import messages
from impplus.queries import clock
from impplus.records.models import Application, Delegation, Event, Message, User
from tests.actions.test_messages import later, woken_by
from tests.post import Post, held_elsewhere


def happened_to(message: Message) -> list[str]:
    """What happened to a message, in order."""
    found = Event.objects.filter(noun="message", about=str(message.pk))
    return list(found.order_by("id").values_list("verb", flat=True))


def test_whatever_is_owed_wakes_the_worker(taken: Delegation, his: User, alice: User) -> None:
    file, to = taken.application, "nadia@example.test"
    owed: list[Callable[[], object]] = [
        partial(messages.send_link, taken),
        partial(messages.tell_member, his, file, "own-question-withdrawn"),
        partial(messages.owe_once, alice, file, "documents-sent"),
        partial(messages.tell_owner, alice, "password_changed"),
        partial(messages.answer, "unknown_account", to, account=None, language="en"),
        partial(messages.tell, file, "message-sent"),
    ]
    assert [woken_by(one) for one in owed] == [["send_messages"]] * len(owed)


def test_a_link_goes_to_the_address_that_the_part_has_unless_told_another(
    offered: Delegation,
) -> None:
    made = [messages.send_link(offered), messages.send_link(offered, to="karim@old.test")]
    assert [one.former for one in made] == ["karim@example.test", "karim@old.test"]


def test_a_notice_goes_to_the_address_that_an_account_had(alice: User) -> None:
    made = [messages.tell_owner(alice, "email_changed", former=to) for to in ("", "a@old.test")]
    assert [(one.account, one.notice, one.former) for one in made] == [
        (alice, "email_changed", ""),
        (alice, "email_changed", "a@old.test"),
    ]


def test_news_name_the_last_day_and_go_to_nobody_who_is_leaving(
    draft: Application, alice: User, this_day: date
) -> None:
    messages.tell(draft, "message-sent", this_day)
    messages.tell(draft, "message-sent", but=alice)
    owed = Message.objects.filter(notice="message-sent").values_list("account", "deadline")
    assert list(owed) == [(alice.pk, this_day)]


def test_news_that_come_several_times_are_owed_again_once_they_have_left(
    draft: Application, alice: User, post: Post
) -> None:
    for _ in range(2):
        for _ in range(2):
            messages.tell_once(draft, "documents-sent")
        messages.send_owed()
    found = Message.objects.filter(notice="documents-sent").values_list("account", "status")
    assert list(found) == [(alice.pk, "sent")] * 2


def test_news_that_wait_a_while_leave_then(draft: Application, alice: User, post: Post) -> None:
    hour = timedelta(hours=1)
    messages.owe_once(alice, draft, "documents-sent", after=hour)
    (owed,) = Message.objects.filter(notice="documents-sent")
    assert owed.due_at == clock.now() + hour
    sent = []
    for waited in (hour - timedelta(seconds=1), hour):
        with clock.at(owed.owed_at + waited):
            sent.append(messages.send_owed())
    assert sent == [0, 1]


def test_the_same_is_asked_for_once_while_it_waits_and_wakes_the_worker_each_time(
    alice: User, post: Post
) -> None:
    def ask(kind: str = "unknown_account", to: str = "nadia@example.test") -> list[str]:
        return woken_by(partial(messages.answer, kind, to, account=None, language="en"))

    assert [ask(), ask()] == [["send_messages"]] * 2
    mine = Message.objects.filter(notice="unknown_account")
    assert mine.count() == 1
    messages.send_owed()
    ask()
    ask(to="salim@example.test")
    assert mine.filter(status="owed").count() == 2


@pytest.mark.django_db
def test_of_what_cannot_reach_whoever_asked_no_address_is_kept(post: Post) -> None:
    post.answers = {"nadia@example.test": 550}
    messages.answer("unknown_account", "nadia@example.test", account=None, language="en")
    messages.send_owed()
    (bounced,) = Message.objects.all()
    assert (bounced.status, bounced.failure, bounced.former) == ("bounced", "refused", "")


def test_of_what_is_tried_again_the_address_is_kept(offered: Delegation, post: Post) -> None:
    post.silent = True
    messages.answer("unknown_account", "nadia@example.test", account=None, language="en")
    messages.send_owed()
    kept = Message.objects.exclude(former="").values_list("former", "failure")
    assert sorted(kept) == [
        ("karim@example.test", "unreachable"),
        ("nadia@example.test", "unreachable"),
    ]


@pytest.mark.parametrize(("short", "status"), [(0, "given-up"), (1, "owed")])
def test_it_is_given_up_when_its_days_are_over_to_the_second(
    short: int, status: str, alice: User, post: Post
) -> None:
    owed, post.silent = messages.tell_owner(alice, "password_changed"), True
    owed.refresh_from_db()
    with clock.at(owed.owed_at + timedelta(days=installed.MESSAGE_DAYS, seconds=-short)):
        messages.send_owed()
    owed.refresh_from_db()
    assert (owed.status, owed.failure) == (status, "unreachable")


def test_what_a_closed_account_is_owed_is_given_up_but_for_what_goes_elsewhere(
    alice: User, post: Post
) -> None:
    here = messages.tell_owner(alice, "password_changed")
    there = messages.tell_owner(alice, "email_changed", former="alice@old.test")
    post.silent = True
    messages.send_owed()
    post.silent = False
    later(minutes=2)
    User.objects.filter(pk=alice.pk).update(is_active=False)
    messages.send_owed()
    for one in (here, there):
        one.refresh_from_db()
    assert [one.to for one in post.taken] == [["alice@old.test"]]
    assert [(one.status, one.failure, one.former) for one in (here, there)] == [
        ("given-up", "", ""),
        ("sent", "", ""),
    ]
    assert there.language == alice.language
    assert happened_to(here) == ["owe", "give-up"]


def test_of_a_link_that_invented_people_are_owed_no_address_is_kept(
    offered: Delegation, alice: User, post: Post
) -> None:
    (link,) = offered.messages.all()
    for demo, left in ((False, ("owed", "karim@example.test")), (True, ("sent", ""))):
        User.objects.filter(pk=alice.pk).update(demo=demo)
        messages.count_as_sent()
        link.refresh_from_db()
        assert (link.status, link.former) == left
    messages.count_as_sent()
    assert happened_to(link) == ["owe", "send"]
    assert post.taken == []


@pytest.mark.django_db(transaction=True)
def test_what_another_worker_is_sending_holds_up_no_other(alice: User, post: Post) -> None:
    first = messages.tell_owner(alice, "password_changed")
    messages.tell_owner(alice, "sessions_ended")
    with held_elsewhere(first):
        assert messages.send_owed() == 1
    assert messages.send_owed() == 1
    assert len(post.taken) == 2


def test_what_concerns_karim_is_told_of_the_file_to_him_and_to_whoever_reads_it(
    taken: Delegation, his: User, alice: User
) -> None:
    file, notices = taken.application, ("question-withdrawn", "question-answered")
    for private, notice in zip((False, True), notices, strict=True):
        taken.person.delegations.update(private=private)
        messages.tell_concerned(file, taken.person, notice)
    owed = Message.objects.filter(concerns=file, notice__contains="question-")
    assert sorted(owed.values_list("account", "notice")) == sorted(
        [
            (alice.pk, "question-withdrawn"),
            (alice.pk, "part-question-answered"),
            *((his.pk, f"own-{one}") for one in notices),
        ]
    )


def test_files_about_who_has_no_account_are_told_to_the_readers_alone(
    draft: Application, alice: User
) -> None:
    messages.tell_of_sent_files(draft, draft.people.get(relation="principal"))
    owed = Message.objects.filter(notice__contains="documents-sent")
    assert list(owed.values_list("account", "notice")) == [(alice.pk, "documents-sent")]


def test_who_tells_whose_part_it_is_learns_who_that_is(taken: Delegation, his: User) -> None:
    file, notice = taken.application, "own-question-withdrawn"
    people = (taken.person, file.people.get(relation="principal"), None)
    told = [messages.tell_whose_part(file, one, notice) for one in people]
    assert told == [his, None, None]
