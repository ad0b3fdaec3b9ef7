"""A page is light enough for a poor telephone: all that a browser fetches to show it, over HTTP."""

import re
from http.client import HTTPConnection
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django.live_server_helper import LiveServer

from impplus.records.models import Application, User
from tests.doors.addresses import LANGUAGES
from tests.doors.markup import Markup

MOST_REQUESTS = 6
MOST_BYTES = 60_000
IN_A_SHEET = re.compile(r"url\(\s*[\"']?([^\"')]+)|@import\s+[\"']([^\"']+)")

pytestmark = pytest.mark.django_db(transaction=True)


def fetch(url: str, cookie: str = "") -> tuple[bytes, str]:
    """The bytes of an answer as they are served, and what they are."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=30)
    connection.request("GET", parts.path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    assert answer.status == 200, (url, answer.getheader("Location"))
    return content, answer.headers.get_content_type()


def first_view(url: str, cookie: str = "") -> dict[str, int]:
    """Every address that a browser fetches to show a page, and how many bytes each has."""
    content, _kind = fetch(url, cookie)
    found, sizes = fetched_by_page(url, content.decode()), {url: len(content)}
    while found:
        address = found.pop()
        if address not in sizes:
            content, kind = fetch(address)
            sizes[address] = len(content)
            if kind == "text/css":
                found |= fetched_by_sheet(address, content.decode())
    return sizes


def fetched_by_page(url: str, content: str) -> set[str]:
    page = Markup(content)
    linked = [given["href"] for given in page.all("link") if given["rel"] != "alternate"]
    return {urljoin(url, one) for one in linked + [one["src"] for one in page.all("img")]}


def fetched_by_sheet(url: str, content: str) -> set[str]:
    named = {one or other for one, other in IN_A_SHEET.findall(content)}
    return {urljoin(url, one) for one in named if not one.startswith("data:")}


def assert_light(sizes: dict[str, int], site: str) -> None:
    assert [one for one in sizes if not one.startswith(site)] == []
    assert len(sizes) <= MOST_REQUESTS, sizes
    assert sum(sizes.values()) <= MOST_BYTES, sizes


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_page_and_the_forms_of_anyone_are_light(
    live_server: LiveServer, language: str
) -> None:
    for name in ("start", "public:self_check", "public:verify", "account_signup"):
        with override(language):
            url = live_server.url + reverse(name)
        assert_light(first_view(url), live_server.url)


def test_the_form_pages_of_an_application_are_light(
    live_server: LiveServer, alice: User, draft: Application
) -> None:
    browser = Client()
    browser.force_login(alice)
    cookie = f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"
    # The second page has the list of countries in it.
    for key in ("csq-dates", "passport"):
        path = reverse("portal:step", args=[draft.number, key])
        assert_light(first_view(live_server.url + path, cookie), live_server.url)
