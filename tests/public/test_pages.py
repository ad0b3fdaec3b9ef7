"""Each page that needs no account: in both languages, alike, light, and with nothing from elsewhere."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.records.models import Firm, Intake
from tests.public.markup import structure

pytestmark = pytest.mark.django_db

PAGES = [
    "start",
    "public:self_check",
    "public:places",
    "public:fees",
    "public:conditions",
    "public:history",
    "public:verify",
    "public:firms",
    "public:help",
    "public:accessibility",
    "public:privacy",
    "account_login",
    "account_signup",
    "account_reset_password",
]


def address(name: str, language: str, *args: str) -> str:
    with override(language):
        return reverse(name, args=args)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_the_same_in_both_languages(client: Client, firm: Firm, name: str) -> None:
    pages = {}
    for language in ("en", "fr"):
        response = client.get(address(name, language))
        assert response.status_code == 200
        pages[language] = structure(response.content)
        assert pages[language].language == language
    assert pages["en"].parts == pages["fr"].parts
    assert pages["en"].parts["h1"] == 1


@pytest.mark.parametrize("name", PAGES)
def test_a_page_needs_no_script_and_no_other_site(client: Client, name: str) -> None:
    content = client.get(address(name, "en")).content.decode()
    assert "<script" not in content
    assert re.findall(r'(?:src|rel="stylesheet" href)="(?!/static/)', content) == []
    assert len(content.encode()) < 40_000


def test_the_root_offers_both_languages_equally(client: Client) -> None:
    content = client.get("/").content.decode()
    assert re.findall(r'class="button" href="([^"]+)"', content) == ["/en/", "/fr/"]


def test_the_start_page_says_how_many_places_are_left(client: Client, intake: Intake) -> None:
    english, french = (
        re.sub(r"(<[^>]*>|[ \n])+", " ", client.get(path).content.decode())
        for path in ("/en/", "/fr/")
    )
    assert "7,350 of 7,350 for" in english
    assert "7\u00a0350 sur 7\u00a0350 pour" in french


def test_a_year_that_is_not_open_says_so(client: Client) -> None:
    assert "is not open yet" in client.get("/en/places-left/").content.decode()


def test_nobody_is_followed_and_nothing_is_framed(client: Client) -> None:
    response = client.get("/en/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert response.cookies == {}
