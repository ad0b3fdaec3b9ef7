"""What an officer wrote is in the applicant's language, on a page or a letter in the other one too, which says so."""

import html
from io import BytesIO

import pikepdf
import pytest
from django.test import Client

from impplus.actions import decisions, reviews
from impplus.outside import pdf
from impplus.queries.letters.layout import composed
from impplus.records.models import Application, Question, User
from tests.people import signed_in
from tests.portal import pages

FRENCH = "(The officer wrote this in French. It is not translated.)"
SAID = "Written in French by the officer, and not translated."


@pytest.fixture
def french(asked: Question) -> Question:
    """A question about a file whose applicant chose French."""
    Application.objects.update(language="fr")
    return Question.objects.get()


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


def test_an_officer_who_reads_in_english_is_told_too(olivia: User, french: Question) -> None:
    desk = signed_in(olivia).get(f"/en/desk/files/{french.application.number}/")
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
    alices: Client, submitted: Application, olivia: User
) -> None:
    Application.objects.update(language="fr")
    submitted.refresh_from_db()
    reviews.take_oldest(by=olivia)
    reviews.complete(submitted, by=olivia)
    decisions.refuse(submitted, unmet={"passport": "Passeport expiré."}, reasons="Vu.", by=olivia)
    letter = submitted.letters.get(kind="refusal")
    made = composed(letter, "en")
    noted = [
        one for part in made.sections for one in part.get("points", ()) if isinstance(one, dict)
    ]
    assert [one["own"] for one in noted] == ["Passeport expiré."]
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


def dictionaries(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every dictionary of a document."""
    return [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
