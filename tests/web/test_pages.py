"""What every page does: its other language, its refusals, and who may open it."""

from pathlib import Path

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import override

from impplus.actions.beside import NoRoom
from impplus.queries.refusals import CapReached, NotReady, NotYours
from impplus.records.models import User
from impplus.rules.lifecycle import Role
from impplus.web.pages import door, failed, refused
from impplus.web.signed_in import SessionStore
from impplus.words.text import Text

pytestmark = pytest.mark.django_db


@door(Role.FEDERAL)
def desk(request: HttpRequest) -> HttpResponse:
    """A page of the federal desk."""
    return HttpResponse("the desk")


def asked(user: User | None) -> HttpRequest:
    request = RequestFactory().get("/en/desk/?page=2")
    request.session = SessionStore()
    request.user = user or type("Nobody", (), {"is_authenticated": False})()
    return request


def test_a_door_opens_to_its_role_and_is_not_kept_by_the_browser(olivia: User) -> None:
    response = desk(asked(olivia))
    assert (response.content, response["Cache-Control"]) == (b"the desk", "no-store")


def test_a_door_does_not_exist_for_others(alice: User) -> None:
    with pytest.raises(Http404):
        desk(asked(alice))


def test_a_door_asks_a_stranger_to_sign_in_and_remembers_where_she_was_going() -> None:
    with override("en"):
        response = desk(asked(None))
    assert response["Location"] == "/en/account/sign-in/?next=/en/desk/%3Fpage%3D2"


def test_the_other_language_is_the_same_page_with_its_query(client: Client) -> None:
    assert (
        b'<a href="/fr/frais/?from=letter" lang="fr"' in client.get("/en/fees/?from=letter").content
    )
    assert b'<a href="/en/verify/ABC/" lang="en"' in client.get("/fr/verifier/ABC/").content


@pytest.mark.parametrize(("language", "words"), [("en", b"Every place"), ("fr", b"Toutes les")])
def test_a_refusal_is_a_page_in_the_language_of_the_page(language: str, words: bytes) -> None:
    with override(language):
        response = refused(asked(None), CapReached())
    assert response is not None
    assert (response.status_code, words in response.content) == (409, True)


def test_a_refusal_lists_all_that_is_missing() -> None:
    with override("en"):
        response = refused(
            asked(None), NotReady(Text("a photo", "une photo"), Text("the fee", "x"))
        )
    assert response is not None
    assert all(words in response.content for words in (b"<li>a photo</li>", b"<li>the fee</li>"))


def test_what_is_not_hers_looks_like_nothing_at_all() -> None:
    with override("en"):
        response = refused(asked(None), NotYours())
    assert response is not None
    assert (response.status_code, b"Page not found" in response.content) == (404, True)


def test_other_exceptions_go_their_own_way() -> None:
    assert refused(asked(None), ValueError()) is None


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("alice", "/en/application/"),
        ("lucie", "/en/firm/"),
        ("olivia", "/en/desk/"),
        ("mathieu", "/en/desk/"),
    ],
)
def test_my_file_leads_to_the_door_of_ones_role(
    client: Client, request: pytest.FixtureRequest, who: str, address: str
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get("/en/my-file/")["Location"] == address


def test_a_form_that_finds_the_disk_full_is_said_in_both_languages() -> None:
    try:
        with Path("/dev/full").open("wb", buffering=0) as disk:
            disk.write(b"a photograph")
    except OSError:
        with override("fr"):
            page = failed(asked(None))
    said = page.content.decode()
    assert (page.status_code, page["Content-Language"]) == (503, "fr, en")
    assert (NoRoom.text.fr in said, NoRoom.text.en in said) == (True, True)
