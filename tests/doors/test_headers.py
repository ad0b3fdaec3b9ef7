"""What every answer tells the browser: run nothing, frame nothing, keep nothing, tell no one."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from impplus.records.models import Document
from tests.doors.addresses import address
from tests.doors.markup import FETCHED, Markup
from tests.doors.table import EXPECTED, PEOPLE, answered
from tests.doors.world import World
from tests.people import PASSWORD

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# What was sent by an applicant, or is shown by the browser's own viewer, has a policy of its own.
PAPERS = {
    "portal:letter-pdf",
    "portal:declaration",
    "portal:imm-5707-pdf",
    "desk:imm-5707-pdf",
    "desk:letter-pdf",
    "desk:invitation-pdf",
    "public:preview-pdf",
}
SENT = {
    *("portal:download", "portal:preview", "portal:thumbnail", "portal:everything"),
    "portal:sent-receipt-text",
}
SHOWN_AS_IT_IS = {"desk:document"} | SENT | PAPERS
OURS = re.compile(r"(?!//)[/#?]|(?![a-z]+:)|mailto:|$")
LINKED = re.compile(rf"https://[a-z.-]+/|{re.escape(settings.SITE_URL)}/")
TELLING = ("200", "302", "in", "405", "409")
type Answers = list[tuple[str, HttpResponse]]
type Seen = dict[str, Answers]
PUBLIC = {row for row, cells in EXPECTED.items() if cells["nobody"] in {"200", "404", "405"}}


@pytest.fixture(scope="module")
def seen() -> Seen:
    """What was answered already, and to whom."""
    return {}


@pytest.fixture
def answers(request: pytest.FixtureRequest, world: World, seen: Seen) -> Answers:
    """What someone gets from every address that tells her anything."""
    who: str = request.param
    if who not in seen:
        browser = world.browser(who)
        rows = [row for row, reader in answered(*TELLING) if reader == who]
        seen[who] = [(row, browser.get(address(world, row))) for row in rows]
    return seen[who]


by_everyone = pytest.mark.parametrize("answers", PEOPLE, indirect=True)


def name(row: str) -> str:
    return row.partition(" ")[0]


@by_everyone
def test_every_answer_is_closed_to_tricks(answers: Answers) -> None:
    for row, answer in answers:
        assert {key: answer.headers.get(key) for key in ALWAYS} == ALWAYS, row
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy, row
        assert "frame-ancestors 'none'" in policy, row
        if name(row) not in SHOWN_AS_IT_IS:
            parts = {part.strip() for part in policy.split(";")}
            assert parts >= {"default-src 'self'", "object-src 'none'", "base-uri 'none'"}, row
            assert f"form-action 'self' {settings.CARDS_URL}" in parts, row


@by_everyone
def test_a_page_holds_no_style_no_script_but_our_own_and_nothing_from_elsewhere(
    answers: Answers,
) -> None:
    for row, answer in answers:
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        page = Markup(answer.content.decode())
        tags = {tag for tag, _given in page.elements}
        assert tags & {"style", "iframe", "object", "embed"} == set(), row
        assert page.strange_scripts() == [], row
        assert [given for _tag, given in page.elements if active(given)] == [], row
        assert [one for one in fetched(page) if not OURS.match(one)] == [], row


@by_everyone
def test_no_two_parts_of_a_page_have_the_same_id(answers: Answers) -> None:
    for row, answer in answers:
        if answer.headers["Content-Type"].startswith("text/html"):
            ids = [
                given["id"]
                for _tag, given in Markup(answer.content.decode()).elements
                if "id" in given
            ]
            assert [one for one in set(ids) if ids.count(one) > 1] == [], row


def active(given: dict[str, str]) -> bool:
    """Whether an element has a style or a script in its attributes."""
    attributes = any(key == "style" or key.startswith("on") for key in given)
    return attributes or any("javascript:" in value.lower() for value in given.values())


def fetched(page: Markup) -> Iterator[str]:
    """Every address that the page names, but for links to the law, and those of an e-mail to our own pages."""
    for tag, given in page.elements:
        for key in FETCHED:
            if key in given and not (tag == "a" and LINKED.match(given[key])):
                yield given[key]


@by_everyone
def test_a_browser_keeps_no_page_about_a_person(answers: Answers) -> None:
    for row, answer in answers:
        if row not in PUBLIC and answer.status_code != 405 and answer.wsgi_request.user.pk:
            assert "no-store" in answer.headers.get("Cache-Control", ""), row


@by_everyone
def test_nothing_that_depends_on_who_reads_may_be_shared(answers: Answers) -> None:
    shared = {row for row, one in answers if "public" in one.headers.get("Cache-Control", "")}
    assert shared <= {"api:places", "public:places"}


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
