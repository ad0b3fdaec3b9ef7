"""What is asked of Karim, at his pages and at Alice’s: where he keeps answers private she sees that it was asked, and by when."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import mandates, reviews
from impplus.queries.clock import today
from impplus.records.models import Application, Document, Person, Question, User
from impplus.words import formats
from tests.people import a_pdf, signed_in
from tests.portal import pages
from tests.portal.parts import begin
from tests.portal.test_queries import cost

TEXT = "Où avez-vous travaillé en 2019?"


@pytest.fixture
def asked_of_him(
    family: Application, karim: Person, olivia: User, request: pytest.FixtureRequest
) -> Question:
    """What Olivia asks about Karim; he keeps his answers private where the test says so."""
    karim.delegations.update(private=getattr(request, "param", False))
    return reviews.ask(family, text=TEXT, document="", days=30, person=karim, by=olivia)


def at(name: str, file: Application, *rest: object, language: str = "en") -> str:
    with override(language):
        return reverse(f"portal:{name}", args=[file.number, *rest])


@pytest.mark.parametrize("asked_of_him", [True], indirect=True)
@pytest.mark.parametrize(
    ("language", "sentence", "earlier"),
    [
        ("en", "A question was asked of Karim Idrissi", "A question to Karim Idrissi, which is private"),
        ("fr", "Une question a été posée à Karim Idrissi", "Une question privée, posée à Karim Idrissi"),
    ],
)  # fmt: skip
def test_alice_sees_that_he_was_asked_and_by_when_and_nothing_else(
    language: str,
    sentence: str,
    earlier: str,
    his: Client,
    alices: Client,
    lucies: Client,
    alice: User,
    lucie: User,
    family: Application,
    asked_of_him: Question,
) -> None:
    mandates.give(family, lawyer=lucie, signature="Alice Benali", by=alice)
    there = at("status", family, language=language)
    shown = pages.words(alices.get(there))
    day = " ".join(formats.day(asked_of_him.due_on, language).split())
    assert (shown.count(sentence), day in shown, TEXT in shown) == (1, True, False)
    for name in ("question", "more-time"):
        address = at(name, family, asked_of_him.pk)
        assert [one.get(address).status_code for one in (alices, lucies, his)] == [404, 404, 200]
        assert alices.post(address, {"answer": "À Fès."}).status_code == 404
    sending = at("begin-answer-upload", family, asked_of_him.pk)
    assert [begin(one, sending, 10).status_code for one in (alices, his)] == [404, 201]
    his.delete(begin(his, sending, 10).headers["Location"], headers={"Tus-Resumable": "1.0.0"})
    asked_of_him.uploads.all().delete()
    scan = SimpleUploadedFile("contract.pdf", a_pdf("contract"))
    done = his.post(at("question", family, asked_of_him.pk), {"answer": "À Rabat.", "file": scan})
    assert done.headers["Location"] == at("question", family, asked_of_him.pk)
    after = pages.words(alices.get(there))
    assert (after.count(earlier), "Rabat." in after, "contract" in after) == (1, False, False)
    file = Document.objects.get(question=asked_of_him)
    assert alices.get(at("preview", family, file.pk)).status_code == 404


def test_he_answers_on_his_own_pages_and_the_office_reads_it(
    his: Client, family: Application, asked_of_him: Question, olivia: User
) -> None:
    mine = pages.words(his.get(at("my-part", family)))
    assert [mine.count(one) for one in ("Your turn: one question", TEXT)] == [1, 1]
    there = at("question", family, asked_of_him.pk)
    page = pages.words(his.get(there))
    assert (page.count("Back to your part"), page.count("It is about")) == (1, 0)
    assert his.post(there, {"answer": "À Rabat."}).headers["Location"] == there
    assert pages.words(his.get(at("my-part", family))).count("Earlier questions") == 1
    desk = signed_in(olivia)
    file = "".join(
        pages.words(desk.get(reverse(f"desk:{one}", args=[family.number])))
        for one in ("questions", "history")
    )
    said = (
        "<p> About Karim Idrissi </p>",
        "À Rabat.",
        'An officer asked a question.<br> <span class="muted"> About Karim Idrissi ·',
    )
    assert [file.count(one) for one in said] == [1, 1, 1]


def test_what_he_does_not_keep_private_alice_reads_and_may_answer(
    alices: Client, family: Application, asked_of_him: Question
) -> None:
    shown = pages.words(alices.get(at("status", family)))
    assert [shown.count(one) for one in ("We need something about Karim Idrissi", TEXT)] == [1, 1]
    there = at("question", family, asked_of_him.pk)
    assert pages.words(alices.get(there)).count("It is about Karim Idrissi.") == 1
    assert alices.post(there, {"answer": "À Rabat."}).status_code == 302
    happened = pages.words(alices.get(at("status", family)))
    assert (
        happened.count('asked a question.</strong><br> <span class="small muted"> About Karim') == 1
    )


def test_he_sees_no_question_about_the_others(
    his: Client, family: Application, olivia: User
) -> None:
    sami = family.people.get(relation="child")
    for person in (None, sami):
        asked = reviews.ask(family, text=TEXT, document="", days=30, person=person, by=olivia)
        assert his.get(at("question", family, asked.pk)).status_code == 404
        assert his.get(at("more-time", family, asked.pk)).status_code == 404
    assert TEXT not in pages.words(his.get(at("my-part", family)))


def test_of_what_a_member_alone_answers_the_member_acts_next(
    alices: Client, family: Application, asked_of_him: Question, karim: Person
) -> None:
    next_one = "<strong>Next action by:</strong> {who} <br>"
    shown = pages.words(alices.get(at("status", family)))
    assert shown.count(next_one.format(who="you")) == 1
    karim.delegations.update(private=True)
    shown = pages.words(alices.get(at("status", family)))
    assert shown.count(next_one.format(who="a family member")) == 1


@pytest.mark.parametrize("asked_of_him", [True], indirect=True)
def test_the_last_day_that_she_reads_is_that_of_what_she_is_asked(
    alices: Client, family: Application, asked_of_him: Question, olivia: User
) -> None:
    hers = reviews.ask(family, text="Où vivez-vous?", document="", days=45, by=olivia)
    shown = pages.words(alices.get(at("status", family)))
    last = "By when:</strong> {}"
    days = [" ".join(formats.day(one.due_on, "en").split()) for one in (asked_of_him, hers)]
    assert [shown.count(last.format(one)) for one in days] == [0, 1]


def test_an_officer_chooses_whom_a_question_concerns(
    family: Application, olivia: User, karim: Person
) -> None:
    karim.delegations.update(private=True)
    desk, there = signed_in(olivia), reverse("desk:question", args=[family.number])
    page = pages.words(desk.get(there))
    assert page.count("Karim Idrissi – answers in private, in an account of their own") == 1
    sent = {"text": TEXT, "language": "en", "document": "", "days": "30"}
    assert desk.post(there, sent | {"person": "12345678"}).status_code == 422
    assert Question.objects.count() == 0
    for whom in ("all", str(karim.pk), str(karim.pk)):
        assert desk.post(there, sent | {"person": whom}).status_code == 302
    assert list(Question.objects.values_list("person", flat=True)) == [None, karim.pk]


def test_thirty_questions_cost_what_one_does(
    his: Client, alices: Client, family: Application, asked_of_him: Question, olivia: User
) -> None:
    status, mine = at("status", family), at("my-part", family)
    one = cost(alices, status), cost(his, mine)
    for number in range(29):
        Question.objects.create(
            application=family,
            person=asked_of_him.person,
            asked_by=olivia,
            text=f"{number}?",
            due_on=today_of(family),
        )
    assert (cost(alices, status), cost(his, mine)) == one


def today_of(file: Application) -> date:
    return today(file.programme)
