"""The letter of a decision says all that was decided, in the page and the PDF alike; the refund is told after it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from impplus.actions import (
    applications,
    decisions,
    letters,
    mandates,
    messages,
    payment_turns,
)
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.queries.court import last_days
from impplus.queries.invited_again import unusable_letters
from impplus.queries.letters.layout import composed
from impplus.queries.letters.printed import printed
from impplus.queries.outcomes import FoundOfMember
from impplus.queries.refusals import NotUnderstood, WrongMoment
from impplus.queries.translations import Translated
from impplus.records.models import Application, Decision, Message, Permit, User
from tests.decided import barred, falling
from tests.heard import heard, signed
from tests.kept import kept
from tests.people import all_met, signed_in

REASONS = "Tout est rempli, sauf pour Sami."


def approve(file: Application, by: User, words: Translated | None = None) -> Decision:
    return decisions.approve(
        file,
        weighed=all_met(file),
        notes={},
        reasons=REASONS,
        by=by,
        members=barred(file),
        words=words or Translated(),
    )


@pytest.mark.parametrize(
    ("language", "heading", "refused"),
    [
        ("en", "Decision on each person", "Refused"),
        ("fr", "Décision pour chaque personne", "Demande refusée"),
    ],
)
def test_the_letter_says_the_reasons_and_what_each_person_gets_in_page_and_pdf(
    language: str, heading: str, refused: str, family: Application, olivia: User
) -> None:
    approve(family, olivia)
    letter = family.letters.get(kind="approval")
    page = composed(letter, language)
    assert printed(page, language) == page
    assert REASONS in page.paragraphs
    rows = page.sections[0]["rows"]
    assert page.sections[0]["heading"] == heading
    assert [(one["label"], one["value"] == refused) for one in rows] == [
        ("Alice Benali", False),
        ("Karim Idrissi", False),
        ("Sami Idrissi", True),
    ]
    days = [one for one in page.paragraphs if "15" in one]
    assert len(days) == 1  # to ask the Federal Court, as it was decided in Canada


def test_words_in_another_language_are_not_issued_without_their_translation(
    family: Application, olivia: User
) -> None:
    other = "fr" if family.language == "en" else "en"
    for made in (
        Translated(language=other),
        Translated(language=other, translation="Tout."),
        Translated(language=other, translator="Ana Ruiz"),
    ):
        with pytest.raises(NotUnderstood):
            approve(family, olivia, made)
    assert (Decision.objects.count(), Permit.objects.count()) == (0, 0)
    whole = Translated(language=other, translation="All but Sami.", translator="Ana Ruiz")
    decision = approve(family, olivia, whole)
    assert (decision.language, decision.translations.get().text) == (other, "All but Sami.")
    letter = composed(family.letters.get(kind="approval"), family.language)
    at = letter.paragraphs.index(REASONS)
    assert letter.paragraphs[at + 2] == "All but Sami."
    assert "Ana Ruiz" in letter.paragraphs[at + 1]
    assert Message.objects.filter(notice="translation-added").count() == 0


@pytest.fixture
@kept
def doubted(family: Application, olivia: User) -> Application:
    """Alice's application, where she was heard about her passport."""
    heard(family, "passport", by=olivia)
    return family


def refuse(file: Application, by: User) -> Decision:
    why = {"passport": "Expiré."}
    return decisions.refuse(file, unmet=why, reasons="Vu.", by=by, falling=falling(file))


@pytest.mark.parametrize("letter_first", [True, False])
def test_the_refund_is_told_after_the_letter_whichever_is_made_first(
    letter_first: bool, doubted: Application, olivia: User
) -> None:
    letters.send_owed()
    messages.send_owed()
    refuse(doubted, olivia)
    mail.outbox.clear()
    steps = [letters.send_owed, payment_turns.refund_owed]
    for step in steps if letter_first else reversed(steps):
        step()
        messages.send_owed()
    subjects = [one.subject for one in mail.outbox if one.to == [doubted.applicant.email]]
    assert ["refund" in one.lower() or "rembours" in one.lower() for one in subjects] == [
        False,
        True,
    ]


def test_who_was_refused_may_be_invited_again(doubted: Application, olivia: User) -> None:
    assert list(unusable_letters(IMP_PLUS, today(IMP_PLUS))) == []
    refuse(doubted, olivia)
    assert list(unusable_letters(IMP_PLUS, today(IMP_PLUS))) == [doubted.invitation]


def test_the_last_day_for_the_court_is_counted_once_the_letter_went_out(
    doubted: Application, olivia: User
) -> None:
    refuse(doubted, olivia)
    doubted.refresh_from_db()
    assert last_days([doubted]) == {}
    letters.send_owed()
    assert last_days([doubted]) == {doubted.pk: today(IMP_PLUS) + timedelta(days=15)}


def test_the_firms_list_names_the_last_day_for_the_court(
    doubted: Application, alice: User, lucie: User, olivia: User
) -> None:
    mandates.give(doubted, lawyer=lucie, signature="Alice Benali", by=alice)
    refuse(doubted, olivia)
    letters.send_owed()
    browser: Client = signed_in(lucie)
    (row,) = browser.get("/en/firm/").context["rows"]
    assert row.court == today(IMP_PLUS) + timedelta(days=15)


def test_a_withdrawn_file_is_not_decided(doubted: Application, alice: User, olivia: User) -> None:
    applications.withdraw(Application.objects.get(), by=alice)
    for act in (approve, refuse):
        with pytest.raises(WrongMoment):
            act(doubted, olivia)
    assert Decision.objects.count() == 0


@pytest.mark.parametrize("why", ["<script>alert(1)</script>", "\u202eabc\u202c & <b>x</b>"])
def test_markup_and_overrides_are_words_and_nothing_else(
    why: str, family: Application, olivia: User
) -> None:
    seen = {"partner": FoundOfMember(unmet={"admissible": why})}
    heard(family, "admissible", by=olivia, about="partner")
    signed(family, {}, by=olivia, members=barred(family) | seen)
    decisions.approve(
        family, weighed=all_met(family), notes={}, reasons=why, by=olivia,
        members=barred(family) | seen,
    )  # fmt: skip
    letters.send_owed()
    letter = family.letters.get(kind="approval")
    assert (letter.status, letter.failure) == ("sent", "")
    page = signed_in(family.applicant).get(f"/en/application/{family.number}/letters/{letter.pk}/")
    assert b"<script>alert" not in page.content
