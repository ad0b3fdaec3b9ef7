"""Karim is told that the application, or the draft, that he is part of is closed, and what he was asked is closed with it."""

import pytest
from django.core import mail

from impplus.actions import applications, decisions, deletions, letters, messages, reviews
from impplus.queries.letters.layout import composed
from impplus.records.models import Application, Delegation, Letter, Message, Person, User
from tests.decided import falling
from tests.heard import heard
from tests.site import owner

CLOSED = "own-application-closed"


@pytest.fixture
def file(submitted: Application, olivia: User) -> Application:
    """Alice’s file whose completeness Olivia checks, with Karim, who has an account."""
    reviews.take_oldest(by=olivia)
    submitted.refresh_from_db()
    return submitted


def news(account: User) -> list[str]:
    """What an account is owed about an application that is closed or gone."""
    kinds = (CLOSED, "own-part-ended", "own-draft-destroyed")
    owed = Message.objects.filter(account=account, notice__in=kinds)
    return [one.notice for one in owed]


def asked(file: Application, husband: Person, by: User) -> None:
    reviews.ask(file, text="Où travaillez-vous?", document="", days=30, person=husband, by=by)


def end(file: Application, how: str, alice: User, olivia: User) -> None:
    if how == "withdrawn":
        applications.withdraw(file, by=alice)
    else:
        reviews.return_incomplete(file, reasons="Il manque le passeport.", by=olivia)


@pytest.mark.parametrize("how", ["withdrawn", "returned"])
@pytest.mark.parametrize("private", [False, True])
def test_his_open_question_is_closed_and_he_is_told_without_details(
    private: bool,
    how: str,
    file: Application,
    husband: Person,
    karim_account: User,
    alice: User,
    olivia: User,
) -> None:
    husband.delegations.update(private=private)
    asked(file, husband, olivia)
    end(file, how, alice, olivia)
    assert [one.status for one in file.questions.all()] == ["closed"]
    assert news(karim_account) == [CLOSED]
    words = composed(Letter.objects.get(kind=how), "en").paragraphs
    assert "Questions that were still open are closed: you need not answer them." in words
    letters.send_owed()
    mail.outbox.clear()
    messages.send_owed()
    his = [one for one in mail.outbox if one.to == [karim_account.email]]
    said = " ".join(f"{one.subject} {one.body}" for one in his)
    personal = ("Alice", "Benali", "Karim", "Idrissi", "travaillez", "passeport", file.number)
    assert (len(his) > 0, [one for one in personal if one in said]) == (True, [])


@pytest.mark.parametrize("how", ["withdrawn", "returned"])
def test_where_nothing_was_open_no_letter_speaks_of_questions(
    how: str, file: Application, karim_account: User, alice: User, olivia: User
) -> None:
    end(file, how, alice, olivia)
    words = composed(Letter.objects.get(kind=how), "en").paragraphs
    assert [one for one in words if "still open" in one] == []
    assert news(karim_account) == [CLOSED]


def test_he_is_told_of_a_refusal_which_has_one_letter(
    file: Application, husband: Person, karim_account: User, olivia: User
) -> None:
    husband.delegations.update(private=True)
    reviews.complete(file, by=olivia)
    file.refresh_from_db()
    heard(file, "passport", by=olivia)
    decisions.refuse(
        file, unmet={"passport": "Expiré."}, reasons="Vu.", by=olivia, falling=falling(file)
    )
    assert news(karim_account) == [CLOSED]
    letter = Letter.objects.get(kind="refusal")
    assert [one["person"] for one in letter.facts["findings"] if one["person"]] == []


def test_of_a_draft_that_is_destroyed_he_is_told_so(
    taken: Delegation, draft: Application, alice: User, his: User
) -> None:
    with owner():
        Message.objects.all().delete()
    deletions.delete(by=alice)
    assert news(his) == ["own-draft-destroyed"]


def test_who_is_taken_out_of_a_draft_is_told_so(
    taken: Delegation, draft: Application, alice: User, his: User
) -> None:
    assert taken.person is not None
    applications.remove_member(draft, person=taken.person, by=alice)
    assert news(his) == ["own-part-ended"]
