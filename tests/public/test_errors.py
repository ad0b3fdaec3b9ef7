"""When something goes wrong the page says so in words, and what to do."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "words"),
    [("/en/nothing-here/", "Page not found"), ("/fr/rien-ici/", "Page introuvable")],
)
def test_an_address_without_a_page_says_so(client: Client, address: str, words: str) -> None:
    response = client.get(address)
    assert (response.status_code, f"<h1>{words}</h1>" in response.content.decode()) == (404, True)


def test_a_method_that_a_page_does_not_know_is_said_in_words(client: Client) -> None:
    response = client.post("/fr/frais/")
    assert response.status_code == 405
    assert "Cette action n’est pas possible ici" in response.content.decode()


@pytest.mark.parametrize(
    ("address", "first", "second"),
    [
        ("/en/verify/", "The form could not be checked", "Le formulaire n’a pas pu être vérifié"),
        ("/fr/verifier/", "Le formulaire n’a pas pu être vérifié", "The form could not be checked"),
    ],
)
def test_a_form_without_its_token_is_explained_in_the_language_of_the_address_first(
    address: str, first: str, second: str
) -> None:
    response = Client(enforce_csrf_checks=True).post(address, {"code": "x"})
    content = response.content.decode()
    language, other = address[1:3], {"en": "fr", "fr": "en"}[address[1:3]]
    assert (response.status_code, response["Content-Language"]) == (403, f"{language}, {other}")
    assert (content.count(f'<html lang="{language}">'), content.count(f"<h1>{first}</h1>")) == (
        1,
        1,
    )
    assert content.count(f"<h2>{second}</h2>") == 1
    assert content.index(f'<section lang="{language}">') < content.index(
        f'<section lang="{other}">'
    )


def test_a_form_whose_cookie_was_lost_is_kept_and_sent_again_with_a_fresh_token() -> None:
    browser = Client(enforce_csrf_checks=True)
    typed = {"code": "é<x>", "csrfmiddlewaretoken": "old"}
    ours = {"origin": "http://testserver"}
    page = browser.post("/en/verify/?from=me", typed, headers=ours)
    content = page.content.decode()
    first = content[: content.index('<section lang="fr">')]
    kept = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', first))
    assert (page.status_code, page["Cache-Control"]) == (403, "no-store")
    assert kept["code"] == "é&lt;x&gt;"
    assert '<a href="/en/verify/?from=me">Back to the form</a>' in first
    again = {"code": typed["code"], "csrfmiddlewaretoken": kept["csrfmiddlewaretoken"]}
    assert browser.post("/en/verify/", again, headers=ours).status_code != 403


@pytest.mark.parametrize("origin", ["http://elsewhere.test", "null", ""])
def test_what_another_site_sent_is_not_kept_to_be_sent_again(origin: str) -> None:
    headers = {"origin": origin} if origin else {}
    page = Client(enforce_csrf_checks=True).post("/en/verify/", {"code": "x"}, headers=headers)
    assert (page.status_code, '<input type="hidden"' in page.content.decode()) == (403, False)


def test_a_password_is_not_kept_where_a_cookie_was_lost() -> None:
    sent = {"login": "alice@example.test", "password": "wooden boats"}
    browser = Client(enforce_csrf_checks=True)
    page = browser.post("/en/account/sign-in/", sent, headers={"origin": "http://testserver"})
    content = page.content.decode()
    assert ("wooden boats" in content, 'href="/en/account/sign-in/"' in content) == (False, True)


@pytest.mark.parametrize("name", ["400.html", "500.html", "403_csrf.html", "web/413.html"])
def test_a_page_for_when_nothing_else_works_needs_no_context(name: str) -> None:
    content = render_to_string(name)
    assert 'lang="en"' in content
    assert 'lang="fr"' in content
