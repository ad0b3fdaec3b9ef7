"""The people of a received file and the office write to each other; both readers are told of each message."""

from datetime import date, timedelta

import pytest
from django.db import Error, connection, transaction

from impplus.actions import correspondence, mandates, messages
from impplus.programmes import IMP_PLUS
from impplus.queries.file import file_of
from impplus.queries.refusals import NotUnderstood, NotYours, WrongMoment
from impplus.queries.timeline import happenings
from impplus.records.models import Application, Correspondence, Event, Message, User
from impplus.rules.deadlines import after_working_days
from tests.post import Post, said_in

WORDS = "Mariam peut-elle commencer l’école avant la décision?"
ANSWER = "Non. Elle peut s’inscrire."


@pytest.fixture
def represented(received: Application, alice: User, lucie: User) -> Application:
    """Alice's received file, which Lucie represents; nothing is owed to anybody."""
    mandates.give(received, lawyer=lucie, signature="Alice Benali", by=alice)
    return received


def owed(notice: str) -> set[str]:
    found = Message.objects.filter(notice=notice)
    return set(found.values_list("account__email", flat=True))


def kept() -> list[object]:
    models = (Correspondence, Message, Event)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_message_waits_for_the_office_and_both_readers_are_told(
    represented: Application, alice: User, lucie: User, this_day: date
) -> None:
    made = correspondence.write(represented, text=f"  {WORDS}\n", by=lucie)
    days = IMP_PLUS.settings.number("message-answer-days", this_day)
    assert (made.text, made.by, made.status) == (WORDS, lucie, "waiting")
    assert made.due_on == after_working_days(this_day, days)
    assert owed("message-sent") == {alice.email, lucie.email}
    told = [one.event.verb for one in happenings(file_of(represented))]
    assert told[-1] == "write"


def test_the_office_answers_all_that_waits_and_both_readers_are_told(
    represented: Application, alice: User, lucie: User, olivia: User
) -> None:
    correspondence.write(represented, text=WORDS, by=alice)
    correspondence.write(represented, text="Et Sami?", by=lucie)
    correspondence.reply(represented, text=ANSWER, by=olivia)
    stand = list(represented.correspondence.values_list("status", "text"))
    assert stand == [("answered", WORDS), ("answered", "Et Sami?"), ("sent", ANSWER)]
    assert owed("message-from-the-office") == {alice.email, lucie.email}


def test_the_e_mails_say_nothing_of_the_people_or_of_what_was_written(
    represented: Application, alice: User, olivia: User, post: Post
) -> None:
    correspondence.write(represented, text=WORDS, by=alice)
    correspondence.reply(represented, text=ANSWER, by=olivia)
    messages.send_owed()
    said = said_in(post.taken, represented.number)
    personal = (WORDS, ANSWER, "Alice", "Benali", "Lucie", "Olivia", represented.number)
    assert (len(post.taken), [word for word in personal if word in said]) == (4, [])


def test_the_same_words_pressed_twice_are_one_message(
    represented: Application, alice: User, olivia: User
) -> None:
    first = correspondence.write(represented, text=WORDS, by=alice)
    before = kept()
    assert correspondence.write(represented, text=f"{WORDS} ", by=alice) == first
    assert kept() == before
    correspondence.reply(represented, text=ANSWER, by=olivia)
    assert correspondence.write(represented, text=WORDS, by=alice) != first


@pytest.mark.parametrize("text", ["", " \n\t ", "é" * 5001, "un\x00deux", "un\x1b[2J"])
def test_a_text_that_cannot_be_kept_writes_nothing(
    received: Application, alice: User, olivia: User, text: str
) -> None:
    before = kept()
    for write, by in ((correspondence.write, alice), (correspondence.reply, olivia)):
        with pytest.raises(NotUnderstood):
            write(received, text=text, by=by)
    assert kept() == before


def test_nobody_writes_about_a_draft_or_in_the_file_of_another(
    draft: Application, alice: User, bob: User, olivia: User, mathieu: User
) -> None:
    with pytest.raises(WrongMoment):
        correspondence.write(draft, text=WORDS, by=alice)
    for by in (bob, olivia, mathieu):
        with pytest.raises(NotYours):
            correspondence.write(draft, text=WORDS, by=by)


def test_an_applicant_cannot_write_as_the_office_nor_an_officer_as_the_applicant(
    received: Application, alice: User, olivia: User
) -> None:
    with pytest.raises(NotYours):
        correspondence.reply(received, text=ANSWER, by=alice)
    with pytest.raises(NotYours):
        correspondence.write(received, text=WORDS, by=olivia)
    assert Correspondence.objects.count() == 0


def test_after_twenty_messages_the_office_has_its_turn(received: Application, alice: User) -> None:
    for number in range(correspondence.MOST_WAITING):
        correspondence.write(received, text=f"Question {number}", by=alice)
    with pytest.raises(NotUnderstood):
        correspondence.write(received, text="Encore une", by=alice)
    assert Correspondence.objects.count() == correspondence.MOST_WAITING


def test_what_was_written_stays_as_it_was_written(received: Application, alice: User) -> None:
    made = correspondence.write(received, text=WORDS, by=alice)
    for change in ({"text": "Autre chose"}, {"due_on": made.due_on + timedelta(1)}):
        with pytest.raises(Error), transaction.atomic():
            Correspondence.objects.filter(pk=made.pk).update(**change)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM records_correspondence")
        assert cursor.fetchall() == [(WORDS,)]
