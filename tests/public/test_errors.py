"""When something goes wrong the page says so in words, and what to do."""

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


@pytest.mark.parametrize("name", ["400.html", "500.html", "403_csrf.html", "web/413.html"])
def test_a_page_for_when_nothing_else_works_needs_no_context(name: str) -> None:
    content = render_to_string(name)
    assert 'lang="en"' in content
    assert 'lang="fr"' in content
