"""Views of the board that a colleague saves, for oneself or for the firm, and what a file lacks on it."""

from datetime import timedelta

import pytest
from django.test import Client

from impplus.actions import followed_matters, mandates
from impplus.practice.models import BoardView, Matter
from impplus.queries.clock import now
from impplus.queries.ready_clients import check_one
from impplus.records.models import Application, Firm, User
from tests.matters import colleague, opened
from tests.people import signed_in
from tests.site import owner

pytestmark = pytest.mark.django_db
BOARD = "/en/firm/clients/"
SAVE = f"{BOARD}views/"


@pytest.fixture
def desk(lucie: User) -> Client:
    return signed_in(lucie)


def named(desk: Client, query: str = "") -> tuple[list[str], str | None]:
    """The saved views that stand on somebody's board, and which of all views is underlined."""
    board = desk.get(f"{BOARD}{query}").context["board"]
    return [one.name for one in board.own], board.current.name if board.current else None


def test_a_view_keeps_every_filter_and_is_underlined_alone(desk: Client, lucie: User) -> None:
    opened(lucie, name="Élise Roy", stage="question", acts="we")
    asked = {"view": "we", "stage": "question", "acts": "we", "for": str(lucie.pk), "q": "élise"}
    for _press in range(2):
        answer = desk.post(SAVE, {"name": " Élise ", **asked})
        query = f"?view=we&stage=question&acts=we&for={lucie.pk}&q=%C3%A9lise"
        assert answer["Location"] == f"{BOARD}{query}"
    assert BoardView.objects.count() == 1
    assert named(desk, query) == (["Élise"], "Élise")
    page = desk.get(f"{BOARD}{query}").content.decode()
    assert page.count('aria-current="page"') == 2  # the tab of clients, and this view
    assert named(desk) == (["Élise"], None)


def test_a_shared_view_stands_for_all_and_is_removed_by_its_maker(
    desk: Client, firm: Firm, lucie: User
) -> None:
    luc = signed_in(colleague(firm, "Luc"))
    elsewhere = signed_in(colleague(Firm.objects.create(name="O", slug="o"), "Olga"))
    desk.post(SAVE, {"name": "Ours", "view": "we", "shared": "on"})
    desk.post(SAVE, {"name": "Mine", "view": "mine"})
    assert [named(one)[0] for one in (desk, luc, elsewhere)] == [["Mine", "Ours"], ["Ours"], []]
    ours = BoardView.objects.get(name="Ours")
    for other in (luc, elsewhere):
        assert other.post(f"{SAVE}{ours.pk}/remove/").status_code == 404
    for _press in range(2):
        assert desk.post(f"{SAVE}{ours.pk}/remove/").status_code == 302
    assert named(luc)[0] == []


@pytest.mark.parametrize("name", ["", "  ", "é" * 41, "a\x00b"])
def test_a_name_that_is_none_keeps_nothing_and_the_same_clients(desk: Client, name: str) -> None:
    answer = desk.post(SAVE, {"name": name, "view": "we", "stage": "no such", "for": "x"})
    assert answer["Location"] == f"{BOARD}?view=we"
    assert not BoardView.objects.exists()


def test_twelve_views_are_enough(desk: Client) -> None:
    for number in range(13):
        desk.post(SAVE, {"name": f"View {number}"})
    assert BoardView.objects.count() == 12


@pytest.fixture
def followed(draft: Application, alice: User, lucie: User) -> Matter:
    """A matter whose file is in preparation here."""
    mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    made = opened(lucie, name="Alice Benali", application=draft.pk)
    followed_matters.follow_files()
    made.refresh_from_db()
    return made


def test_the_board_says_what_a_file_lacks_as_ready_to_file_does(
    followed: Matter, desk: Client, lucie: User
) -> None:
    gaps = check_one(lucie, followed.application_number).gaps
    assert sum(followed.lacks.values()) == len(gaps) > 0
    kind = gaps[0].kind
    opened(lucie, name="Elsewhere")

    def names(query: str) -> list[str]:
        return [one.matter.name for one in desk.get(f"{BOARD}{query}").context["board"].lines]

    assert names(f"?lacks={kind}") == ["Alice Benali"]
    assert names("?view=missing") == ["Alice Benali"]
    assert names("?lacks=nothing") == []
    assert f"{followed.lacks[kind]} {kind}" in desk.get(BOARD).content.decode()


def test_what_a_file_lacks_is_looked_at_again_each_day_and_no_longer_without_a_mandate(
    followed: Matter, draft: Application, alice: User
) -> None:
    def looked_at_yesterday() -> None:
        with owner():
            Application.objects.filter(pk=draft.pk).update(changed_at=now() - timedelta(days=9))
            Matter.objects.filter(pk=followed.pk).update(followed_at=now() - timedelta(hours=25))

    looked_at_yesterday()
    assert [followed_matters.follow_files() for _ in range(2)] == [1, 0]
    mandates.end(draft.mandates.get(), by=alice)
    looked_at_yesterday()
    followed_matters.follow_files()
    followed.refresh_from_db()
    assert followed.lacks == {}
