"""The board of clients and the page of a matter: in as many statements for thirty as for one, and for nobody behind a wall."""

from datetime import timedelta

import pytest
from django.test import Client

from impplus.actions import mandates, matter_deadlines, matters, walls
from impplus.practice.models import Deadline, Matter, MatterNote
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Application, Firm, User
from tests.matters import SEARCHED, colleague, opened
from tests.people import signed_in
from tests.site import owner

pytestmark = pytest.mark.django_db(transaction=False)
BOARD = "/en/firm/clients/"


@pytest.fixture
def desk(client: Client, lucie: User) -> Client:
    """Lucie, signed in."""
    client.force_login(lucie)
    return client


def names(desk: Client, query: str = "") -> list[str]:
    """Whom the board shows."""
    lines = desk.get(f"{BOARD}{query}").context["board"].lines
    return [one.matter.name for one in lines]


def in_days(matter: Matter, days: int, by: User, kind: str = "other") -> Deadline:
    """A deadline of a matter so many days from today."""
    since = today(IMP_PLUS) + timedelta(days=days)
    return matter_deadlines.add(matter, kind=kind, since=since, by=by)


@pytest.mark.parametrize("count", [1, 30])
def test_the_board_asks_the_database_as_often_for_many_as_for_one(
    desk: Client, lucie: User, count: int, django_assert_num_queries
) -> None:
    for number in range(count):
        in_days(opened(lucie, name=f"Person {number}"), number, lucie)
    with django_assert_num_queries(5), django_assert_num_queries(8, using="firm"):
        page = desk.get(BOARD)
    assert len(page.context["board"].lines) == count


def test_whose_day_comes_first_stands_first_and_who_has_none_last(
    desk: Client, lucie: User
) -> None:
    opened(lucie, name="None")
    for name, days in (("Later", 40), ("Late", -2), ("Soon", 3)):
        in_days(opened(lucie, name=name), days, lucie)
    assert names(desk) == ["Late", "Soon", "Later", "None"]
    assert desk.get(BOARD).context["board"].bands == {
        "late": 1,
        "today": 0,
        "week": 1,
        "month": 0,
        "later": 1,
    }
    assert [names(desk, f"?due={band}") for band in ("late", "week", "today")] == [
        ["Late"],
        ["Soon"],
        [],
    ]
    assert "2 d late" in desk.get(BOARD).content.decode()


def test_each_view_shows_its_clients(desk: Client, lucie: User, firm: Firm) -> None:
    luc = colleague(firm, "Luc")
    opened(lucie, name="We", acts="we")
    lacks = opened(luc, name="Lacks", lawyer=luc.pk)
    matters.change(lacks, missing="lease", by=luc)
    signed = opened(luc, name="Form", lawyer=luc.pk)
    matter_deadlines.add(
        signed, kind="imm-5476", since=today(IMP_PLUS) - timedelta(days=60), by=luc
    )
    fresh = opened(luc, name="Fresh", lawyer=luc.pk)
    matter_deadlines.add(fresh, kind="imm-5476", since=today(IMP_PLUS) - timedelta(days=59), by=luc)
    matters.close(opened(luc, name="Closed", lawyer=luc.pk), by=luc)
    silent = opened(luc, name="Silent", lawyer=luc.pk)
    with owner():
        Matter.objects.filter(pk=silent.pk).update(opened_at=silent.opened_at - timedelta(days=31))
    shown = {
        view: sorted(names(desk, f"?view={view}"))
        for view in ("all", "we", "mine", "missing", "silent", "form", "closed")
    }
    assert shown == {
        "all": ["Form", "Fresh", "Lacks", "Silent", "We"],
        "we": ["We"],
        "mine": ["We"],
        "missing": ["Lacks"],
        "silent": ["Silent"],
        "form": ["Form"],
        "closed": ["Closed"],
    }
    assert desk.get(BOARD).context["board"].views == {
        key: len(found) for key, found in shown.items()
    }
    assert sorted(names(desk, f"?for={lucie.pk}")) == ["We"]


@pytest.mark.parametrize("typed", ["desrosiers", "NADEGE", "Nadège", "2026-", "W12345", "514"])
def test_a_client_is_found_by_family_number_and_phone(
    desk: Client, lucie: User, typed: str
) -> None:
    year = today(IMP_PLUS).year
    told = {"family": "Nadège Desrosiers", "government_number": "W12345", "phone": "+15145550100"}
    opened(lucie, name="Somebody Else", number="B-1")
    opened(lucie, **told)
    query = typed.replace("2026", str(year)).replace("514", "+1514")
    assert names(desk, f"?q={query.replace('+', '%2B')}") == ["Wilner Desrosiers"]


@pytest.mark.parametrize(
    "query",
    [
        "?page=0",
        "?page=999",
        "?for=x",
        "?view=x&stage=y&acts=z&due=q",
        "?q=%00%27",
        "?for=99999999999999999999",
    ],
)
def test_an_address_that_asks_for_nothing_sensible_shows_a_board(
    desk: Client, lucie: User, query: str
) -> None:
    opened(lucie)
    assert desk.get(BOARD + query).status_code == 200


def test_behind_a_wall_nothing_is_shown_counted_or_found(
    desk: Client, lucie: User, firm: Firm
) -> None:
    luc, made = colleague(firm, "Luc"), opened(lucie, acts="we")
    in_days(made, 1, lucie)
    walls.put_up(made, account=luc.pk, by=lucie)
    his = signed_in(luc)
    board = his.get(BOARD).context["board"]
    assert (board.lines, board.number, set(board.views.values()), set(board.bands.values())) == (
        [],
        0,
        {0},
        {0},
    )
    assert names(his, "?q=Wilner") == []
    for part in ("", "change/", "deadlines/"):
        assert his.get(f"{BOARD}{made.pk}/{part}").status_code == 404
    for part in ("note/", "close/", "walls/", f"deadlines/{made.deadlines.get().pk}/"):
        assert his.post(f"{BOARD}{made.pk}/{part}", {"text": "x"}).status_code == 404
    assert (names(desk), MatterNote.objects.count()) == (["Wilner Desrosiers"], 0)


@pytest.mark.parametrize("role", ["intake", "bookkeeper"])
def test_for_who_does_not_work_on_matters_there_is_no_board(firm: Firm, role: str) -> None:
    assert signed_in(colleague(firm, "Ines", role)).get(BOARD).status_code == 404


@pytest.mark.parametrize(("language", "address"), [("en", BOARD), ("fr", "/fr/cabinet/clientele/")])
def test_a_matter_is_opened_by_hand_and_read_in_both_languages(
    desk: Client, lucie: User, language: str, address: str
) -> None:
    there = f"{address}open/" if language == "en" else f"{address}ouvrir/"
    typed = {
        "name": "Maya Saab",
        "language": "fr",
        "stage": "draft",
        "acts": "client",
        "lawyer": str(lucie.pk),
    }
    refused = desk.post(there, typed)
    assert (refused.status_code, Matter.objects.count()) == (422, 0)
    assert "Maya Saab" in refused.content.decode()
    answer = desk.post(there, typed | {"searched": SEARCHED, "family": "Karim Saab\nLina Saab"})
    made = Matter.objects.get()
    assert (answer.status_code, made.people, made.name) == (302, 3, "Maya Saab")
    assert desk.get(f"{address}{made.pk}/").status_code == 200
    assert desk.get(address).status_code == 200


def test_markup_in_a_note_is_shown_as_it_was_typed(desk: Client, lucie: User) -> None:
    made, said = opened(lucie), "<script>alert(1)</script> & <b>b</b>"
    assert desk.post(f"{BOARD}{made.pk}/note/", {"text": said, "contact": ""}).status_code == 302
    page = desk.get(f"{BOARD}{made.pk}/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;b&lt;/b&gt;" in page
    assert "<script>alert" not in page


def test_a_note_of_fifty_thousand_letters_is_refused_and_stays_on_the_page(
    desk: Client, lucie: User
) -> None:
    made = opened(lucie)
    answer = desk.post(f"{BOARD}{made.pk}/note/", {"text": "é" * 50_000, "contact": "call"})
    assert (answer.status_code, MatterNote.objects.count()) == (422, 0)
    assert "é" * 50_000 in answer.content.decode()


def test_only_the_responsible_lawyer_is_shown_the_button_and_who_signed_is_said(
    desk: Client, lucie: User, firm: Firm
) -> None:
    luc, made = colleague(firm, "Luc"), opened(lucie)
    one = in_days(made, 5, lucie, kind="passport")
    there, his = f"{BOARD}{made.pk}/", signed_in(luc)
    assert "waits for Lucie Tremblay" in his.get(there).content.decode()
    sent = {"act": "sign", "due": one.due_on.isoformat()}
    assert his.post(f"{there}deadlines/{one.pk}/", sent).status_code == 409
    assert desk.post(f"{there}deadlines/{one.pk}/", sent | {"due": "2020-99-99"}).status_code == 302
    assert Deadline.objects.get().status == "counted"
    assert desk.post(f"{there}deadlines/{one.pk}/", sent).status_code == 302
    assert "Lucie Tremblay, " in his.get(there).content.decode()


@pytest.mark.parametrize(("act", "status"), [("meet", "met"), ("drop", "dropped")])
def test_a_deadline_is_settled_after_a_second_look_and_can_run_again(
    desk: Client, lucie: User, act: str, status: str
) -> None:
    made = opened(lucie)
    one = in_days(made, 5, lucie, kind="passport")
    there, page = f"{BOARD}{made.pk}/deadlines/{one.pk}/", f"{BOARD}{made.pk}/"
    desk.post(there, {"act": "sign", "due": one.due_on.isoformat()})
    asked = desk.post(there, {"act": act}).content.decode()
    assert f"{made.name}: “Passport ends”, last day" in asked
    assert Deadline.objects.get().status == "signed"
    assert desk.post(there, {"act": act, "sure": "1"}).status_code == 302
    assert Deadline.objects.get().status == status
    assert "Deadlines that were met or no longer run" in desk.get(page).content.decode()
    desk.post(there, {"act": "resume", "sure": "1"})
    again = Deadline.objects.get()
    assert (again.status, again.signed_by) == ("counted", None)


def test_closing_names_what_is_still_open_and_asks_again(desk: Client, lucie: User) -> None:
    made = opened(lucie)
    in_days(made, 5, lucie, kind="passport")
    there = f"{BOARD}{made.pk}/close/"
    assert "Ask the client" in desk.get(f"{BOARD}{made.pk}/").content.decode()
    asked = desk.post(there, {"act": "close"}).content.decode()
    assert ("Still open:" in asked, "Passport ends" in asked) == (True, True)
    assert Matter.objects.get().status == "open"
    assert desk.post(there, {"act": "close", "sure": "1"}).status_code == 302
    assert Matter.objects.get().status == "closed"
    page = desk.get(f"{BOARD}{made.pk}/").content.decode()
    assert ("The matter is closed." in page, "Ask the client" in page) == (True, False)


def test_the_board_of_many_is_leafed_through(desk: Client, lucie: User) -> None:
    for number in range(52):
        opened(lucie, name=f"Person {number}")
    assert (len(names(desk)), len(names(desk, "?page=2")), len(names(desk, "?page=3"))) == (
        50,
        2,
        0,
    )


def test_a_file_of_this_system_is_joined_to_the_matter_of_its_client_once(
    lucie: User, alice: User, draft: Application
) -> None:
    desk, matter, other = signed_in(lucie), opened(lucie), opened(lucie, name="Nadège Desrosiers")
    mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    there = f"/en/firm/clients/{matter.pk}/change/"
    shown = desk.get(there)
    typed = shown.context["form"].initial | {"file": draft.number}
    typed = {key: value for key, value in typed.items() if value is not None}
    for _press in range(2):
        assert desk.post(there, typed).status_code == 302
    matter.refresh_from_db()
    assert (matter.application, matter.application_number) == (draft.pk, draft.number)
    assert "file" not in desk.get(there).context["form"].fields
    assert f"Matter {matter.number}" in desk.get("/en/firm/").content.decode()
    with pytest.raises(matters.NumberTaken):
        matters.join(other, number=draft.number, by=lucie)
    for wrong in ("W-0000-0000", ""):
        with pytest.raises(NotUnderstood):
            matters.join(other, number=wrong, by=lucie)
