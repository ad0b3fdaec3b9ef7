"""What the letters say of papers: the approval of people abroad on every day, the request for a passport, the conditions to come, the code on the page."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import letters
from impplus.queries.letters.layout import composed
from impplus.queries.letters.words import WORDS
from impplus.records.models import Application, Introduction, Letter, Permit, Person, User
from impplus.words import formats
from tests.approved import approve, arrive
from tests.kept import kept
from tests.people import signed_in


@pytest.fixture
@kept
def letter(examined: Application, olivia: User) -> Introduction:
    """Alice's letter of introduction, which is not made yet."""
    approve(examined, by=olivia)
    return Introduction.objects.get()


@pytest.mark.parametrize("day", [date(2025, 6, 2), date(2026, 11, 27), date(2026, 11, 28)])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_approval_of_somebody_abroad_counts_letters_and_no_permit_on_any_day(
    language: str, day: date, letter: Introduction
) -> None:
    at = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
    Letter.objects.filter(kind="approval").update(owed_at=at)
    said = composed(Letter.objects.get(kind="approval"), language).paragraphs
    counted = {
        "en": ("Number of letters of introduction issued: 1.", "Number of permits issued"),
        "fr": ("Nombre de lettres d’introduction délivrées\u00a0: 1.", "Nombre de permis délivrés"),
    }[language]
    assert [sum(one in line for line in said) for one in counted] == [1, 0]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_request_for_a_passport_says_you_the_last_day_and_where(
    language: str, letter: Introduction
) -> None:
    paper = Letter.objects.get(kind="passport-request")
    said = " ".join(composed(paper, language).paragraphs)
    due = formats.day(letter.issued_on + timedelta(days=30), language)
    you = {"en": "Send your passport", "fr": "Envoyez votre passeport"}[language]
    assert [one in said for one in (due, you, "https://", "Alice")] == [True, True, True, True]
    assert said.count("Alice Benali") == 1  # as she is greeted


def test_of_a_member_the_request_names_that_member(letter: Introduction) -> None:
    paper = Letter.objects.get(kind="passport-request")
    paper.facts |= {"yours": "", "others": "1", "holder": "Karim Idrissi"}
    said = " ".join(composed(paper, "en").paragraphs)
    assert "Karim Idrissi, whom it includes, needs a visa" in said


def test_a_letter_of_introduction_names_the_conditions_of_the_permit_to_come(
    letter: Introduction,
) -> None:
    Person.objects.update(biometrics_taken_on=letter.issued_on)
    paper = composed(Letter.objects.get(kind="introduction"), "en")
    assert paper.sections[0]["heading"] == WORDS["conditions-to-come"].en
    (permit,) = arrive(letter.application)
    assert paper.sections[0]["points"] == [one["en"] for one in permit.conditions]
    assert "errors are corrected there" not in " ".join(paper.paragraphs)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_of_a_paper_shows_its_code_and_both_addresses_once_it_is_signed(
    language: str, letter: Introduction, alice: User
) -> None:
    paper, hers = Letter.objects.get(kind="introduction"), signed_in(alice)
    there = reverse("portal:letter", args=[letter.application.number, paper.pk])
    asked = f"{there}?in={language}"
    assert '<svg xmlns="http://www.w3.org/2000/svg" viewBox' not in hers.get(asked).content.decode()
    letters.send_owed()
    page = hers.get(asked).content.decode()
    assert 'class="qr" role="img"' in page
    assert "viewBox" in page.split('class="qr"')[1].split("</div>")[0]
    scan = {"en": "/en/verify/scan/", "fr": "/fr/verifier/balayer/"}[language]
    assert page.count(f"{scan}</a>") == 1


def test_a_permit_is_saved_under_its_own_name_in_each_language(
    letter: Introduction, alice: User
) -> None:
    arrive(letter.application)
    letters.send_owed()
    hers, number = signed_in(alice), letter.application.number
    permit = Permit.objects.get()
    names = {
        ("permit", "en"): f"permit-{permit.number}.pdf",
        ("permit", "fr"): f"permis-{permit.number}.pdf",
        ("introduction", "en"): f"letter-of-introduction-{letter.number}.pdf",
        ("introduction", "fr"): f"lettre-d-introduction-{letter.number}.pdf",
    }
    for (kind, language), name in names.items():
        paper = Letter.objects.get(kind=kind)
        there = reverse("portal:letter-pdf", args=[number, paper.pk, language])
        assert f'filename="{name}"' in hers.get(there)["Content-Disposition"]


def test_nobody_else_saves_it(letter: Introduction, bob: User) -> None:
    letters.send_owed()
    paper = Letter.objects.get(kind="introduction")
    there = reverse("portal:letter-pdf", args=[letter.application.number, paper.pk, "en"])
    browser: Client = signed_in(bob)
    assert browser.get(there).status_code == 404
