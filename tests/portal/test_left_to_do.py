"""Karim has signed, and then something more is asked of him: he is told, and his page, Alice’s and her review say so."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from impplus.actions import mandates, messages, unfinished_parts
from impplus.demonstration.signing import signs
from impplus.programmes import IMP_PLUS
from impplus.records.models import Application, Delegation, Message, Person, User
from tests import people
from tests.portal.own import text

MORE = "own-part-more"
NOTHING_LEFT = "There is nothing left to do for you"


def at(name: str, draft: Application, *rest: object) -> str:
    return reverse(f"portal:{name}", args=[draft.number, *rest])


@pytest.fixture
def private(given: Delegation) -> None:
    """Karim keeps his answers private."""
    Delegation.objects.filter(pk=given.pk).update(private=True)


@pytest.fixture
def represented(ready_draft: Application, alice: User, lucie: User) -> Application:
    """Alice appointed Lucie after Karim had signed: he signs the form, too."""
    mandates.give(ready_draft, lawyer=lucie, signature="Alice Benali", by=alice)
    return Application.objects.get(pk=ready_draft.pk)


def told(account: User | None) -> int:
    return Message.objects.filter(account=account, notice=MORE).count()


def test_he_is_told_by_e_mail_of_the_form_that_he_signs_now_too(
    represented: Application, given: Delegation
) -> None:
    assert (told(given.account), Message.objects.filter(notice=MORE).count()) == (1, 1)
    messages.send_owed()
    (his,) = (
        one for one in mail.outbox if str(one.subject).startswith(("Something is left", "Il reste"))
    )
    said = f"{his.subject} {his.body}"
    assert [one for one in ("Karim", "Alice", "Lucie", "IMM", "W-") if one in said] == []


def test_his_page_says_what_is_left_and_who_acts_and_no_longer_that_nothing_is(
    his: Client, ready_draft: Application, alice: User, lucie: User
) -> None:
    assert NOTHING_LEFT in text(his.get(at("my-part", ready_draft)))
    mandates.give(ready_draft, lawyer=lucie, signature="Alice Benali", by=alice)
    page = text(his.get(at("my-part", ready_draft)))
    assert "Something more is asked since you signed" in page
    assert "Use of a representative (IMM 5476)" in page
    assert f"Who acts for your family {lucie.name}" in page
    assert NOTHING_LEFT not in page


@pytest.mark.usefixtures("private")
def test_the_family_reads_who_must_do_something_and_not_what(
    alices: Client, represented: Application, karim: Person
) -> None:
    review = text(alices.get(at("review", represented)))
    assert (
        "Karim Idrissi – Something is left to do in the own part, which is kept private." in review
    )
    assert "Karim Idrissi – Use of" not in review
    board = text(alices.get(at("family", represented)))
    assert "something more is asked since" in board
    own = text(alices.get(at("own-part", represented, karim.pk)))
    assert "Something more is asked of this person since." in own
    assert "IMM 5476" not in own


def test_the_hour_finds_what_an_answer_of_alice_or_the_law_asks_since_and_tells_it_once(
    ready_draft: Application, karim: Person, given: Delegation
) -> None:
    unfinished_parts.tell_all(IMP_PLUS)
    assert told(given.account) == 0
    karim.documents.filter(key="passport").update(removed_at="2026-01-01T00:00Z")
    unfinished_parts.tell_all(IMP_PLUS)
    unfinished_parts.tell_all(IMP_PLUS)
    assert told(given.account) == 1


def test_once_he_has_signed_again_he_is_told_anew(
    ready_draft: Application, karim: Person, given: Delegation
) -> None:
    people.let_say([karim], occupation="Boulanger")
    unfinished_parts.tell_all(IMP_PLUS)
    assert told(given.account) == 1
    assert given.account is not None
    signs(Person.objects.get(pk=karim.pk), by=given.account)
    unfinished_parts.tell_all(IMP_PLUS)
    assert told(given.account) == 1
    people.let_say([karim], occupation="Soudeur de tuyaux")
    unfinished_parts.tell_all(IMP_PLUS)
    assert told(given.account) == 2


@pytest.mark.usefixtures("private")
def test_a_private_part_is_not_offered_to_be_taken_back_and_refused_in_one_sentence(
    alices: Client, ready_draft: Application, karim: Person
) -> None:
    there = at("own-part", ready_draft, karim.pk)
    assert "Take the part back" not in text(alices.get(there))
    refused = alices.post(there, {"act": "end"})
    page = text(refused)
    assert (refused.status_code, "the part cannot be taken back" in page) == (422, True)
    said = ("Enter your e-mail address", "Enter the e-mail", "Language of the message")
    assert [one for one in said if one in page] == []


@pytest.mark.usefixtures("private")
def test_how_many_files_he_sent_is_not_said_where_he_is_removed(
    alices: Client, ready_draft: Application, karim: Person
) -> None:
    page = text(alices.get(at("remove-member", ready_draft, karim.pk)))
    assert ("kept private, is deleted" in page, " files" in page.split("Footer")[0]) == (
        True,
        False,
    )


def test_before_he_chooses_he_reads_that_the_total_of_the_fees_is_shown(
    his: Client, ready_draft: Application
) -> None:
    assert "The fees of all together are shown, too, to those who pay them." in text(
        his.get(at("my-part", ready_draft))
    )
