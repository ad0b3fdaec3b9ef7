"""Alice's family, of which Karim is left for later, and what is read of it."""

from collections.abc import Mapping
from datetime import date

import pytest

from impplus.actions import decisions
from impplus.queries.outcomes import FoundOfMember, outcomes_said
from impplus.records.models import Application, Decision, Introduction, Letter, User
from tests import people
from tests.kept import kept
from tests.people import all_met

WHY = "Vu le dossier."
LATER = "Le certificat de police n’est pas encore arrivé."
NOT_HIM = {"partner": FoundOfMember(unmet={"admissible": "Une condamnation de 2019."})}


@pytest.fixture
@kept
def young(family: Application, this_day: date) -> Application:
    """Alice's family, where Sami is ten."""
    child = family.people.filter(relation="child")
    people.let_say(child, born=date(this_day.year - 10, 1, 1))
    return Application.objects.get(pk=family.pk)


def approve(
    file: Application,
    by: User,
    *later: str,
    members: Mapping[str, FoundOfMember] | None = None,
    why: str = LATER,
) -> Decision:
    return decisions.approve(
        file,
        weighed=all_met(file),
        notes={},
        reasons=WHY,
        by=by,
        members=members or {},
        later=dict.fromkeys(later, why),
    )


def now(file: Application) -> Application:
    return Application.objects.get(pk=file.pk)


@pytest.fixture
@kept
def part(young: Application, olivia: User) -> Application:
    """Alice's family, of which Alice and Sami are approved and Karim is left for later."""
    approve(young, olivia, "partner")
    return now(young)


def said(file: Application) -> list[tuple[str, str]]:
    """What is said of each person."""
    return [(one.person.given_names, one.status) for one in outcomes_said(now(file))]


def introduced() -> list[str]:
    return [one.person.given_names for one in Introduction.objects.order_by("pk")]


def last(file: Application, kind: str) -> Letter:
    return file.letters.filter(kind=kind).latest("pk")
