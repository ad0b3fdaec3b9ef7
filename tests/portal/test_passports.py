"""What is read on the picture of Alice's passport: said beside it, compared with her answers, and no wall."""

from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import answers, applications, reviews
from impplus.queries import contradictions, readiness
from impplus.queries.file import file_of
from impplus.queries.hints import PASSPORT, UNREAD
from impplus.queries.passports import read_on
from impplus.records.models import Application, Document, Intake, Question, User
from impplus.rules.form import Answer
from tests import people
from tests.outside.files.passports import ANNA, as_jpeg, page, with_digits
from tests.portal import pages

READ = {
    "passport_number": "AB1234567",
    "passport_expires": date(2034, 5, 1),
    "born": date(1990, 4, 1),
}
LINES = "P<UTOBENALI<<ALICE".ljust(44, "<"), with_digits("AB1234567", "900401", "F", "340501")


def slot(application: Application, key: str, language: str = "en") -> str:
    whose = "spouse" if key == "marriage-certificate" else "principal"
    person = application.people.get(relation=whose).pk
    with override(language):
        return reverse("portal:upload", args=[application.number, person, key])


def shown(alices: Client, application: Application, key: str, language: str = "en") -> str:
    return unescape(pages.words(alices.get(slot(application, key, language))))


def sends(
    alices: Client, application: Application, key: str, name: str, content: bytes
) -> Document:
    sent = alices.post(slot(application, key), {"file": SimpleUploadedFile(name, content)})
    assert sent.status_code == 302
    return Document.objects.latest("pk")


def a_passport(lines: tuple[str, ...] = LINES) -> bytes:
    return as_jpeg(page(lines))


def asked(application: Application, language: str) -> list[list[tuple[str, str]]]:
    """The facts of each question about the picture of a passport."""
    application.refresh_from_db()
    return [
        [(getattr(fact.label, language), fact.value) for fact in one.facts]
        for one in contradictions.of(file_of(application), language)
        if one.kind == "passport-picture"
    ]


def test_what_was_read_on_it_is_said_in_both_languages(alices: Client, draft: Application) -> None:
    document = sends(alices, draft, "passport", "passport.jpg", a_passport())
    assert document.zone == "\n".join(LINES)
    english, french = (shown(alices, draft, "passport", one) for one in ("en", "fr"))
    assert english.count("We read on it: number AB1234567, valid until May 1, 2034.") == 1
    said = "Nous y avons lu : numéro AB1234567, valide jusqu’au 1er mai 2034."
    assert french.count(said) == 1
    assert [one for one in (PASSPORT, UNREAD) if one.title.en in english] == []


def test_a_passport_on_its_side_and_one_in_a_pdf_are_read_too(
    alices: Client, draft: Application
) -> None:
    turned = as_jpeg(page(LINES).rotate(90, expand=True))
    assert sends(alices, draft, "passport", "side.jpg", turned).zone == "\n".join(LINES)
    pdf = BytesIO()
    page(LINES).save(pdf, "PDF")
    assert sends(alices, draft, "passport", "scan.pdf", pdf.getvalue()).zone == "\n".join(LINES)


def test_a_passport_in_the_place_of_a_marriage_certificate_is_a_hint(
    alices: Client, ready_draft: Application
) -> None:
    document = sends(alices, ready_draft, "marriage-certificate", "paper.jpg", a_passport())
    assert document.zone == "\n".join(LINES)
    for language in ("en", "fr"):
        text = shown(alices, ready_draft, "marriage-certificate", language)
        assert getattr(PASSPORT.title, language) in text
        assert getattr(PASSPORT.advice, language) in text
    assert "We read on it" not in shown(alices, ready_draft, "marriage-certificate")


def test_where_no_zone_is_read_a_picture_is_asked_about_and_a_pdf_is_not(
    alices: Client, draft: Application
) -> None:
    sends(alices, draft, "passport", "passport.jpg", a_passport(()))
    for language in ("en", "fr"):
        assert getattr(UNREAD.title, language) in shown(alices, draft, "passport", language)
    sends(alices, draft, "passport", "other-page.jpg", a_passport())
    assert UNREAD.title.en not in shown(alices, draft, "passport")


def test_of_a_pdf_without_a_zone_nothing_is_asked(alices: Client, draft: Application) -> None:
    assert sends(alices, draft, "passport", "passport.pdf", people.a_pdf()).zone == ""
    assert UNREAD.title.en not in shown(alices, draft, "passport")


@pytest.mark.parametrize(
    ("field", "answer", "english", "french"),
    [
        (
            "passport_number",
            "AB1234568",
            ("Picture of the passport: number", "AB1234567"),
            ("Image du passeport\u00a0: numéro", "AB1234567"),
        ),
        (
            "passport_expires",
            date(2034, 5, 2),
            ("Picture of the passport: date of expiry", "May\u00a01,\u00a02034"),
            ("Image du passeport\u00a0: date d’expiration", "1er\u00a0mai\u00a02034"),
        ),
        (
            "born",
            date(1990, 1, 4),
            ("Picture of the passport: date of birth", "April\u00a01,\u00a01990"),
            ("Image du passeport\u00a0: date de naissance", "1er\u00a0avril\u00a01990"),
        ),
    ],
)
def test_what_differs_from_her_answer_is_a_question_with_both_facts(
    field: str,
    answer: Answer,
    english: tuple[str, str],
    french: tuple[str, str],
    alices: Client,
    paid_draft: Application,
) -> None:
    sends(alices, paid_draft, "passport", "passport.jpg", a_passport())
    people.let_say(paid_draft.people.filter(relation="principal"), **READ | {field: answer})
    (in_english,), (in_french,) = (asked(paid_draft, one) for one in ("en", "fr"))
    assert (in_english[1], in_french[1]) == (english, french)
    assert in_english[0][0] != in_english[1][0]
    review = unescape(pages.words(alices.get(pages.address("review", paid_draft))))
    assert review.count("What does the passport say?") == 1
    assert readiness.of(file_of(paid_draft)).gaps == ()


@pytest.mark.parametrize("written", ["AB1234567", "ab 123 4567", "AB-1234567", " AB 12-34567 "])
def test_spaces_and_hyphens_in_the_number_make_no_difference(
    written: str, alices: Client, paid_draft: Application
) -> None:
    sends(alices, paid_draft, "passport", "passport.jpg", a_passport())
    told = READ | {"passport_number": written}
    people.let_say(paid_draft.people.filter(relation="principal"), **told)
    assert asked(paid_draft, "en") == []


def test_she_says_why_it_is_right_submits_and_the_officer_reads_it(
    alices: Client, paid_draft: Application, alice: User, olivia: User, intake: Intake
) -> None:
    sends(alices, paid_draft, "passport", "passport.jpg", a_passport())
    told = READ | {"passport_number": "XY7654321"}
    people.let_say(paid_draft.people.filter(relation="principal"), **told)
    paid_draft.refresh_from_db()
    (one,) = (
        one
        for one in contradictions.of(file_of(paid_draft), "en")
        if one.kind == "passport-picture"
    )
    because = "I renewed it after the picture."
    answers.explain(paid_draft, mark=one.mark, because=because, by=alice)
    applications.submit(paid_draft, signature="Alice Benali", by=alice)
    reviews.take_oldest(by=olivia)
    desk = unescape(
        pages.words(people.signed_in(olivia).get(f"/en/desk/files/{paid_draft.number}/answers/"))
    )
    assert "What does the passport say?" in desk
    assert [
        one for one in ("XY7654321", "Picture of the passport: number") if one not in desk
    ] == []
    assert f"Explained: {because}" in desk


def test_what_is_no_zone_in_a_record_is_read_as_none(alices: Client, draft: Application) -> None:
    document = sends(alices, draft, "passport", "passport.jpg", a_passport())
    Document.objects.filter(pk=document.pk).update(zone="P<UTO\nnot a zone")
    assert read_on(file_of(draft)) == {}
    assert "We read on it" not in shown(alices, draft, "passport")


@pytest.mark.parametrize(
    ("nationality", "issuer", "found"),
    [("MAR", "MAR", []), ("FRA", "MAR", ["nationality"]), ("D<<", "D<<", ["nationality", "passport_country"]), ("UTO", "UNO", []), ("QQQ", "MAR", [])],
)  # fmt: skip
def test_a_name_and_a_country_that_the_picture_writes_otherwise_are_questions(
    nationality: str, issuer: str, found: list[str], alices: Client, paid_draft: Application
) -> None:
    second = with_digits("AB1234567", "900401", "F", "340501").replace("UTO", nationality)
    lines = ANNA[0].replace("UTO", issuer), second
    document = sends(alices, paid_draft, "passport", "passport.jpg", a_passport())
    Document.objects.filter(pk=document.pk).update(zone="\n".join(lines))
    people.let_say(paid_draft.people.filter(relation="principal"), **READ)
    paid_draft.refresh_from_db()
    noticed = contradictions.of(file_of(paid_draft), "en")
    (one,) = (one for one in noticed if one.kind in contradictions.OF_PICTURE)
    assert one.kind == ("whose-passport" if found else "passport-names")
    names = ["ERIKSSON", "ANNA MARIA"]
    country = {"FRA": "France", "D<<": "Germany"}
    assert [fact.value for fact in one.facts[1::2]] == [
        *[country.get(nationality)] * len(found),
        *names,
    ]
    assert readiness.of(file_of(paid_draft)).gaps == ()


def test_the_sex_that_the_picture_shows_is_a_question_beside_what_she_answered(
    alices: Client, paid_draft: Application
) -> None:
    document = sends(alices, paid_draft, "passport", "passport.jpg", a_passport())
    other = LINES[0], with_digits("AB1234567", "900401", "M", "340501")
    Document.objects.filter(pk=document.pk).update(zone="\n".join(other))
    people.let_say(paid_draft.people.filter(relation="principal"), **READ, sex="F")
    review = unescape(pages.words(alices.get(pages.address("review", paid_draft))))
    assert review.count("Which letter does the passport show?") == 1
    assert review.count("Picture of the passport: sex") == 1
    people.let_say(paid_draft.people.filter(relation="principal"), sex="X")
    review = unescape(pages.words(alices.get(pages.address("review", paid_draft))))
    assert review.count("Which letter does the passport show?") == 0


def test_a_wrong_passport_is_one_question_and_a_note_beside_the_file_in_both_languages(
    alices: Client, paid_draft: Application
) -> None:
    sends(alices, paid_draft, "passport", "passport.jpg", a_passport((ANNA[0], LINES[1])))
    whose = {
        "en": "Is this the passport of Alice Benali?",
        "fr": "Est-ce bien le passeport d’Alice Benali?",
    }
    for language, question in whose.items():
        review = unescape(pages.words(alices.get(pages.address("review", paid_draft, language))))
        assert review.count(f">{question}</a>") == 1
        assert shown(alices, paid_draft, "passport", language).count(f">{question}</a>") == 1


def test_a_passport_sent_for_a_question_is_read_as_in_its_own_place(
    alices: Client, sent: Application, asked_for: Question
) -> None:
    there = pages.address("question", sent)
    file = SimpleUploadedFile("passport.jpg", a_passport())
    page = alices.post(there, {"answer": "Voici.", "file": file, "_add": "1"}, follow=True)
    said = "We read on it: number AB1234567, valid until May 1, 2034."
    assert said in unescape(pages.words(page))


@pytest.fixture
def asked_for(asked: Question) -> Question:
    """A question of the office that asks for the page of the passport."""
    Question.objects.filter(pk=asked.pk).update(document="passport")
    return asked


def test_one_photo_sent_for_two_people_is_a_hint_on_the_page_of_both(
    alices: Client, ready_draft: Application
) -> None:
    child = ready_draft.people.get(relation="child").pk
    mother = ready_draft.people.get(relation="principal").pk
    for language, said in (
        ("en", "The same file as elsewhere"),
        ("fr", "Le même fichier qu’ailleurs"),
    ):
        with override(language):
            pair = [
                reverse("portal:upload", args=[ready_draft.number, one, "photo"])
                for one in (mother, child)
            ]
        if language == "en":
            for there in pair:
                file = SimpleUploadedFile("face.jpg", a_passport())
                assert alices.post(there, {"file": file}).status_code == 302
        for there in pair:
            text = unescape(pages.words(alices.get(there)))
            assert f"<strong>{said}</strong>" in text
