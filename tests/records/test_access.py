"""Who sees what: for each noun, each person, in each status of a file."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db.models import Model, QuerySet

from impplus.actions import mandates
from impplus.records import access
from impplus.records.models import Application, Invitation, User
from impplus.rules.lifecycle import STATUSES
from tests import people

NOUNS: dict[str, Callable[[User], QuerySet[Model]]] = {
    "applications": access.applications,
    "documents": access.documents,
    "letters": access.letters,
}


@pytest.fixture
def everybody(alice: User, bob: User, lucie: User, olivia: User, mathieu: User) -> dict[str, User]:
    return {"alice": alice, "bob": bob, "lucie": lucie, "olivia": olivia, "mathieu": mathieu}


def who_sees(noun: str, everybody: dict[str, User]) -> list[str]:
    return [name for name, who in everybody.items() if NOUNS[noun](who).exists()]


@pytest.mark.parametrize("noun", NOUNS)
def test_a_file_is_seen_by_its_applicant_and_once_submitted_by_federal_officers(
    noun: str, received: Application, everybody: dict[str, User]
) -> None:
    seen = {}
    for status in [one.key for one in STATUSES if one.noun == "application"]:
        Application.objects.update(status=status)
        seen[status] = who_sees(noun, everybody)
    both = {status: ["alice", "olivia"] for status in seen}
    assert seen == both | {"draft": ["alice"], "destroyed": []}


@pytest.mark.parametrize("noun", NOUNS)
def test_a_mandate_opens_all_of_the_file_to_the_lawyer_and_its_end_closes_it(
    noun: str, received: Application, everybody: dict[str, User]
) -> None:
    alice, lucie = everybody["alice"], everybody["lucie"]
    mandate = mandates.give(received, lawyer=lucie, signature="Alice Benali", by=alice)
    assert list(NOUNS[noun](lucie).order_by("id")) == list(NOUNS[noun](alice).order_by("id"))
    mandates.end(mandate, by=alice)
    assert who_sees(noun, everybody) == ["alice", "olivia"]


def test_two_applicants_see_only_their_own(
    received: Application, alice: User, bob: User, this_day: date
) -> None:
    (other,) = people.ready_drafts(1, this_day, [bob])
    assert list(access.applications(alice)) == [received]
    assert list(access.applications(bob)) == [other]
    assert {document.application_id for document in access.documents(bob)} == {other.pk}


def test_the_ministry_sees_invitations_and_nothing_of_the_files(
    received: Application, letter: Invitation, mathieu: User, alice: User
) -> None:
    assert list(access.letters(mathieu)) == [letter.letters.get()]
    assert list(access.letters(alice)) == [received.letters.get()]
    assert (access.applications(mathieu).count(), access.documents(mathieu).count()) == (0, 0)


def test_a_lawyer_of_many_mandates_sees_each_file_once(
    received: Application, alice: User, lucie: User
) -> None:
    for _ in range(3):
        mandate = mandates.give(received, lawyer=lucie, signature="Alice Benali", by=alice)
        mandates.end(mandate, by=alice)
    mandates.give(received, lawyer=lucie, signature="Alice Benali", by=alice)
    assert list(access.applications(lucie)) == [received]
