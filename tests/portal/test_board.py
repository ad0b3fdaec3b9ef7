"""The board of Alice's draft says who everybody is, what is missing, who acts, and what it costs."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from impplus.actions import delegations
from impplus.queries.clock import now
from impplus.queries.file import file_of
from impplus.records.models import Application, Mandate, User
from impplus.words.names import initials
from impplus.words.people import yours
from tests import people, ready
from tests.portal import pages


def tasks(browser: Client, draft: Application, language: str = "en") -> str:
    return unescape(pages.words(browser.get(pages.address("tasks", draft, language))))


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Alice Benali", "AB"), ("Thị Mai Hồ", "TH"), ("Suharto", "S"), ("élie  o’neil", "ÉO"), ("", "")],
)  # fmt: skip
def test_two_letters_stand_for_a_face(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("relation", "sex", "age", "english", "french"),
    [
        ("spouse", "M", None, "Your husband", "Votre époux"),
        ("spouse", "X", None, "Your spouse", "Votre épouse ou époux"),
        ("common-law", "F", None, "Your common-law partner", "Votre conjointe de fait"),
        ("child", "F", 9, "Your daughter, 9", "Votre fille, 9\u00a0ans"),
        ("child", "", 1, "Your child, 1", "Votre enfant, 1\u00a0an"),
        ("child", "M", -1, "Your son", "Votre fils"),
        ("", "F", None, "Relationship not given yet", "Lien non précisé"),
    ],
)
def test_a_member_is_called_by_what_is_known(
    relation: str, sex: str, age: int | None, english: str, french: str
) -> None:
    said = yours(relation, sex, age)
    assert (said.en, said.fr) == (english, french)


def test_alice_reads_who_they_are_to_her_and_lucie_what_they_are(
    alices: Client, lucies: Client, ready_draft: Application, mandate: Mandate
) -> None:
    people.let_say(ready_draft.people.filter(relation="spouse"), sex="M")
    child = ready_draft.people.filter(relation="child")
    people.let_say(child, sex="F", born=date(2017, 1, 1))
    years = file_of(ready_draft).on.year
    board = tasks(alices, ready_draft)
    assert "Your husband · " in board
    assert f"Your daughter, {years - 2017} · A study permit" in board
    assert f"Votre fille, {years - 2017} ans · " in tasks(alices, ready_draft, "fr")
    assert "Spouse · " in tasks(lucies, ready_draft)


def test_a_row_names_what_is_missing_and_the_fees_say_how_much(
    alices: Client, ready_draft: Application
) -> None:
    ready_draft.documents.update(removed_at=now())
    board = tasks(alices, ready_draft)
    assert "Missing: " in board
    assert " more" in board
    assert board.count("Add or remove somebody") == 1
    assert board.count("Who can see this draft?") == 1


def test_the_row_of_the_fees_says_how_much(
    alices: Client, draft: Application, this_day: date
) -> None:
    ready.family(draft, this_day)
    assert re.search(r"\$[0-9,]+\.00 in all, each fee with its reason", tasks(alices, draft))
    assert re.search(r"[0-9]+,00 \$ en tout, avec la raison", tasks(alices, draft, "fr"))


def test_once_a_link_was_sent_the_row_says_who_fills_the_answers_in(
    alices: Client, draft: Application, alice: User, this_day: date
) -> None:
    ready.family(draft, this_day)
    karim = draft.people.get(relation="spouse")
    people.let_say(draft.people.filter(pk=karim.pk), occupation=None)
    delegations.offer(karim, email="karim@example.com", language="fr", by=alice)
    assert "Karim Idrissi has a link to fill them in" in tasks(alices, draft)
    assert "Karim Idrissi a un lien pour les remplir" in tasks(alices, draft, "fr")
