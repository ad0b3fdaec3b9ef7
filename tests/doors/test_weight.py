"""A page is light enough for a poor telephone: all that a browser fetches to show it, over HTTP."""

import re
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import urljoin, urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.translation import override
from pytest_django.live_server_helper import LiveServer
from whitenoise import WhiteNoise

from impplus.records.models import Application, User
from tests.doors.addresses import LANGUAGES
from tests.doors.markup import Markup

MOST_REQUESTS = 6
MOST_BYTES = 60_000
MOST_SCRIPT = 60_000  # of the page that sends files
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


def collected(folder: Path) -> WhiteNoise:
    """The static files of an installation, served as it serves them."""
    compressed = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    storages = settings.STORAGES | {"staticfiles": compressed}
    with override_settings(STATIC_ROOT=folder, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    return WhiteNoise(nothing, root=folder, prefix="static")


def nothing(_environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
    """The site behind the files: what is no file is not there."""
    start("404 Not Found", [])
    return []


def on_the_line(served: WhiteNoise, path: str) -> int:
    """The bytes of a static file as a browser gets it."""
    asked = {"PATH_INFO": path, "REQUEST_METHOD": "GET", "HTTP_ACCEPT_ENCODING": "gzip, br"}
    statuses: list[str] = []
    body = served(asked, lambda status, _headers: statuses.append(status))
    with closing(cast(BinaryIO, body)):
        size = sum(len(part) for part in body)
    assert statuses == ["200 OK"], path
    return size


def test_the_page_that_sends_files_has_a_script_that_is_light_enough(
    alice: User, draft: Application, tmp_path: Path
) -> None:
    served = collected(tmp_path)
    browser = Client()
    browser.force_login(alice)
    person = draft.people.get().pk
    page = browser.get(reverse("portal:upload", args=[draft.number, person, "passport"]))
    scripts = [one["src"] for one in Markup(page.content.decode()).all("script")]
    sizes = {one: on_the_line(served, one) for one in scripts}

    assert len(sizes) == 3, sizes  # the library, the page's own, and that of the session
    assert sum(sizes.values()) <= MOST_SCRIPT, sizes
