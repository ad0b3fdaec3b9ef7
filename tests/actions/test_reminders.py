"""Reminders at half, four fifths and on the last day of a deadline, each once, however late the worker comes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from impplus.actions import mandates, messages, reminders, reviews
from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.records.models import Application, Intake, Message, Question, User
from impplus.rules.deadlines import share_gone
from impplus.rules.lifecycle import Role
from tests.post import Post, said_in
from tests.site import owner


@pytest.fixture
def asked(received: Application, alice: User, lucie: User, olivia: User) -> Question:
    """Olivia's question in Alice's file, to be answered within thirty days; Lucie represents her."""
    mandates.give(received, lawyer=lucie, signature="Alice Benali", by=alice)
    reviews.take_oldest(by=olivia)
    received.refresh_from_db()
    return reviews.ask(received, text="Votre diplôme?", document="", days=30, by=olivia)


def on_day(asked: Question, gone: int) -> None:
    """Let so many days of the thirty have gone by."""
    with owner():
        Question.objects.filter(pk=asked.pk).update(
            asked_at=asked.asked_at - timedelta(days=gone),
            due_on=IMP_PLUS.day_of(asked.asked_at) + timedelta(days=30 - gone),
        )


def said() -> list[str]:
    """What was said about the question, to Alice."""
    found = Message.objects.filter(
        notice__startswith="reminder-question", account__role=Role.APPLICANT
    )
    return list(found.order_by("pk").values_list("notice", flat=True))


@pytest.mark.parametrize(
    ("gone", "expected"),
    [
        (0, []),
        (14, []),
        (15, ["half"]),
        (23, ["half"]),
        (24, ["four-fifths"]),
        (30, ["last-day"]),
        (31, []),
    ],
)
def test_each_share_is_said_once_to_both_even_by_a_worker_that_was_away(
    asked: Question, alice: User, lucie: User, gone: int, expected: list[str]
) -> None:
    on_day(asked, gone)
    assert [reminders.owe_due(IMP_PLUS) for _ in range(2)] == [len(expected), 0]
    assert said() == [f"reminder-question-{share}" for share in expected]
    told = Message.objects.filter(deadline__isnull=False).values_list("account__email", flat=True)
    assert sorted(told) == sorted([alice.email, lucie.email] * len(expected))


def test_an_answered_question_reminds_nobody(asked: Question, alice: User) -> None:
    on_day(asked, 15)
    reviews.answer(asked, text="Voici.", by=alice)
    assert (reminders.owe_due(IMP_PLUS), said()) == (0, [])


def test_more_time_is_another_deadline(asked: Question) -> None:
    on_day(asked, 24)
    reminders.owe_due(IMP_PLUS)
    with owner():
        later = Question.objects.get().due_on + timedelta(days=1)
        Question.objects.update(due_on=later)
    assert reminders.owe_due(IMP_PLUS) == 1
    assert said() == ["reminder-question-four-fifths", "reminder-question-half"]


def test_the_e_mail_says_the_day_and_nothing_personal(
    asked: Question, alice: User, post: Post
) -> None:
    on_day(asked, 30)
    reminders.owe_due(IMP_PLUS)
    messages.send_owed()
    number = asked.application.number
    told = [email for email in post.taken if "dernier jour" in str(email.body)]
    personal = ("Alice", "Benali", "Lucie", "diplôme", number)
    said = said_in(told, number)
    assert (len(told), [word for word in personal if word in said]) == (2, [])


def test_a_draft_is_reminded_of_the_end_of_its_intake(
    draft: Application, intake: Intake, alice: User
) -> None:
    today = clock.today(IMP_PLUS)
    opens, ends = date(today.year, 1, 1), date(today.year, 12, 31)
    begun = today - max(ends - today, timedelta(days=1))  # half of the time, where it was open then
    with owner():
        noon = datetime.combine(begun, time(17), UTC)
        Application.objects.update(started_at=noon)
    share = share_gone(max(opens, begun), ends, today)
    expected = [(f"reminder-draft-{share}", alice.pk, ends)] if share else []
    assert [reminders.owe_due(IMP_PLUS) for _ in range(2)] == [len(expected), 0]
    found = Message.objects.filter(deadline__isnull=False)
    assert list(found.values_list("notice", "account", "deadline")) == expected
