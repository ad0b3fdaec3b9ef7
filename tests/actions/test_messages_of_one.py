"""Karim writes to the office from his own part: his thread is apart, and his alone where he keeps answers private."""

from io import BytesIO

import pytest
from django.core import mail
from django.db import Error, transaction

from impplus.actions import correspondence, documents, letters, mandates, messages
from impplus.queries.refusals import NotUnderstood, NotYours, WrongMoment
from impplus.records import access
from impplus.records.models import Application, Correspondence, Event, Message, Person, User
from tests import people
from tests.kept import kept
from tests.post import said_in

WORDS = "Mon employeur a changé de nom."
ANSWER = "Merci, c’est noté au dossier."


@pytest.fixture
@kept
def file(submitted: Application, alice: User, lucie: User) -> Application:
    """Alice’s received file with Karim, who has an account; Lucie represents her."""
    mandates.give(submitted, lawyer=lucie, signature="Alice Benali", by=alice)
    letters.send_owed()
    messages.send_owed()
    mail.outbox.clear()
    return submitted


def told() -> list[tuple[str, str]]:
    """Who is owed which news of a message, by first name."""
    owed = Message.objects.filter(notice__contains="message-").select_related("account")
    return sorted((one.account.name.split()[0], one.notice) for one in owed if one.account)


@pytest.mark.parametrize("private", [False, True])
def test_his_messages_are_told_to_whoever_reads_them_and_say_nothing(
    private: bool,
    file: Application,
    husband: Person,
    karim_account: User,
    alice: User,
    lucie: User,
    olivia: User,
) -> None:
    husband.delegations.update(private=private)
    made = correspondence.write(file, text=WORDS, by=karim_account)
    correspondence.reply(file, text=ANSWER, by=olivia, person=husband)
    both = ("message-from-the-office", "message-sent")
    his = [("Karim", f"own-{one}") for one in both]
    family = [(who, f"part-{one}") for who in ("Alice", "Lucie") for one in both]
    assert told() == sorted(his if private else [*his, *family])
    readers = (alice, lucie, karim_account, olivia)
    seen = [access.correspondence(one).filter(pk=made.pk).exists() for one in readers]
    assert seen == [not private, not private, True, True]
    messages.send_owed()
    said = said_in(mail.outbox, file.number)
    personal = ("Karim", "Idrissi", "Alice", "employeur", "noté", file.number)
    assert [one for one in personal if one in said] == []


@pytest.mark.parametrize(
    ("private", "others"), [(False, "documents-sent"), (True, "part-documents-sent")]
)
def test_files_that_he_sends_are_told_once_as_what_each_may_see(
    private: bool, others: str, file: Application, husband: Person, karim_account: User
) -> None:
    husband.delegations.update(private=private)
    for words in ("un", "deux"):
        content = BytesIO(people.a_pdf(words))
        to = documents.SentFor(file, husband, "passport")
        documents.upload(to, name="p.pdf", content=content, by=karim_account)
    owed = Message.objects.filter(notice__contains="documents-sent").select_related("account")
    told = sorted((one.account.name.split()[0], one.notice) for one in owed if one.account)
    assert told == [("Alice", others), ("Karim", "own-documents-sent"), ("Lucie", others)]


def test_an_answer_answers_what_waits_of_whom_it_goes_to(
    file: Application, husband: Person, karim_account: User, alice: User, olivia: User
) -> None:
    hers = correspondence.write(file, text="Et moi?", by=alice)
    his = correspondence.write(file, text=WORDS, by=karim_account)
    correspondence.reply(file, text=ANSWER, by=olivia, person=husband)
    stand = Correspondence.objects.in_bulk()
    assert (stand[hers.pk].status, stand[his.pk].status) == ("waiting", "answered")
    assert [stand[one.pk].person for one in (hers, his)] == [None, husband]
    correspondence.reply(file, text=ANSWER, by=olivia)
    hers.refresh_from_db()
    assert hers.status == "answered"


def test_the_same_words_are_one_message_in_each_thread(
    file: Application, karim_account: User, alice: User
) -> None:
    first = correspondence.write(file, text=WORDS, by=karim_account)
    correspondence.write(file, text=WORDS, by=alice)
    assert correspondence.write(file, text=WORDS, by=karim_account) == first
    assert Correspondence.objects.count() == 2


def test_his_messages_that_wait_do_not_keep_alice_from_writing(
    file: Application, karim_account: User, alice: User
) -> None:
    for number in range(correspondence.MOST_WAITING):
        correspondence.write(file, text=f"{number}", by=karim_account)
    with pytest.raises(NotUnderstood):
        correspondence.write(file, text="Encore", by=karim_account)
    assert correspondence.write(file, text="Encore", by=alice).person is None


def test_nobody_writes_into_his_thread_and_the_office_only_to_who_has_an_account(
    file: Application, husband: Person, bob: User, alice: User, olivia: User
) -> None:
    with pytest.raises(NotYours):
        correspondence.write(file, text=WORDS, by=bob)
    sami = file.people.get(relation="child")
    for person in (sami, file.people.get(relation="principal")):
        with pytest.raises(NotYours):
            correspondence.reply(file, text=ANSWER, by=olivia, person=person)
    with pytest.raises(NotYours):
        correspondence.reply(file, text=ANSWER, by=alice, person=husband)
    assert Correspondence.objects.count() == 0


def test_he_does_not_write_about_a_draft(ready_draft: Application) -> None:
    account = ready_draft.people.get(relation="spouse").delegations.get().account
    assert account is not None
    with pytest.raises(WrongMoment):
        correspondence.write(ready_draft, text=WORDS, by=account)


def test_whose_message_it_is_stays_as_it_was_written(
    file: Application, karim_account: User, husband: Person
) -> None:
    made = correspondence.write(file, text=WORDS, by=karim_account)
    assert Event.objects.get(noun="correspondence").detail["person"] == husband.pk
    with pytest.raises(Error), transaction.atomic():
        Correspondence.objects.filter(pk=made.pk).update(person=None)
