"""What single answers tell the browser: of sessions, of files, and of what no search engine may list."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from impplus.records.models import Document
from tests.doors.addresses import address
from tests.doors.world import World
from tests.people import PASSWORD


def test_the_session_is_out_of_reach_of_scripts_and_of_other_sites(world: World) -> None:
    answer = _signs_in(world)
    cookies = {
        key: (cookie["samesite"], bool(cookie["httponly"]))
        for key, cookie in answer.cookies.items()
        if key in {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    }
    assert cookies[settings.SESSION_COOKIE_NAME] == ("Lax", True)
    assert cookies[settings.CSRF_COOKIE_NAME][0] == "Lax"


def test_signing_out_empties_the_browser(world: World) -> None:
    answer = world.browser("alice").post(reverse("account_logout"))
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def _signs_in(world: World) -> HttpResponse:
    form = {"login": world.alice.email, "password": PASSWORD}
    return Client().post(reverse("account_login"), form)


@pytest.mark.parametrize("who", ["alice", "lucie"])
def test_a_file_is_handed_over_and_never_shown(world: World, who: str) -> None:
    document = world.file.documents.order_by("pk").first()
    assert document
    Document.objects.filter(pk=document.pk).update(name='a"b\r\nX: 1<é>.pdf')
    answer = world.browser(who).get(address(world, "portal:download file"))
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''a%22b")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "X" not in answer.headers


def test_an_officer_sees_a_file_that_can_do_nothing(world: World) -> None:
    Document.objects.filter(application=world.file).update(rendition_type="text/html")
    answer = world.browser("olivia").get(address(world, "desk:document file"))
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert answer.headers["Content-Security-Policy"].endswith("; sandbox")


@pytest.mark.parametrize("row", ["public:verify", "public:verify-code"])
def test_no_search_engine_lists_a_verified_paper(world: World, row: str) -> None:
    answer = Client().get(address(world, row))
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Cache-Control"] == "no-store"
