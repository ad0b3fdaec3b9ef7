"""Beside what Olivia fills in of a decision stands the letter that would leave: the words of the one that leaves."""

from dataclasses import asdict
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.queries.letters.layout import composed
from impplus.queries.outcomes import FoundOfMember
from impplus.records.models import Application, Decision, Finding, Letter, UnsentText, User
from tests.desk.test_decisions import FALLING, given
from tests.heard import heard, signed
from tests.left import LATER

NOT_HIM = {
    "outcome-partner": "refuse",
    "met-partner-admissible": "no",
    "note-partner-admissible": "Une condamnation de 2019.",
}
LEFT = {"outcome-partner": "later", "later-partner": LATER}
EXPIRED = {"met-passport": "no", "note-passport": "Expiré."}
IN_ENGLISH = {"language": "en", "translation": "Vu le dossier, en anglais.", "translator": "A. B."}


@pytest.fixture
def page(enrolled: Application) -> str:
    """The address of the decision on Alice's application."""
    return reverse("desk:decision", args=[enrolled.number])


@pytest.fixture
def heard_and_signed(enrolled: Application, olivia: User) -> None:
    """The applicant was heard about the passport and about Karim, and a second officer signed what Olivia finds of him."""
    found = {"partner": FoundOfMember(unmet={"admissible": "Une condamnation de 2019."})}
    heard(enrolled, "passport", by=olivia)
    heard(enrolled, "admissible", "will-leave", by=olivia, about="partner")
    signed(enrolled, {}, by=olivia, members=found)


def read(desk: Client, page: str, sent: dict[str, Any]) -> dict[str, Any]:
    """The letter beside what was filled in so, by its parts; nothing where there is none."""
    shown = desk.post(page, sent | {"_redisplay": "1"}).context["shown"]
    return asdict(shown) if shown else {}


@pytest.mark.usefixtures("heard_and_signed")
@pytest.mark.parametrize(
    ("outcome", "changes"),
    [
        ("approve", {}),
        ("approve", NOT_HIM),
        ("approve", LEFT),
        ("approve", {"note-passport": "Vu."} | IN_ENGLISH),
        ("refuse", EXPIRED),
        ("refuse", EXPIRED | {"met-partner-will-leave": "no", "note-partner-will-leave": "Non."}),
    ],
    ids=["all", "but him", "him later", "in English", "nobody", "nobody, him for another reason"],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_letter_that_leaves_says_what_stood_beside_the_decision(
    language: str, outcome: str, changes: dict[str, str], desk: Client, enrolled: Application
) -> None:
    with override(language):
        page = reverse("desk:decision", args=[enrolled.number])
        sent = given(enrolled, outcome) | changes
        before = read(desk, page, sent)
        assert desk.post(page, sent | {"sure": "1"} | FALLING).status_code == 302
    kinds = ("approval", "part-approval", "refusal")
    letter = Letter.objects.get(application=enrolled, kind__in=kinds)
    assert before == asdict(composed(letter, enrolled.language))


@pytest.mark.usefixtures("heard_and_signed")
def test_of_a_family_decided_in_parts_each_letter_is_shown_before_it_leaves(
    desk: Client, enrolled: Application, page: str
) -> None:
    desk.post(page, given(enrolled, "approve") | LEFT | {"sure": "1"})
    rest = {"outcome-partner": "approve", "language": enrolled.language, "office": "ircc"}
    before = read(desk, page, rest)
    assert desk.post(page, rest | {"sure": "1"}).status_code == 302
    letter = Letter.objects.get(application=enrolled, kind="members-decided")
    assert before == asdict(composed(letter, enrolled.language))


def test_a_reason_that_is_still_to_be_written_is_left_open(
    desk: Client, enrolled: Application, page: str
) -> None:
    sent = given(enrolled, "refuse", reasons="", met_passport="no")
    shown = desk.post(page, sent | {"_redisplay": "1"}).context["shown"]
    assert "…" in shown.paragraphs
    assert sum("Note" in str(one) and "…" in str(one) for one in shown.sections) < 2
    assert str(shown.sections).count("…") == 1


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"outcome": ""}, []),
        (
            {"outcome": "refuse"},
            ["A refusal needs at least one condition that you find not met."],
        ),
        ({"outcome-partner": "refuse"}, ["Mark what Karim Idrissi does not meet, and why."]),
    ],
)
def test_where_no_letter_could_leave_it_says_what_is_missing(
    changes: dict[str, str], missing: list[str], desk: Client, enrolled: Application, page: str
) -> None:
    sent = given(enrolled, "approve") | changes | {"_redisplay": "1"}
    beside = desk.post(page, sent).context["beside"]
    assert (beside.shown, list(beside.missing)) == (None, missing)


def test_a_permit_that_cannot_be_dated_leaves_no_letter(
    desk: Client, enrolled: Application, page: str
) -> None:
    enrolled.people.filter(relation="principal").update(passport_expires=None)
    beside = desk.get(page).context["beside"]
    sent = given(enrolled, "approve", note_passport="Vu.")
    assert (beside.shown, read(desk, page, sent)) == (None, {})


def test_the_script_gets_the_letter_alone_and_nothing_is_kept(
    desk: Client, enrolled: Application, page: str
) -> None:
    sent = given(enrolled, "approve") | {"_redisplay": "1", "_letter": "1"}
    answer = desk.post(page, sent).content.decode()
    assert ("<html" in answer, f'lang="{enrolled.language}"' in answer) == (False, True)
    assert Decision.objects.count() + UnsentText.objects.count() == 0
    assert Finding.objects.filter(stage="decided").count() == 0
    enrolled.refresh_from_db()
    assert enrolled.status == "processing"


def test_what_is_checked_once_more_stands_beside_its_letter(
    desk: Client, enrolled: Application, page: str
) -> None:
    sent = given(enrolled, "approve")
    before = read(desk, page, sent)
    assert asdict(desk.post(page, sent, follow=True).context["shown"]) == before
