"""What somebody wrote keeps its language, whichever its reader chooses later, and what a human translated stands beside it."""

import html
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from impplus.actions import accounts, correspondence, decisions, reviews
from impplus.outside import pdf
from impplus.programmes import IMP_PLUS
from impplus.queries.letters.layout import composed
from impplus.queries.refusals import NotUnderstood
from impplus.queries.translations import Translated
from impplus.records.models import Application, Correspondence, Question, User
from impplus.rules.settings import Setting, Settings
from impplus.words.text import Text
from tests.decided import falling
from tests.heard import heard
from tests.people import signed_in
from tests.portal import pages

FRENCH = "(The officer wrote this in French. It is not translated.)"
SAID = "Written in French by the officer, and not translated."


@pytest.fixture
def french(submitted: Application, alice: User, olivia: User) -> Question:
    """A question in French; then its reader, who had chosen French, chooses English."""
    Application.objects.update(language="fr")
    submitted.refresh_from_db()
    reviews.take_oldest(by=olivia)
    made = reviews.ask(submitted, text="Votre diplôme?", document="", days=30, by=olivia)
    accounts.choose_language("en", by=alice)
    return Question.objects.get(pk=made.pk)


def test_a_question_says_its_language_on_a_page_in_the_other_one(
    alices: Client, french: Question
) -> None:
    address = pages.address("question", french.application)
    shown = html.unescape(pages.words(alices.get(address)))
    assert shown.count('<div lang="fr"><p>Votre diplôme?</p></div>') == 1
    assert shown.count(SAID) == 1
    address = pages.address("question", french.application, "fr")
    shown = html.unescape(pages.words(alices.get(address)))
    assert (shown.count('<div lang="fr"><p>Votre diplôme?</p></div>'), FRENCH in shown) == (
        1,
        False,
    )


def test_the_mark_goes_by_the_page_and_not_by_the_account(
    alices: Client, alice: User, french: Question
) -> None:
    accounts.choose_language("fr", by=alice)
    english, other = (
        html.unescape(pages.words(alices.get(pages.address("question", french.application, one))))
        for one in ("en", "fr")
    )
    assert (english.count(SAID), english.count("I need this in English")) == (1, 1)
    assert (other.count("Écrit en français"), other.count("J’ai besoin de ce texte")) == (0, 0)


def test_an_officer_who_reads_in_english_is_told_too(olivia: User, french: Question) -> None:
    desk = signed_in(olivia).get(f"/en/desk/files/{french.application.number}/questions/")
    shown = html.unescape(pages.words(desk))
    assert shown.count('<div lang="fr"><p>Votre diplôme?</p></div>') == 1
    assert shown.count(SAID) == 1


def test_a_letter_marks_it_on_the_page_and_in_the_pdf(alices: Client, french: Question) -> None:
    letter = french.application.letters.get(kind="question")
    assert composed(letter, "fr").own == []
    made = composed(letter, "en")
    place = made.paragraphs.index("Votre diplôme?")
    assert (made.own, made.own_language) == (["Votre diplôme?"], "fr")
    assert made.paragraphs[place + 1] == FRENCH
    with pikepdf.open(BytesIO(pdf.render("letter", made.facts(), "en"))) as document:
        spoken = {str(one.get("/Lang", "")) for one in dictionaries(document)}
    assert {"fr", "en"} <= {one[:2] for one in spoken}
    with pikepdf.open(BytesIO(pdf.render("letter", composed(letter, "fr").facts(), "fr"))) as one:
        assert {str(each.get("/Lang", ""))[:2] for each in dictionaries(one)} - {""} == {"fr"}


def test_a_refusal_marks_the_reason_of_each_finding(
    alices: Client, alice: User, submitted: Application, olivia: User
) -> None:
    reviews.take_oldest(by=olivia)
    reviews.complete(submitted, by=olivia)
    unmet = {"passport": "Passeport expiré."}
    submitted.refresh_from_db()
    heard(submitted, "passport", by=olivia)
    decisions.refuse(submitted, unmet=unmet, reasons="Vu.", falling=falling(submitted), by=olivia)
    accounts.choose_language("en", by=alice)
    letter = submitted.letters.get(kind="refusal")
    made = composed(letter, "en")
    noted = [
        one for part in made.sections for one in part.get("points", ()) if isinstance(one, dict)
    ]
    assert [one["own"] for one in noted] == ["Passeport expiré."]
    assert [one["text"].count(FRENCH) for one in noted] == [1]
    status = html.unescape(pages.words(alices.get(pages.address("status", submitted))))
    assert status.count('<div lang="fr"><p>Passeport expiré.</p></div>') == 1
    assert status.count(SAID) == 2  # of the reasons as a whole, and of this one
    status = html.unescape(pages.words(alices.get(pages.address("status", submitted, "fr"))))
    assert status.count("Écrit en français") == 0
    shown = html.unescape(
        pages.words(alices.get(f"/en/application/{submitted.number}/letters/{letter.pk}/"))
    )
    assert shown.count('<span lang="fr">Passeport expiré.</span>') == 1
    with pikepdf.open(BytesIO(pdf.render("letter", made.facts(), "en"))) as document:
        assert {"fr", "en"} <= {str(one.get("/Lang", ""))[:2] for one in dictionaries(document)}
    assert all(
        isinstance(one, str)
        for part in composed(letter, "fr").sections
        for one in part.get("points", ())
    )


def test_what_was_missing_of_a_returned_application_says_its_language(
    alices: Client, alice: User, submitted: Application, olivia: User
) -> None:
    reviews.take_oldest(by=olivia)
    submitted.refresh_from_db()
    reviews.return_incomplete(submitted, reasons="Il manque une page.", by=olivia)
    accounts.choose_language("en", by=alice)
    status = html.unescape(pages.words(alices.get(pages.address("status", submitted))))
    assert status.count('<div lang="fr"><p>Il manque une page.</p></div>') == 1
    assert status.count(SAID) == 1


def test_what_alice_writes_has_the_language_of_her_page(alices: Client, asked: Question) -> None:
    assert asked.application.language == "fr"
    number = asked.application.number
    alices.post(f"/en/application/{number}/messages/", {"text": "Is my file there?"})
    alices.post(f"/en/application/{number}/questions/{asked.pk}/", {"answer": "In Rabat."})
    shown = html.unescape(pages.words(alices.get(f"/fr/demande/{number}/questions/{asked.pk}/")))
    assert Correspondence.objects.get().language == "en"
    assert Question.objects.get().answer_language == "en"
    assert shown.count('<div class="panel" lang="en"><p>In Rabat.</p></div>') == 1


TRANSLATED = Translated(language="fr", translation="Your diploma?", translator="Tom Webb")
BINDS = (
    "Written in French by the officer. That text is the one that counts. Translation by Tom Webb:"
)


def test_a_translation_stands_beside_the_question_and_in_the_letter(
    alices: Client, submitted: Application, olivia: User
) -> None:
    reviews.take_oldest(by=olivia)
    asked = reviews.ask(
        submitted, text="Votre diplôme?", document="", days=30, by=olivia, words=TRANSLATED
    )
    shown = html.unescape(pages.words(alices.get(pages.address("question", submitted))))
    assert [
        shown.count('<div lang="fr"><p>Votre diplôme?</p></div>'),
        shown.count(BINDS),
        shown.count('<div lang="en"><p>Your diploma?</p></div>'),
    ] == [1, 1, 1]
    made = composed(submitted.letters.get(kind="question"), "en")
    place = made.paragraphs.index("Votre diplôme?")
    assert made.paragraphs[place + 1 : place + 3] == [
        "(The officer wrote this in French, and that text is the one that counts. Translation by Tom Webb:)",
        "Your diploma?",
    ]
    assert (asked.language, asked.translator) == ("fr", "Tom Webb")


def test_a_message_of_the_office_shows_its_translation(
    alices: Client, submitted: Application, olivia: User
) -> None:
    desk = signed_in(olivia)
    written = {
        "person": "all",
        "text": "Oui, nous l’avons.",
        "language": "fr",
        "translation": "Yes, we have it.",
        "translator": "Tom Webb",
    }
    desk.post(f"/en/desk/files/{submitted.number}/messages/", written)
    shown = html.unescape(pages.words(alices.get(pages.address("messages", submitted))))
    assert (shown.count(BINDS), shown.count('<div lang="en"><p>Yes, we have it.</p></div>')) == (
        1,
        1,
    )


@pytest.mark.parametrize(
    ("translation", "translator", "said"),
    [
        ("Your diploma?", "", "Enter the name of the person who translated it."),
        ("", "Tom Webb", "Add the translation, or leave the translator’s name empty."),
    ],
)
def test_a_translation_and_its_translator_come_together(
    submitted: Application, olivia: User, translation: str, translator: str, said: str
) -> None:
    words = Translated(language="fr", translation=translation, translator=translator)
    with pytest.raises(NotUnderstood) as refused:
        correspondence.reply(submitted, text="Oui.", by=olivia, words=words)
    assert [one.en for one in refused.value.faults] == [said]
    assert Correspondence.objects.count() == 0


def test_where_the_programme_asks_for_it_nothing_goes_out_untranslated(
    submitted: Application, olivia: User, this_day: date
) -> None:
    asks = Setting(
        key="translation-required", title=Text("Asked", "Exigée"), value=True, since=this_day
    )
    rows = (*IMP_PLUS.settings.rows, asks)
    submitted.programme = replace(IMP_PLUS, settings=Settings(rows))
    with pytest.raises(NotUnderstood, match="The applicant chose French"):
        correspondence.reply(submitted, text="Yes.", by=olivia, words=Translated(language="en"))
    assert Correspondence.objects.count() == 0
    correspondence.reply(submitted, text="Oui.", by=olivia, words=Translated(language="fr"))
    both = Translated(language="en", translation="Si.", translator="Tom Webb")
    correspondence.reply(submitted, text="Yes.", by=olivia, words=both)
    said = Correspondence.objects.values_list("text", "language", "translation")
    assert list(said) == [("Oui.", "fr", ""), ("Yes.", "en", "Si.")]


def test_no_text_changes_its_language_afterwards(asked: Question, alice: User) -> None:
    reviews.answer(asked, text="À Rabat.", by=alice, language="fr")
    for column in ("language", "answer_language", "translation"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Question.objects.update(**{column: "en"})
    written = correspondence.write(asked.application, text="Oui.", by=alice, language="fr")
    with pytest.raises(IntegrityError), transaction.atomic():
        Correspondence.objects.filter(pk=written.pk).update(language="en")


def dictionaries(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every dictionary of a document."""
    return [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
