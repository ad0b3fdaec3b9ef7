"""A translation of an officer's words is asked for once and added later; what was sent, and what was added, stays as it was."""

import pytest
from django.core import mail
from django.db import Error, transaction

from impplus.actions import (
    accounts,
    correspondence,
    decisions,
    letters,
    mandates,
    messages,
    reviews,
    translations,
)
from impplus.queries.letters.layout import composed
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.queries.translations import OfficersWords, Translated, shown_beside
from impplus.records.models import (
    Application,
    Correspondence,
    Message,
    Person,
    Question,
    Translation,
    User,
)
from tests.decided import barred
from tests.kept import kept
from tests.people import all_met
from tests.post import said_in

TEXT, MADE = "Où est votre diplôme?", "Where is your diploma?"


@pytest.fixture
@kept
def file(family: Application, alice: User, lucie: User) -> Application:
    """Alice’s file in processing, with Karim, who has an account; Lucie represents her."""
    mandates.give(family, lawyer=lucie, signature="Alice Benali", by=alice)
    letters.send_owed()
    messages.send_owed()
    mail.outbox.clear()
    return family


@pytest.fixture(params=["question", "message", "decision"])
def words(request: pytest.FixtureRequest, file: Application, olivia: User) -> OfficersWords:
    """What Olivia wrote in French: a question, a message, the reasons of the decision."""
    if request.param == "question":
        return ask(file, None, olivia)
    french = Translated(language="fr")
    if request.param == "message":
        return correspondence.reply(file, text=TEXT, by=olivia, words=french)
    weighed = all_met(file)
    accounts.choose_language("fr", by=file.applicant)  # whose language the decision is in
    file.refresh_from_db()
    made = decisions.approve(
        file, weighed=weighed, notes={}, reasons=TEXT, by=olivia, members=barred(file)
    )
    accounts.choose_language("en", by=file.applicant)
    return made


def ask(file: Application, person: Person | None, by: User) -> Question:
    words = Translated(language="fr")
    return reviews.ask(file, text=TEXT, document="", days=30, person=person, by=by, words=words)


def told(*notices: str) -> list[tuple[str, str]]:
    """Who is owed which of these news, by first name."""
    owed = Message.objects.filter(notice__in=notices).select_related("account")
    return sorted((one.account.name.split()[0], one.notice) for one in owed if one.account)


def add(words: OfficersWords, by: User, text: str = MADE) -> Translation:
    return translations.add(words, text=text, translator="Tom Webb", by=by)


def test_it_is_asked_for_once_and_both_are_told(
    words: OfficersWords, alice: User, lucie: User
) -> None:
    first = translations.ask(words, by=alice)
    assert [translations.ask(words, by=one) for one in (alice, lucie)] == [first, first]
    made = Translation.objects.get()
    assert (made.status, made.language, made.asked_by) == ("asked", "en", alice)
    assert told("translation-asked") == [
        ("Alice", "translation-asked"),
        ("Lucie", "translation-asked"),
    ]


def test_it_is_added_with_who_made_it_and_when_and_answers_the_request(
    words: OfficersWords, alice: User, olivia: User
) -> None:
    translations.ask(words, by=alice)
    made = add(words, olivia)
    assert (made.status, made.translator, made.added_by, made.asked_by) == (
        "added",
        "Tom Webb",
        olivia,
        alice,
    )
    shown = shown_beside(type(words).objects.get(pk=words.pk))
    assert (shown.text, shown.translator, shown.added) == (MADE, "Tom Webb", made.added_at)
    assert told("translation-added") == [
        ("Alice", "translation-added"),
        ("Lucie", "translation-added"),
    ]
    assert translations.ask(words, by=alice) is None
    sent = Message.objects.count()
    messages.send_owed()
    said = said_in(mail.outbox, made.application.number)
    personal = ("Alice", "Benali", "diploma", "diplôme", "Tom", made.application.number)
    assert (Message.objects.count(), [one for one in personal if one in said]) == (sent, [])


def test_the_same_again_is_the_same_and_another_is_a_new_version(
    words: OfficersWords, olivia: User
) -> None:
    first = add(words, olivia)
    assert add(words, olivia, f" {MADE} ") == first
    second = add(words, olivia, "Where did you get this diploma?")
    assert list(Translation.objects.values_list("pk", "status")) == [
        (first.pk, "added"),
        (second.pk, "added"),
    ]
    assert shown_beside(words).text == second.text
    assert len(told("translation-added")) == 4


def test_what_was_sent_and_what_was_added_stays(words: OfficersWords, olivia: User) -> None:
    letter = words.application.letters.filter(kind__in=("question", "approval")).first()
    before = composed(letter, "en").paragraphs if letter else None
    made = add(words, olivia)
    if letter:
        letter.refresh_from_db()
        assert composed(letter, "en").paragraphs == before
    for column in ("text", "translator", "language", "status"):
        with pytest.raises(Error), transaction.atomic():
            Translation.objects.filter(pk=made.pk).update(**{column: "fr"})
    words.refresh_from_db()
    assert words.language == "fr"


def test_no_column_but_those_of_the_answer_changes_while_it_is_asked_for(
    file: Application, alice: User, olivia: User
) -> None:
    asked = translations.ask(ask(file, None, olivia), by=alice)
    assert asked is not None
    with pytest.raises(Error), transaction.atomic():
        Translation.objects.filter(pk=asked.pk).update(language="fr")


@pytest.mark.parametrize(
    ("text", "translator", "said"),
    [
        (" ", "Tom Webb", "Add the translation, or leave the translator’s name empty."),
        (MADE, " ", "Enter the name of the person who translated it."),
        (MADE, "T" * 251, "Enter the name of the person who translated it."),
        (f"{MADE}\x07", "Tom Webb", "The text contains a character that cannot be seen"),
    ],
)
def test_what_cannot_be_kept_is_said_and_adds_nothing(
    text: str, translator: str, said: str, file: Application, olivia: User
) -> None:
    asked = ask(file, None, olivia)
    with pytest.raises(NotUnderstood) as refused:
        translations.add(asked, text=text, translator=translator, by=olivia)
    assert [one.en.startswith(said) for one in refused.value.faults] == [True]
    assert Translation.objects.count() == 0


@pytest.mark.parametrize("private", [False, True])
def test_of_what_concerns_karim_he_is_told_and_the_others_unless_it_is_private(
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
    if private:
        for one in (alice, lucie):
            with pytest.raises(NotYours):
                translations.ask(asked, by=one)
    translations.ask(asked, by=karim_account)
    add(asked, olivia)
    both = ("translation-asked", "translation-added")
    his = [("Karim", f"own-{one}") for one in both]
    theirs = [] if private else [(who, one) for who in ("Alice", "Lucie") for one in both]
    assert told(*both, *(f"own-{one}" for one in both)) == sorted([*his, *theirs])


def test_nobody_asks_for_what_is_not_theirs_nor_of_what_they_wrote_themselves(
    words: OfficersWords, file: Application, bob: User, mathieu: User, alice: User, olivia: User
) -> None:
    for one in (bob, mathieu):
        with pytest.raises(NotYours):
            translations.ask(words, by=one)
    hers = correspondence.write(file, text="Et moi?", by=alice)
    with pytest.raises(NotYours):
        translations.ask(hers, by=alice)
    for one in (bob, alice):
        with pytest.raises(NotYours):
            add(words, one)
    assert (Translation.objects.count(), Correspondence.objects.get(pk=hers.pk).status) == (
        0,
        "waiting",
    )


def test_where_one_came_with_the_words_there_is_nothing_to_ask_for_and_a_better_one_takes_its_place(
    file: Application, alice: User, olivia: User
) -> None:
    came = Translated(language="fr", translation="Your diploma?", translator="Ann Lee")
    asked = reviews.ask(file, text=TEXT, document="", days=30, by=olivia, words=came)
    assert translations.ask(asked, by=alice) is None
    assert (shown_beside(asked).text, shown_beside(asked).added) == ("Your diploma?", None)
    add(asked, olivia)
    asked = Question.objects.get(pk=asked.pk)
    assert (shown_beside(asked).text, asked.translation) == (MADE, "Your diploma?")


def test_an_officer_writes_in_the_language_of_whom_the_words_concern(
    file: Application, husband: Person, karim_account: User, olivia: User
) -> None:
    User.objects.filter(pk=karim_account.pk).update(language="en")
    asked = reviews.ask(file, text="Where?", document="", days=30, person=husband, by=olivia)
    whole = reviews.ask(file, text="Où?", document="", days=30, by=olivia)
    written = correspondence.reply(file, text="Yes.", by=olivia, person=husband)
    assert [one.language for one in (asked, whole, written)] == ["en", "fr", "en"]
    letters.send_owed()
    messages.send_owed()
    subjects = {
        one.to[0]: one.subject for one in mail.outbox if "message" not in str(one.subject).lower()
    }
    assert subjects[karim_account.email].startswith("The office asks you for something by ")
    assert subjects["alice@example.test"].startswith("Le bureau vous demande quelque chose")
