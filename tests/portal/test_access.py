"""Every address of the portal, tried as everyone, against one table of expected answers."""

import pytest
from django.test import Client

from impplus.portal.urls import urlpatterns
from impplus.records.models import Application, Mandate, Question, User
from tests.portal import pages
from tests.portal.conftest import signed_in

OF_A_FILE = (
    *pages.DRAFT,
    *pages.ANYTIME,
    *pages.RECEIVED,
    *pages.POSTED,
    "withdraw",
    "end-mandate",
)


def all_of(names: tuple[str, ...], status: int) -> dict[str, int]:
    return dict.fromkeys(names, status)


def test_the_table_names_every_address() -> None:
    assert {pattern.name for pattern in urlpatterns} == {*OF_A_FILE, "home", "bind"}


def test_alice_opens_every_page_of_her_draft(
    alices: Client, ready_draft: Application, mandate: Mandate
) -> None:
    names = (*pages.DRAFT, *pages.ANYTIME, "end-mandate", "bind", "home")
    assert pages.answers(alices, names, ready_draft) == all_of(names, 200)
    assert pages.answers(alices, ("status", "receipt", "withdraw"), ready_draft) == all_of(
        ("status", "receipt", "withdraw"), 302
    )


def test_lucie_opens_the_same_pages_while_her_mandate_is_in_force(
    lucies: Client, ready_draft: Application, mandate: Mandate
) -> None:
    names = (*pages.DRAFT, *pages.ANYTIME, "end-mandate", "home")
    assert pages.answers(lucies, names, ready_draft) == all_of(names, 200)
    assert pages.answers(lucies, ("bind", "withdraw"), ready_draft) == all_of(
        ("bind", "withdraw"), 404
    )


def test_both_open_every_page_of_a_received_file(
    alices: Client, lucies: Client, mandate: Mandate, sent: Application, asked: Question
) -> None:
    names = (*pages.ANYTIME, *pages.RECEIVED)
    assert pages.answers(alices, names, sent) == all_of(names, 200)
    assert pages.answers(lucies, names, sent) == all_of(names, 200)


@pytest.mark.parametrize("who", ["bob", "lucie", "olivia", "mathieu"])
def test_for_everyone_else_a_draft_does_not_exist(
    who: str, request: pytest.FixtureRequest, ready_draft: Application
) -> None:
    person: User = request.getfixturevalue(who)
    assert pages.answers(signed_in(person), OF_A_FILE, ready_draft) == all_of(OF_A_FILE, 404)


@pytest.mark.parametrize("who", ["bob", "lucie", "olivia", "mathieu"])
def test_for_everyone_else_a_received_file_does_not_exist(
    who: str, request: pytest.FixtureRequest, sent: Application, asked: Question
) -> None:
    person: User = request.getfixturevalue(who)
    assert pages.answers(signed_in(person), OF_A_FILE, sent) == all_of(OF_A_FILE, 404)


def test_whoever_is_not_signed_in_is_asked_to(client: Client, ready_draft: Application) -> None:
    names = (*OF_A_FILE, "home", "bind")
    assert pages.answers(client, names, ready_draft) == all_of(names, 302)
    where = client.get(pages.address("tasks", ready_draft)).headers["Location"]
    assert where == f"/en/account/sign-in/?next=/en/application/{ready_draft.number}/"


def test_the_file_of_one_application_is_not_found_under_another(
    alices: Client, submitted: Application, bob: User
) -> None:
    document = submitted.documents.first()
    assert document
    address = pages.address("download", submitted).replace(submitted.number, "W-0000-0000")
    assert alices.get(address).status_code == 404


def test_no_page_of_the_portal_is_kept_by_a_browser(
    alices: Client, ready_draft: Application
) -> None:
    names = (*pages.DRAFT, *pages.ANYTIME)
    kept = {
        name: alices.get(pages.address(name, ready_draft)).headers["Cache-Control"]
        for name in names
    }
    assert set(kept.values()) == {"no-store"}
