"""What every request meets: a number, a line without an address, probes, methods, and a database that is away."""

import gzip
import json
import logging
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from impplus.records.models import User
from impplus.web.logs import LogLine, request_number
from tests.away import database_away
from tests.people import PASSWORD
from tests.site import owner

ANSWERED = "impplus.web.requests"


def test_the_log_holds_one_line_a_request_and_no_address(
    client: Client, caplog: pytest.LogCaptureFixture, db: None
) -> None:
    with caplog.at_level(logging.INFO, ANSWERED):
        answer = client.get("/en/verify/ABCDEFGHIJKLMNOPQRSTUVWXYZ/?from=alice@example.org")
    (line,) = [one for one in caplog.records if one.name == ANSWERED]
    facts = vars(line)["facts"]
    assert facts == {
        "method": "GET",
        "page": "public:verify-code",
        "status": answer.status_code,
        "ms": facts["ms"],
    }
    assert re.fullmatch("[0-9a-f]{16}", answer["X-Request-ID"])


def test_a_line_is_json_with_the_number_of_its_request_and_no_row_of_the_database() -> None:
    fault = ValueError("twice\nDETAIL: Key (email)=(alice@example.org) already exists.")
    told = (type(fault), fault, None)
    log = logging.getLogger("impplus.x")
    record = log.makeRecord(log.name, logging.ERROR, "", 0, "A %s failed.", ("page",), told)
    given = request_number.set("00ff")
    said = LogLine().format(record)
    request_number.reset(given)
    read = json.loads(said)
    assert (read["level"], read["source"], read["event"]) == (
        "error",
        "impplus.x",
        "A page failed.",
    )
    assert ("\n" in said, "alice@" in said, "ValueError: twice" in read["fault"]) == (
        False,
        False,
        True,
    )


def test_the_address_of_a_page_that_fails_while_it_is_sent_is_not_in_the_log() -> None:
    said = "Exception while serving /en/verify/ABCDEFGHIJKLMNOPQRSTUVWXYZ/"
    record = logging.getLogger("waitress").makeRecord("waitress", 40, "", 0, said, (), None)
    assert json.loads(LogLine().format(record))["event"] == "Exception while serving"


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("address", ["/", "/en/", "/fr/bureau/", "/alive", "/ready"])
def test_a_page_that_is_read_says_so(client: Client, db: None, method: str, address: str) -> None:
    answer = client.generic(method, address)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PROPFIND"])
def test_a_page_that_is_not_there_takes_nothing_else(client: Client, db: None, method: str) -> None:
    answer = client.generic(method, "/en/nowhere/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")


def test_a_desk_page_may_be_asked_for_its_head(client: Client, olivia: User) -> None:
    client.force_login(olivia)
    answer = client.head(reverse("desk:queue"))
    assert (answer.status_code, answer.content) == (200, b"")


def test_every_answer_says_what_a_page_may_ask_of_the_browser(client: Client, db: None) -> None:
    assert client.get("/en/")["Permissions-Policy"].startswith("camera=(), microphone=()")


def test_a_machine_is_told_what_answers_whatever_host_it_names(client: Client, db: None) -> None:
    assert client.get("/alive", headers={"Host": "10.0.0.7"}).json() == {"alive": True}
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
    answer = client.get("/ready", headers={"Host": "10.0.0.7"})
    found = {"ready": True, "database": True, "migrations": True, "store": True}
    found |= {"worker": False, "mail": True, "room": True, "scanner": None}
    assert (answer.status_code, answer.json()) == (200, found)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
        assert client.get("/ready").json() == found | {"worker": True}
    with owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'records'")
    answer = client.get("/ready")
    assert (answer.status_code, answer.json()["migrations"]) == (503, False)


def test_a_store_that_takes_nothing_is_not_ready(
    client: Client, db: None, settings, tmp_path: Path
) -> None:
    (tmp_path / "full").touch()
    local = settings.STORAGES["documents"] | {"OPTIONS": {"location": tmp_path / "full"}}
    settings.STORAGES = settings.STORAGES | {"documents": local}
    answer = client.get("/ready")
    assert (answer.status_code, answer.json()["store"]) == (503, False)


@pytest.mark.django_db(transaction=True)
def test_without_the_database_what_needs_it_says_so_in_both_languages(alice: User) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(alice)
    with database_away():
        assert client.get("/").status_code == 200
        assert b"".join(client.get("/static/style.css").streaming_content) != b""
        assert client.get("/alive").status_code == 200
        ready = client.get("/ready")
        assert (ready.status_code, ready.json()["database"]) == (503, False)
        for address in ("/fr/", "/en/account/sign-in/", "/en/nowhere/", "/en/application/"):
            page = client.get(address)
            assert (page.status_code, page["Retry-After"]) == (503, "30")
            said = page.content.decode()
            assert "This page is not available at the moment" in said
            assert "Cette page n’est pas disponible pour le moment" in said
            assert alice.email not in said
        problem = client.get("/api/v1/places", headers={"Accept-Language": "fr"})
        assert (problem.status_code, problem.json()["title"]) == (
            503,
            "Les données de ce service sont inaccessibles pour le moment. Réessayez dans une minute.",
        )
    assert client.get("/fr/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_without_the_database_what_was_typed_comes_along_but_no_password() -> None:
    client = Client(raise_request_exception=False)
    with database_away():
        typed = {"code": "ABC <DEF>", "csrfmiddlewaretoken": "x"}
        page = client.post(reverse("public:verify"), typed)
        assert page.status_code == 503
        assert '<input type="hidden" name="code" value="ABC &lt;DEF&gt;">' in page.content.decode()
        signing = {"login": "alice@example.org", "password": PASSWORD}
        page = client.post(reverse("account_login"), signing)
        assert page.status_code == 503
        assert PASSWORD not in page.content.decode()
        assert "To do so, go back to the previous page" in page.content.decode()


def test_a_page_is_packed_for_whoever_reads_it_and_nothing_else_is(
    client: Client, db: None
) -> None:
    page, reads = reverse("public:help"), {"accept-encoding": "br, gzip"}
    plain, packed = client.get(page), client.get(page, headers=reads)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2
    for path in ("/alive", reverse("api:places"), reverse("api:openapi-json")):
        assert "Content-Encoding" not in client.get(path, headers=reads).headers


@pytest.mark.parametrize(
    ("asked", "coding"),
    [
        ("gzip", "gzip"),
        ("gzip;q=0.5, *;q=0", "gzip"),
        ("br;q=1.0, gzip;q=0.001", "gzip"),
        ("gzip;q=0", None),
        ("gzip; q=0.000, identity", None),
        ("GZIP;Q=0", None),
        ("br, gzip;q=0, *;q=0", None),
        ("gzip;q*=none''1", None),
        ("gzip" + ";q=1" * 9000, None),
    ],
)
def test_a_coding_that_a_client_refuses_is_not_used(
    asked: str, coding: str | None, client: Client, db: None
) -> None:
    answer = client.get(reverse("public:help"), headers={"accept-encoding": asked})
    assert answer.headers.get("Content-Encoding") == coding
