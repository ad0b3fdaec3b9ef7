"""The e-mail about a question says that something is asked, and by which day; that about a private answer offers nothing to read."""

from datetime import date

import pytest
from django.core import mail

from impplus.actions import letters, mandates, messages, reviews
from impplus.queries.emails import news
from impplus.queries.examples import emails
from impplus.queries.told_of import FileToldOf
from impplus.records.models import Application, Person, Question, User
from impplus.words import formats
from impplus.words.text import Text
from tests.kept import kept


@pytest.fixture
@kept
def file(submitted: Application, alice: User, lucie: User, olivia: User) -> Application:
    """Alice’s file, which Lucie represents and whose completeness Olivia checks."""
    mandates.give(submitted, lawyer=lucie, signature="Alice Benali", by=alice)
    reviews.take_oldest(by=olivia)
    submitted.refresh_from_db()
    letters.send_owed()
    letters.send_owed()
    messages.send_owed()
    mail.outbox.clear()
    return submitted


def asked(file: Application, olivia: User, person: Person | None = None) -> dict[str, str]:
    """The subject that each address gets; no e-mail says who or what it is about, and one to Lucie its number alone."""
    asked: Question = reviews.ask(
        file, text="Où travaillez-vous?", document="", days=30, person=person, by=olivia
    )
    letters.send_owed()
    messages.send_owed()
    for one in mail.outbox:
        said = f"{one.subject} {one.body}"
        personal = ("Alice", "Benali", "Karim", "Idrissi", "travaillez")
        assert [each for each in personal if each in said] == []
        days = [formats.day(asked.due_on, language) for language in ("en", "fr")]
        assert any(day in str(one.subject) for day in days)
        assert any(day in str(one.body) for day in days)
        assert (file.number in str(one.subject)) == (one.to == ["lucie@example.test"])
    return {one.to[0]: str(one.subject).split(" by ")[0] for one in mail.outbox}


def test_alice_and_lucie_read_that_something_is_asked_and_by_when(
    file: Application, alice: User, lucie: User, olivia: User
) -> None:
    User.objects.update(language="en")
    assert asked(file, olivia) == {
        alice.email: "The office asks you for something",
        lucie.email: "The office asks one of your clients for something",
    }


def test_karim_reads_it_in_his_language(
    file: Application, husband: Person, karim_account: User, olivia: User
) -> None:
    User.objects.update(language="fr")
    said = asked(file, olivia, husband)[karim_account.email]
    assert said.startswith("Le bureau vous demande quelque chose au plus tard le ")


@pytest.mark.parametrize("represents", [False, True])
@pytest.mark.parametrize(
    ("language", "to_read"), [("en", "to read it"), ("fr", "en prendre connaissance")]
)
def test_who_may_not_read_an_answer_is_not_asked_to_sign_in_to_read_it(
    language: str, to_read: str, represents: bool
) -> None:
    file = FileToldOf(
        "https://example.test/", Text(en="zone", fr="fuseau"), "W-1" if represents else ""
    )
    said = str(news("part-question-answered", language, file, to="a@example.test").body)
    assert to_read not in said
    see = {"en": "Sign in to see the file:", "fr": "Ouvrez une session pour voir le dossier"}
    assert see[language] in said


@pytest.mark.django_db
def test_the_previews_show_both() -> None:
    day = formats.day(date(2026, 3, 31), "en")
    made = emails("en")
    assert {
        key
        for key, one in made.items()
        if "asks" in str(one.subject) and f"by {day}" in str(one.subject)
    } == {
        "letter-that-asks",
        "letter-that-asks-a-client",
    }
