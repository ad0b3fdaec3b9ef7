"""Karim keeps his answers private: no letter and no e-mail to Alice or to Lucie says what follows from them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core import mail

from impplus.actions import (
    decisions,
    letters,
    messages,
    reviews,
)
from impplus.programmes import IMP_PLUS
from impplus.queries.letters.layout import composed
from impplus.records import access
from impplus.records.models import Application, Letter, User
from tests import people
from tests.actions.private_ends import ENDS, spouse, submitted
from tests.kept import kept
from tests.portal.own import HIS
from tests.site import undone

NAME = "Karim Idrissi"
# All that a letter to the family may say of him: what Alice declared, and that he reads the rest himself.
MAY = {
    NAME,
    f"Fees together, as this person keeps answers private – {NAME}",
    f"Total des frais, car cette personne garde ses réponses privées – {NAME}",
}
# The letter of receipt says whose answers it does not list.
LISTS = ("This receipt lists every answer", "Le présent accusé de réception énumère")


@pytest.fixture
@kept
def private(ready_draft: Application, alice: User, lucie: User) -> Application:
    """Alice’s draft, paid and signed; Karim keeps his answers private."""
    spouse(ready_draft).delegations.update(private=True)
    return ready_draft


@pytest.fixture
@kept
def processing(private: Application, alice: User, olivia: User) -> Application:
    submitted(private, alice, olivia)
    reviews.complete(private, by=olivia)
    return Application.objects.get()


def texts(value: Any) -> Iterator[str]:
    """Every text in the facts of a letter."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)


def read_by(who: User, file: Application) -> list[str]:
    """Every text of every letter that somebody reads, in both languages."""
    seen = access.letters(who).filter(application=file).order_by("pk")
    return [
        text
        for letter in seen
        for language in ("en", "fr")
        for text in texts(composed(letter, language).facts())
    ]


def posted_to(*who: User) -> list[str]:
    """Every e-mail that leaves to these, with its subject."""
    letters.send_owed()
    mail.outbox.clear()
    messages.send_owed()
    addresses = {one.email for one in who}
    return [f"{one.subject} {one.body}" for one in mail.outbox if set(one.to) & addresses]


@pytest.mark.parametrize("how", ENDS)
def test_of_karim_the_family_reads_that_he_is_there_and_nothing_else(
    how: str, private: Application, alice: User, lucie: User, olivia: User
) -> None:
    ENDS[how](private, alice, olivia)
    papers = (*private.permits.all(), *private.introductions.all())
    his = [one.number for one in papers if one.person == spouse(private)]
    for who in (alice, lucie):
        read = read_by(who, private)
        assert len(read) > 10
        assert [one for one in read if any(fact in one for fact in (*HIS, *his))] == []
        named = {one for one in read if "Karim" in one and not one.startswith(LISTS)}
        assert named - MAY == set()
    said = " ".join(posted_to(alice, lucie))
    assert [one for one in ("Karim", "Idrissi", *HIS, *his) if one in said] == []


def test_these_are_all_letters_that_there_are(
    private: Application, alice: User, olivia: User
) -> None:
    kinds = {
        "invitation",
        "no-permit",
        "own-copy",
    }  # to the candidate; and to him alone (test_questions_of_one.py, test_own_copies.py)
    for happens in ENDS.values():
        with undone():
            happens(Application.objects.get(), alice, olivia)
            kinds |= set(Letter.objects.values_list("kind", flat=True))
    assert kinds == set(IMP_PLUS.in_force(date.max).letters)


def decision_read(file: Application, alice: User, olivia: User) -> tuple[list[list[str]], int]:
    """The paragraphs and findings of the letter of an approval, and how many e-mails Alice is sent of it."""
    file.people.update(biometrics_taken_on=file.programme.day_of(file.receipt.received_at))
    file = Application.objects.get()
    weighed = people.all_met(file)
    decisions.approve(file, weighed=weighed, notes={}, reasons="Vu.", by=olivia)
    letter = Letter.objects.get(kind="approval")
    said = [[*texts(composed(letter, language).facts())] for language in ("en", "fr")]
    return said, len(posted_to(alice))


def test_the_decision_says_the_same_whether_he_gets_a_permit_or_not(
    processing: Application, alice: User, olivia: User
) -> None:
    read = []
    for asks in ("work-permit", "nothing"):
        with undone():
            people.let_say([spouse(processing)], applies_for=asks)
            read.append(decision_read(Application.objects.get(), alice, olivia))
            his = processing.introductions.filter(person__relation="spouse")
            assert his.exists() is (asks != "nothing")
    assert read[0] == read[1]
    paragraphs = " ".join(read[0][0][0])
    assert (
        "Number of letters of introduction issued: 3" in paragraphs,
        "keeps answers private" in paragraphs,
    ) == (
        False,
        True,
    )


def test_where_nobody_keeps_answers_private_the_number_of_permits_is_said(
    processing: Application, alice: User, olivia: User
) -> None:
    spouse(processing).delegations.update(private=False)
    said, _ = decision_read(Application.objects.get(), alice, olivia)
    number = processing.introductions.count()
    begins = f"Number of letters of introduction issued: {number}."
    assert [one for one in said[0] if one.startswith(begins)] != []
    assert [one for one in said[0] if "keeps answers private" in one] == []
