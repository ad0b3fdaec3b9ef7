"""A question about one member of the family: who is told of it, who may answer, and who reads the letter."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail

from impplus.actions import (
    documents,
    letters,
    mandates,
    messages,
    questions,
    reminders,
    reviews,
    uploads,
)
from impplus.actions.documents import SentFor
from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.queries.letters.layout import composed
from impplus.queries.refusals import NotUnderstood, NotYours, WrongMoment
from impplus.records import access
from impplus.records.models import Application, Message, Person, Question, User
from tests import people
from tests.kept import kept
from tests.post import said_in
from tests.site import owner

WHY = "Le diplôme arrive par la poste."
TEXT = "Où avez-vous travaillé?"


@pytest.fixture
@kept
def file(family: Application, alice: User, lucie: User) -> Application:
    """Alice’s file in processing, with Karim, who has an account, and Sami; Lucie represents her."""
    mandates.give(family, lawyer=lucie, signature="Alice Benali", by=alice)
    forget()
    return family


def forget() -> None:
    letters.send_owed()
    messages.send_owed()
    mail.outbox.clear()


def ask(file: Application, person: Person | None, by: User) -> Question:
    return reviews.ask(file, text=TEXT, document="", days=30, person=person, by=by)


def owed_since(last: int) -> list[tuple[str, str]]:
    """Who is owed which e-mail since one message: an address’s first word, and the news or the kind of letter."""
    rows = Message.objects.filter(pk__gt=last).select_related("account", "letter").order_by("pk")
    return sorted(
        (one.account.name.split()[0], one.notice or (one.letter.kind if one.letter else ""))
        for one in rows
        if one.account
    )


def last() -> int:
    return Message.objects.order_by("-pk").values_list("pk", flat=True)[0]


EVERYBODY = ("Alice", "Karim", "Lucie")
OPEN = {
    "ask": [(one, "question") for one in EVERYBODY],
    "more": [
        ("Alice", "more-time-asked"), ("Karim", "own-more-time-asked"), ("Lucie", "more-time-asked"),
    ],
    "given": [
        ("Alice", "more-time-given"), ("Karim", "own-more-time-given"), ("Lucie", "more-time-given"),
    ],
    "answer": [
        ("Alice", "question-answered"), ("Karim", "own-question-answered"), ("Lucie", "question-answered"),
    ],
}  # fmt: skip
KEPT = {
    "ask": [
        ("Alice", "part-question-asked"), ("Karim", "question"), ("Lucie", "part-question-asked"),
    ],
    **{
        step: [(who, said if who == "Karim" else f"part-{said}") for who, said in told]
        for step, told in OPEN.items()
        if step != "ask"
    },
}  # fmt: skip


@pytest.mark.parametrize(("private", "expected"), [(False, OPEN), (True, KEPT)])
def test_each_step_is_told_once_to_whoever_it_concerns_and_says_nothing_personal(
    private: bool,
    expected: dict[str, list[tuple[str, str]]],
    file: Application,
    husband: Person,
    karim_account: User,
    olivia: User,
) -> None:
    husband.delegations.update(private=private)
    said, before = {}, last()
    asked = ask(file, husband, olivia)
    letters.send_owed()
    said["ask"], before = owed_since(before), last()
    until = asked.due_on + timedelta(days=5)
    questions.ask_more_time(asked, until=until, reason=WHY, by=karim_account)
    said["more"], before = owed_since(before), last()
    questions.settle_more_time(asked, given=True, by=olivia)
    said["given"], before = owed_since(before), last()
    reviews.answer(asked, text="À Rabat.", by=karim_account)
    said["answer"] = owed_since(before)
    assert said == expected
    messages.send_owed()
    every = said_in(mail.outbox, file.number)
    personal = ("Alice", "Benali", "Karim", "Idrissi", "Rabat", "travaillé", file.number)
    assert (len(mail.outbox), [one for one in personal if one in every]) == (12, [])


def test_a_withdrawn_question_is_told_to_karim_too(
    file: Application, husband: Person, olivia: User
) -> None:
    asked = ask(file, husband, olivia)
    letters.send_owed()
    before = last()
    questions.withdraw(asked, by=olivia)
    assert owed_since(before) == [
        ("Alice", "question-withdrawn"),
        ("Karim", "own-question-withdrawn"),
        ("Lucie", "question-withdrawn"),
    ]


@pytest.mark.parametrize("private", [False, True])
def test_of_what_is_private_only_karim_and_officers_read_question_and_letter(
    private: bool,
    file: Application,
    husband: Person,
    karim_account: User,
    alice: User,
    lucie: User,
    olivia: User,
) -> None:
    husband.delegations.update(private=private)
    asked = ask(file, husband, olivia)
    letters.send_owed()
    letter = file.letters.get(kind="question")
    readers = (alice, lucie, karim_account, olivia)
    seen = [access.questions(one).filter(pk=asked.pk).exists() for one in readers]
    read = [access.letters(one).filter(pk=letter.pk).exists() for one in readers]
    assert seen == read == [not private, not private, True, True]
    assert "Hello Karim Idrissi," in composed(letter, "en").paragraphs


@pytest.mark.parametrize("who", ["alice", "lucie", "bob", "olivia", "mathieu"])
def test_nobody_but_karim_answers_what_he_keeps_private(
    who: str,
    file: Application,
    husband: Person,
    olivia: User,
    bob: User,
    mathieu: User,
    request: pytest.FixtureRequest,
) -> None:
    husband.delegations.update(private=True)
    asked, by = ask(file, husband, olivia), request.getfixturevalue(who)
    until = asked.due_on + timedelta(days=5)
    acts = [
        lambda: reviews.answer(asked, text="À Rabat.", by=by),
        lambda: questions.ask_more_time(asked, until=until, reason=WHY, by=by),
        lambda: uploads.begin(SentFor(file, husband, "answer", asked), name="a.pdf", size=9, by=by),
    ]
    for act in acts:
        with pytest.raises((NotYours, WrongMoment)):
            act()
    asked.refresh_from_db()
    assert (asked.status, asked.more, asked.uploads.count()) == ("open", "", 0)


def test_karim_answers_nothing_that_is_asked_of_the_others(
    file: Application, husband: Person, karim_account: User, olivia: User
) -> None:
    sami = file.people.get(relation="child")
    for asked in (ask(file, None, olivia), ask(file, sami, olivia)):
        with pytest.raises(NotYours):
            reviews.answer(asked, text="À Rabat.", by=karim_account)
        with pytest.raises(NotYours):
            uploads.begin(
                SentFor(file, husband, "answer", asked), name="a.pdf", size=9, by=karim_account
            )


def test_of_a_child_the_applicant_is_asked_as_of_everything(
    file: Application, alice: User, olivia: User
) -> None:
    sami, before = file.people.get(relation="child"), last()
    asked = ask(file, sami, olivia)
    letters.send_owed()
    assert owed_since(before) == [("Alice", "question"), ("Lucie", "question")]
    said = [composed(file.letters.get(kind="question"), one).paragraphs for one in ("en", "fr")]
    assert ["The question is about Sami Idrissi." in said[0]] == [True]
    assert "La question concerne Sami Idrissi." in said[1]
    assert "Hello Alice Benali," in said[0]
    to = SentFor(file, sami, "answer", asked)
    documents.upload(to, name="diplome.pdf", content=BytesIO(people.a_pdf()), by=alice)
    reviews.answer(asked, text="", by=alice)
    asked.refresh_from_db()
    assert (asked.status, asked.documents.get().person) == ("answered", sami)


def test_the_principal_applicant_is_the_application_as_a_whole(
    file: Application, olivia: User
) -> None:
    principal = file.people.get(relation="principal")
    assert ask(file, principal, olivia).person is None


def test_nobody_of_another_file_can_be_asked(
    file: Application, olivia: User, this_day: object, bob: User
) -> None:
    (other,) = people.ready_drafts(1, this_day, [bob])  # type: ignore[arg-type]
    with pytest.raises(NotYours):
        ask(file, other.people.get(), olivia)
    with pytest.raises(NotUnderstood):
        reviews.ask(file, text=" ", document="", days=30, person=None, by=olivia)


@pytest.mark.parametrize(("private", "notice"), [(False, "question"), (True, "part-question")])
def test_karim_is_reminded_to_answer_and_the_others_that_it_waits(
    private: bool, notice: str, file: Application, husband: Person, olivia: User
) -> None:
    husband.delegations.update(private=private)
    asked = ask(file, husband, olivia)
    letters.send_owed()
    with owner():
        whole = (asked.due_on - clock.today(IMP_PLUS)).days
        half = timedelta(days=-(-whole // 2))
        Question.objects.filter(pk=asked.pk).update(
            asked_at=asked.asked_at - half, due_on=asked.due_on - half
        )
    before = last()
    assert [reminders.owe_due(IMP_PLUS) for _ in range(2)] == [2, 0]
    assert owed_since(before) == [
        ("Alice", f"reminder-{notice}-half"),
        ("Karim", "reminder-own-question-half"),
        ("Lucie", f"reminder-{notice}-half"),
    ]
