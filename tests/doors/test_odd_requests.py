"""Requests that no browser of ours would send: each gets a page that says so, and changes nothing."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.doors.addresses import address
from tests.doors.markup import Markup
from tests.doors.test_who_may_open import rows_kept
from tests.doors.world import World

FORM = "application/x-www-form-urlencoded"
FORMS = [
    ("nobody", "public:verify"),
    ("nobody", "public:self_check"),
    ("nobody", "public:enquiry"),
    ("nobody", "account_login"),
    ("alice", "portal:member-step draft"),
    ("alice", "portal:upload draft"),
    ("alice", "portal:question file"),
    ("lucie", "firm:enquiry"),
    ("olivia", "desk:decision file"),
    ("olivia", "desk:question file"),
    ("mathieu", "desk:announce"),
    ("mathieu", "desk:import"),
]
by_form = pytest.mark.parametrize(("who", "row"), FORMS)


def in_both(answer: HttpResponse) -> bool:
    """Whether a page speaks both languages."""
    page = Markup(answer.content.decode())
    return {language for _text, language in page.words} == {"en", "fr"}


@by_form
def test_a_body_that_is_too_large_is_refused_in_words(world: World, who: str, row: str) -> None:
    before = rows_kept()
    answer = world.browser(who).post(
        address(world, row), "text=" + "x" * 3_000_000, content_type=FORM
    )
    assert (answer.status_code, in_both(answer)) == (413, True)
    assert rows_kept() == before


@by_form
def test_too_many_fields_are_refused_in_words(world: World, who: str, row: str) -> None:
    answer = world.browser(who).post(address(world, row), {f"f{n}": "x" for n in range(501)})
    assert (answer.status_code, in_both(answer)) == (400, True)


@by_form
def test_bytes_that_are_no_text_are_read_as_best_they_can(world: World, who: str, row: str) -> None:
    before = rows_kept()
    browser, there = world.browser(who), address(world, row)
    for body in (b"code=\xff\xfe&text=%ff%fe%00&sure=1", b"=&&=%", b"\x00\xff", b"{}"):
        answer = browser.post(there, body, content_type=FORM)
        assert (body, answer.status_code < 500) == (body, True)
    assert rows_kept() == before


@pytest.mark.parametrize(
    "kind",
    ["multipart/form-data", "multipart/form-data; boundary=é", "text/plain; charset=nonsense",
     "application/json", f"{FORM}; charset=utf-7", "", "/"],
)  # fmt: skip
def test_a_body_of_another_kind_changes_nothing(world: World, kind: str) -> None:
    before = rows_kept()
    for who, row in FORMS:
        browser, there = world.browser(who), address(world, row)
        answer = browser.generic("POST", there, b"--x\r\n", content_type=kind)
        assert (row, answer.status_code < 500) == (row, True)
    assert rows_kept() == before


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=é", FORM])
def test_what_cannot_be_read_at_an_address_that_leads_nowhere_is_not_found(
    world: World, kind: str
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.alice)
    browser.get("/en/nowhere/")
    answer = browser.generic("POST", "/en/nowhere/", "x" * 3_000_000, content_type=kind)
    assert (answer.status_code, Markup(answer.content.decode()).headings) == (404, ["h1", "h2"])


def test_a_file_over_25_mb_is_said_at_its_field(world: World) -> None:
    large = SimpleUploadedFile("large.pdf", b"%PDF-1.7" + b"0" * (25 * 1024 * 1024))
    answer = world.browser("alice").post(address(world, "portal:upload draft"), {"file": large})
    assert answer.status_code == 422
    assert 'id="id_file_error"' in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/de/", "/de/fees/", "/EN/", "/en-US/", "/fr/fees/", "/en/frais/"]
)
def test_a_language_that_is_not_there_is_a_page_that_is_not_there(path: str, world: World) -> None:
    answer = Client().get(path)
    page = Markup(answer.content.decode())
    assert (answer.status_code, page.headings) == (404, ["h1", "h2"])


@pytest.mark.parametrize("said", ["zz", "fr;q=9", "*", "../../etc/passwd", "fr" * 400, "\u202e"])
def test_what_a_browser_says_of_languages_does_no_harm(world: World, said: str) -> None:
    browser = Client()
    browser.cookies["django_language"] = "../../etc"
    for path in ("/", "/en/", "/nothing/"):
        assert browser.get(path, headers={"Accept-Language": said}).status_code in {200, 404}


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_change_nothing(world: World, method: str) -> None:
    before = rows_kept()
    for who, row in FORMS:
        answer = getattr(world.browser(who), method)(address(world, row))
        assert (row, answer.status_code < 500) == (row, True)
    assert rows_kept() == before


def test_another_host_is_not_this_site(world: World) -> None:
    answer = Client().get("/en/", headers={"Host": "evil.example"})
    assert (answer.status_code, in_both(answer)) == (400, True)


def test_a_page_that_moved_on_says_so(world: World, plain: Callable[[HttpResponse], str]) -> None:
    answer = world.browser("olivia").post(reverse("desk:return", args=[world.file.number]))
    assert answer.status_code == 409
    assert "A message to the office was sent." in plain(answer)  # what was done to the file last
