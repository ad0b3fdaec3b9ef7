"""A question that waits: more time is asked for once and given or not, or an officer withdraws it; both readers are told."""

from datetime import date, timedelta
from functools import partial
from io import BytesIO

import pytest

from impplus.actions import documents, mandates, questions, reviews
from impplus.programmes import IMP_PLUS
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours, WrongMoment
from impplus.queries.reminders import reminders_due
from impplus.queries.saves import Window
from impplus.queries.timeline import sentence_of, timeline
from impplus.records.models import Application, Event, Message, Question, User
from tests import people
from tests.kept import kept

WHY = "Le diplôme arrive par la poste."


@pytest.fixture
@kept
def asked(received: Application, alice: User, lucie: User, olivia: User) -> Question:
    """Olivia's question in Alice's file, which Lucie represents."""
    mandates.give(received, lawyer=lucie, signature="Alice Benali", by=alice)
    reviews.take_oldest(by=olivia)
    received.refresh_from_db()
    return reviews.ask(received, text="Votre diplôme?", document="", days=30, by=olivia)


def told(notice: str) -> set[str]:
    return set(Message.objects.filter(notice=notice).values_list("account__email", flat=True))


def test_the_last_day_stays_until_olivia_moves_it(
    asked: Question, alice: User, lucie: User, olivia: User
) -> None:
    due, until = asked.due_on, asked.due_on + timedelta(days=20)
    questions.ask_more_time(asked, until=until, reason=WHY, by=lucie)
    asked.refresh_from_db()
    assert (asked.due_on, asked.more, asked.more_until) == (due, "asked", until)
    questions.settle_more_time(asked, given=True, by=olivia)
    asked.refresh_from_db()
    assert (asked.due_on, asked.more, asked.status) == (until, "given", "open")
    both = {alice.email, lucie.email}
    assert [told("more-time-asked"), told("more-time-given")] == [both, both]


def test_a_refused_request_leaves_the_day_and_may_be_made_again(
    asked: Question, alice: User, olivia: User
) -> None:
    due = asked.due_on
    questions.ask_more_time(asked, until=due + timedelta(days=9), reason=WHY, by=alice)
    questions.settle_more_time(asked, given=False, by=olivia)
    asked.refresh_from_db()
    assert (asked.due_on, asked.more) == (due, "refused")
    questions.ask_more_time(asked, until=due + timedelta(days=3), reason=WHY, by=alice)
    asked.refresh_from_db()
    assert asked.more == "asked"


def test_what_one_page_sends_again_after_it_was_settled_is_no_second_request(
    asked: Question, alice: User, olivia: User
) -> None:
    for given in (False, True):
        window = Window(f"page-{given}", 1)
        until = asked.due_on + timedelta(days=9)
        press = partial(
            questions.ask_more_time, asked, until=until, reason=WHY, by=alice, window=window
        )
        press()
        questions.settle_more_time(asked, given=given, by=olivia)
        with pytest.raises(AlreadyDone):
            press()
        asked.refresh_from_db()
        assert asked.more == ("given" if given else "refused")
    assert Event.objects.filter(verb="ask-more-time").count() == 2


def test_the_same_request_is_one_and_another_waits_its_turn(asked: Question, alice: User) -> None:
    until = asked.due_on + timedelta(days=9)
    for _ in range(2):
        questions.ask_more_time(asked, until=until, reason=WHY, by=alice)
    assert Event.objects.filter(verb="ask-more-time").count() == 1
    with pytest.raises(WrongMoment):
        questions.ask_more_time(asked, until=until + timedelta(1), reason=WHY, by=alice)


@pytest.mark.parametrize(
    ("days", "reason"), [(0, WHY), (-1, WHY), (61, WHY), (9, " "), (9, "a\x00")]
)
def test_a_day_or_a_reason_that_cannot_be_taken_changes_nothing(
    asked: Question, alice: User, days: int, reason: str
) -> None:
    until = asked.due_on + timedelta(days=days)
    with pytest.raises(NotUnderstood):
        questions.ask_more_time(asked, until=until, reason=reason, by=alice)
    asked.refresh_from_db()
    assert (asked.more, Message.objects.filter(notice="more-time-asked").count()) == ("", 0)


def test_others_neither_ask_nor_give(asked: Question, alice: User, bob: User, olivia: User) -> None:
    until: date = asked.due_on + timedelta(days=9)
    for by in (bob, olivia):
        with pytest.raises(NotYours):
            questions.ask_more_time(asked, until=until, reason=WHY, by=by)
    questions.ask_more_time(asked, until=until, reason=WHY, by=alice)
    with pytest.raises(NotYours):
        questions.settle_more_time(asked, given=True, by=alice)


def test_an_answered_question_has_no_more_time(asked: Question, alice: User, olivia: User) -> None:
    reviews.answer(asked, text="Voici.", by=alice)
    with pytest.raises(WrongMoment):
        questions.ask_more_time(asked, until=asked.due_on + timedelta(1), reason=WHY, by=alice)
    with pytest.raises(WrongMoment):
        questions.settle_more_time(asked, given=True, by=olivia)


def test_a_withdrawn_question_needs_no_answer_and_both_are_told(
    asked: Question, alice: User, lucie: User, olivia: User
) -> None:
    questions.withdraw(asked, by=olivia)
    asked.refresh_from_db()
    assert (asked.status, told("question-withdrawn")) == ("withdrawn", {alice.email, lucie.email})
    sentences = [
        sentence_of(one).en for one in timeline(asked.application) if one.verb == "withdraw"
    ]
    assert sentences == ["An officer withdrew a question: there is nothing to answer."]
    assert reminders_due(IMP_PLUS, asked.due_on) == []
    for act in (
        lambda: reviews.answer(asked, text="Voici.", by=alice),
        lambda: questions.ask_more_time(
            asked, until=asked.due_on + timedelta(1), reason=WHY, by=alice
        ),
        lambda: questions.withdraw(asked, by=olivia),
    ):
        with pytest.raises(WrongMoment):
            act()
    assert Message.objects.filter(notice="question-withdrawn").count() == 2


def test_only_an_officer_withdraws_a_question_and_none_that_was_answered(
    asked: Question, alice: User, lucie: User, bob: User, olivia: User, mathieu: User
) -> None:
    for by in (alice, lucie, bob, mathieu):
        with pytest.raises(NotYours):
            questions.withdraw(asked, by=by)
    reviews.answer(asked, text="Voici.", by=alice)
    with pytest.raises(WrongMoment):
        questions.withdraw(asked, by=olivia)
    asked.refresh_from_db()
    assert (asked.status, asked.answer) == ("answered", "Voici.")


def test_a_file_that_was_added_for_a_withdrawn_question_stays(
    asked: Question, alice: User, olivia: User
) -> None:
    documents.upload(
        documents.SentFor(
            asked.application, person=asked.application.people.get(), key="other", question=asked
        ),
        name="diplome.jpg",
        content=BytesIO(people.a_jpeg()),
        by=alice,
    )
    questions.withdraw(asked, by=olivia)
    assert [one.removed_at for one in asked.documents.all()] == [None]
