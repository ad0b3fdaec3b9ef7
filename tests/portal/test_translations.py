"""Alice asks for a translation with one press, and reads it beside the officer's words; the office finds what is asked for."""

import html

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import accounts, correspondence, reviews, translations
from impplus.queries.translations import Translated
from impplus.records.models import Application, Correspondence, Person, Question, Translation, User
from impplus.words import formats
from tests.people import signed_in
from tests.portal import pages
from tests.portal.test_queries import cost

PRESS = "I need this in English"
IN_FRENCH = "J’ai besoin de ce texte en français"
ASKED = "You asked for a translation. We tell you by e-mail once it is there."


@pytest.fixture
def french(submitted: Application, alice: User, olivia: User) -> Question:
    """A question in French to Alice, who chose English."""
    accounts.choose_language("en", by=alice)
    reviews.take_oldest(by=olivia)
    submitted.refresh_from_db()
    return reviews.ask(
        submitted,
        text="Votre diplôme?",
        document="",
        days=30,
        by=olivia,
        words=Translated(language="fr"),
    )


def asking(of: str, words: Question | Correspondence) -> str:
    with override("en"):
        return reverse("portal:ask-translation", args=[words.application.number, of, words.pk])


def shown(browser: Client, address: str) -> str:
    return html.unescape(pages.words(browser.get(address)))


def test_one_press_asks_for_it_and_the_page_says_so(alices: Client, french: Question) -> None:
    there = pages.address("question", french.application)
    assert shown(alices, there).count(PRESS) == 1
    answer = alices.post(asking("question", french), follow=True)
    page = html.unescape(pages.words(answer))
    assert answer.redirect_chain == [(there, 302)]
    assert [page.count(one) for one in (ASKED, PRESS, "A translation was asked for on")] == [
        1,
        0,
        1,
    ]
    due = formats.day(french.due_on, "en").replace("\u00a0", " ")
    assert f"The last day to answer stays {due} while it is translated." in page
    alices.post(asking("question", french))
    assert Translation.objects.count() == 1


def test_the_translation_stands_beside_the_words_with_who_made_it_and_when(
    alices: Client, french: Question, olivia: User
) -> None:
    translations.add(french, text="Your diploma?", translator="Tom Webb", by=olivia)
    page = shown(alices, pages.address("question", french.application))
    assert [
        page.count('<div lang="fr"><p>Votre diplôme?</p></div>'),
        page.count('<div lang="en"><p>Your diploma?</p></div>'),
        page.count("Translation by Tom Webb, added on"),
        page.count(PRESS),
    ] == [1, 1, 1, 0]
    whole = b"".join(alices.get(pages.address("everything", french.application)).streaming_content)  # type: ignore[arg-type,attr-defined]
    assert b"questions.txt" in whole


def test_an_english_message_is_asked_for_in_french(
    alices: Client, sent: Application, olivia: User
) -> None:
    made = correspondence.reply(sent, text="Yes.", by=olivia, words=Translated(language="en"))
    there = pages.address("messages", sent, "fr")
    assert shown(alices, there).count(IN_FRENCH) == 1
    assert alices.post(asking("message", made)).headers["Location"] == pages.address(
        "messages", sent
    )
    assert Translation.objects.get().language == "fr"
    assert "Une traduction a été demandée le" in shown(alices, there)


def test_words_in_the_language_of_the_page_offer_no_translation(
    alices: Client, french: Question
) -> None:
    page = shown(alices, pages.address("question", french.application, "fr"))
    assert [one for one in (PRESS, IN_FRENCH, "Écrit en") if one in page] == []


def test_what_is_karims_alone_alice_cannot_ask_for(
    alices: Client, his: Client, family: Application, karim: Person, olivia: User
) -> None:
    karim.delegations.update(private=True)
    words = Translated(language="fr")
    made = reviews.ask(
        family, text="Et vous?", document="", days=30, person=karim, by=olivia, words=words
    )
    assert alices.post(asking("question", made)).status_code == 404
    assert his.post(asking("question", made)).status_code == 302
    assert his.post(asking("decision", made)).status_code == 404
    assert his.post(asking("letter", made)).status_code == 404
    status = shown(alices, pages.address("status", family))
    assert ("translation" in status.lower(), Translation.objects.count()) == (False, 1)


def test_the_office_finds_the_request_and_adds_what_somebody_translated(
    alices: Client, french: Question, olivia: User
) -> None:
    desk, number = signed_in(olivia), french.application.number
    listed = "/en/desk/translations/"
    assert "No translation is asked for." in shown(desk, listed)
    alices.post(asking("question", french))
    page = shown(desk, listed)
    there = f"/en/desk/files/{number}/translations/question/{french.pk}/"
    assert (page.count(f'href="{there}"'), page.count("A question, into English")) == (1, 1)
    assert "Translations asked for</a>" not in page
    assert "A translation is asked for" in shown(desk, "/en/desk/")
    pages_of_it = [shown(desk, f"/en/desk/files/{number}/{one}") for one in ("", "questions/")]
    assert [one.count("A translation is asked for") for one in pages_of_it] == [1, 1]
    empty = desk.post(there, {"text": " ", "translator": "Tom Webb"})
    assert (empty.status_code, Translation.objects.get().status) == (422, "asked")
    assert "Tom Webb" in pages.words(empty)
    sent = {"text": "Your diploma?", "translator": "Tom Webb"}
    assert [desk.post(there, sent).status_code for _ in range(2)] == [302, 302]
    assert [one.status for one in Translation.objects.all()] == ["added"]
    assert "No translation is asked for." in shown(desk, listed)
    assert shown(desk, there).count("Your diploma?") == 2
    assert desk.get(f"/en/desk/files/{number}/translations/letter/{french.pk}/").status_code == 404


def test_an_officer_reads_which_language_a_member_chose(
    family: Application, karim: Person, olivia: User, alices: Client
) -> None:
    account = karim.delegations.get().account
    User.objects.filter(pk=account.pk).update(language="en")  # type: ignore[union-attr]
    desk = signed_in(olivia)
    page = shown(desk, reverse("desk:question", args=[family.number]))
    assert (
        page.count("Karim Idrissi chose English: write in English what concerns this person.") == 1
    )
    assert page.count("Karim Idrissi – has an account of their own (chose English)") == 1
    correspondence.write(family, text="Hello?", by=account, language="en")  # type: ignore[arg-type]
    there = reverse("desk:messages", args=[family.number])
    assert shown(desk, there).count("Karim Idrissi (chose English)") == 1
    assert desk.get(there).context["form"]["language"].value() == "en"
    assert (
        shown(desk, reverse("desk:file", args=[family.number])).count("Karim Idrissi – English")
        == 1
    )


def test_thirty_translations_cost_what_one_does(
    alices: Client, french: Question, olivia: User
) -> None:
    there = pages.address("question", french.application)
    desk = signed_in(olivia)
    listed = "/en/desk/translations/"
    translations.add(french, text="1", translator="Tom Webb", by=olivia)
    one = cost(alices, there), cost(desk, listed)
    for number in range(29):
        translations.add(french, text=f"{number}?", translator="Tom Webb", by=olivia)
    assert (cost(alices, there), cost(desk, listed)) == one


def test_the_reasons_of_a_return_are_translated_after_they_were_sent(
    alices: Client, alice: User, submitted: Application, olivia: User
) -> None:
    reviews.take_oldest(by=olivia)
    submitted.refresh_from_db()
    reviews.return_incomplete(submitted, reasons="Il manque une page.", by=olivia)
    accounts.choose_language("en", by=alice)
    letter = submitted.letters.get(kind="returned")
    there = reverse("portal:letter", args=[submitted.number, letter.pk])
    assert shown(alices, there).count(PRESS) == 1
    with override("en"):
        asks = reverse("portal:ask-translation", args=[submitted.number, "letter", letter.pk])
    assert shown(alices, there).count("A translation was asked for on") == 0
    answer = alices.post(asks, follow=True)
    assert (answer.redirect_chain, html.unescape(pages.words(answer)).count(ASKED)) == (
        [(there, 302)],
        1,
    )
    with override("en"):
        adds = reverse("desk:translate", args=[submitted.number, "letter", letter.pk])
        listed = reverse("desk:translations-asked")
    assert shown(signed_in(olivia), listed).count("The reasons in a letter, into English") == 1
    assert shown(signed_in(olivia), adds).count("Il manque une page.") == 1
    signed_in(olivia).post(adds, {"text": "A page is missing.", "translator": "Tom Webb"})
    page = shown(alices, there)
    assert [
        page.count(one)
        for one in ("A page is missing.", "Translation by Tom Webb, added on", PRESS)
    ] == [1, 1, 0]


def test_a_letter_without_reasons_of_its_own_has_nothing_to_translate(
    alices: Client, sent: Application
) -> None:
    letter = sent.letters.get(kind="receipt")
    with override("en"):
        asks = reverse("portal:ask-translation", args=[sent.number, "letter", letter.pk])
    assert (alices.post(asks).status_code, Translation.objects.count()) == (404, 0)
