"""Several clients at once: who is in charge, and which tasks are planned; first shown, with who is left out and why."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.html import strip_tags

from impplus.actions import matter_tasks, matters, walls
from impplus.practice.models import FirmEvent, Matter, Task
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.records.models import Firm, User
from tests.agreed import day
from tests.matters import colleague, opened
from tests.people import signed_in
from tests.switched import switched

pytestmark = pytest.mark.django_db
TOGETHER = "/en/firm/clients/together/"


@pytest.fixture
def desk(lucie: User) -> Client:
    return signed_in(lucie)


@pytest.fixture
def luc(firm: Firm) -> User:
    return colleague(firm, "Luc")


@pytest.fixture
def four(lucie: User, luc: User) -> list[Matter]:
    """Clients to assign to Luc: one, one whose matter is closed, one for whom he is behind a wall, and one of his own."""
    free, closed, walled = (opened(lucie, name=one) for one in ("Free", "Closed", "Walled"))
    matters.close(closed, by=lucie)
    walls.put_up(walled, account=luc.pk, by=lucie)
    return [free, closed, walled, opened(lucie, name="His", lawyer=luc.pk)]


def keys(chosen: list[Matter]) -> dict[str, list[str]]:
    return {"matter": [str(one.pk) for one in chosen]}


def test_who_begins_or_ends_to_work_on_a_client_is_named(
    desk: Client, lucie: User, luc: User
) -> None:
    asked = {**keys([opened(lucie)]), "lawyer": str(luc.pk), "paralegal": str(lucie.pk)}
    shown = desk.post(f"{TOGETHER}assign/", {**asked, "show": "1"})
    page = " ".join(strip_tags(shown.content.decode()).split())
    assert f"Answers for it: {lucie.name} → {luc.name} Works on it: nobody → {lucie.name}" in page


def test_an_assignment_is_shown_with_who_is_left_out_and_why(
    desk: Client, lucie: User, luc: User, four: list[Matter]
) -> None:
    asked = {**keys(four), "lawyer": str(luc.pk), "paralegal": "-1"}
    assert "Free" in desk.post(f"{TOGETHER}assign/", keys(four)).content.decode()
    shown = desk.post(f"{TOGETHER}assign/", {**asked, "show": "1"})
    page = shown.content.decode()
    assert f"{lucie.name} → {luc.name}" in page
    for why in ("The matter is closed.", "behind a wall", "Nothing would change."):
        assert why in page
    assert "Assign 1 client" in page
    french = switched(desk, shown, **keys(four))
    assert ("Confier 1 dossier" in french.content.decode(), french.context["sure"]) == (
        True,
        shown.context["sure"],
    )
    assert not Matter.objects.filter(name="Free", lawyer=luc.pk).exists()
    done = desk.post(f"{TOGETHER}assign/", {**asked, "sure": shown.context["sure"]})
    assert done.status_code == 302
    assert set(Matter.objects.filter(lawyer=luc.pk).values_list("name", flat=True)) == {
        "Free",
        "His",
    }
    assert FirmEvent.objects.filter(noun="matter", verb="assign").count() == 1


def test_what_was_not_shown_is_not_done(desk: Client, luc: User, four: list[Matter]) -> None:
    asked = {**keys(four), "lawyer": str(luc.pk), "paralegal": "0"}
    answer = desk.post(f"{TOGETHER}assign/", {**asked, "sure": f"{luc.pk} -1"})
    assert "Nothing has been changed yet." in answer.content.decode()
    assert not Matter.objects.filter(name="Free", lawyer=luc.pk).exists()


def test_only_a_lawyer_is_put_in_charge(desk: Client, firm: Firm, four: list[Matter]) -> None:
    ana = colleague(firm, "Ana", "paralegal")
    asked = {**keys(four), "lawyer": str(ana.pk), "paralegal": "-1", "show": "1"}
    assert desk.post(f"{TOGETHER}assign/", asked).status_code == 422


def test_a_set_of_tasks_is_planned_where_it_is_not_yet(
    desk: Client, lucie: User, four: list[Matter]
) -> None:
    number = matter_tasks.plan(four[3], chosen="filing", by=lucie)
    asked = {**keys(four), "set": "filing"}
    shown = desk.post(f"{TOGETHER}tasks/", {**asked, "show": "1"})
    page = shown.content.decode()
    assert "This is planned already." in page
    assert "Plan for 2 clients" in page
    assert Task.objects.count() == number
    desk.post(f"{TOGETHER}tasks/", {**asked, "sure": shown.context["sure"]})
    assert Task.objects.count() == 3 * number
    assert four[1].tasks.count() == 0


def test_one_task_in_own_words_is_planned_once(desk: Client, four: list[Matter]) -> None:
    due = today(IMP_PLUS) + timedelta(days=5)
    asked = {**keys(four), "set": "own", "text": "Call about the lease", **day("due", due)}
    for _press in range(2):
        shown = desk.post(f"{TOGETHER}tasks/", {**asked, "show": "1"})
        desk.post(f"{TOGETHER}tasks/", {**asked, "sure": shown.context["sure"]})
    assert [(one.text, one.due_on) for one in Task.objects.all()] == [
        ("Call about the lease", due)
    ] * 3


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"set": "own", "text": "", "due_0": "2031", "due_1": "2", "due_2": "3"}, "Write what is to be done."),
        ({"set": "own", "text": "Call"}, "Enter the day."),
        ({"set": "no such"}, "Choose one of the answers"),
        ({}, "Choose an answer"),
    ],
)  # fmt: skip
def test_what_is_not_whole_stays_as_typed(
    desk: Client, four: list[Matter], typed: dict[str, str], said: str
) -> None:
    answer = desk.post(f"{TOGETHER}tasks/", {**keys(four), **typed, "show": "1"})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert typed.get("text", "") in answer.content.decode()
    assert not Task.objects.exists()


def test_who_may_not_see_a_matter_changes_nothing_in_it(
    firm: Firm, luc: User, four: list[Matter]
) -> None:
    ana = colleague(firm, "Ana", "paralegal")
    for act, asked in (
        ("assign", {"lawyer": str(luc.pk), "paralegal": "-1"}),
        ("tasks", {"set": "filing"}),
    ):
        answer = signed_in(ana).post(f"{TOGETHER}{act}/", {**keys(four), **asked, "show": "1"})
        assert "Choose clients on the board first" in answer.content.decode()
    assert signed_in(luc).post(f"{TOGETHER}tasks/", keys(four[2:3])).context["chosen"].count() == 0
    boris = colleague(firm, "Boris", "bookkeeper")
    assert signed_in(boris).post(f"{TOGETHER}tasks/", keys(four)).status_code == 404
