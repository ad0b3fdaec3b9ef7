"""The counter from memory: the same bytes for everybody, made anew at most once a second."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from threading import BoundedSemaphore
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory

from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.records.models import Intake, User
from impplus.web import counter
from impplus.web.counter import Counter
from impplus.web.shedding import PATIENCE

PAGE, OTHER = "/en/places-left/", "/en/fees/"


class Site:
    """A site that counts how often it is asked, and answers what it is told to."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.status, self.closed = "200 OK", 0

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        self.asked.append(environ)
        start(
            self.status, [("Content-Type", "text/plain"), ("Set-Cookie", "a=b"), ("Vary", "Cookie")]
        )
        return self

    def __iter__(self) -> Any:
        return iter([b"answer ", str(len(self.asked)).encode()])

    def close(self) -> None:
        self.closed += 1


class Room(BoundedSemaphore):
    """A room that notes for how many seconds each who came was ready to wait."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.patience: list[float | None] = []

    def acquire(self, blocking: bool = True, timeout: float | None = None) -> bool:
        self.patience.append(timeout if blocking else 0)
        return super().acquire(blocking, timeout)


def ask(
    site: Any, path: str, method: str = "GET", **more: str
) -> tuple[str, dict[str, str], bytes]:
    told: list[Any] = []
    environ = RequestFactory().generic(method, path, **{"HTTP_HOST": "testserver", **more}).environ
    body = b"".join(site(environ, lambda *said: told.extend(said)))
    return told[0], dict(told[1]), body


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets so many seconds pass for the process’s own clock."""
    at = [1000.0]
    monkeypatch.setattr(counter.time, "monotonic", lambda: at[0])

    def passes(seconds: float) -> None:
        at[0] += seconds

    return passes


def test_within_a_second_everybody_gets_what_was_made_once(second: Any) -> None:
    site = Site()
    counted = Counter(site, [PAGE])
    first = ask(counted, PAGE, HTTP_COOKIE="session=alice", HTTP_ACCEPT_LANGUAGE="fr")
    assert first == ("200 OK", {"Content-Type": "text/plain"}, b"answer 1")
    assert ask(counted, PAGE) == first
    assert (len(site.asked), site.closed) == (1, 1)
    assert not {"HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE"} & site.asked[0].keys()
    assert counted.in_memory(PAGE, "http", "session=alice")
    assert not counted.in_memory(PAGE, "https", "")
    second(0.95)
    assert not counted.in_memory(PAGE, "http", "")
    second(0.05)
    assert ask(counted, PAGE)[2] == b"answer 2"
    assert ask(counted, PAGE, "HEAD")[2] == b""


def test_another_address_a_query_and_a_form_go_to_the_site(second: Any) -> None:
    site = Site()
    counted = Counter(site, [PAGE])
    for path, method in ((OTHER, "GET"), (f"{PAGE}?year=2022", "GET"), (PAGE, "POST")):
        _status, headers, _body = ask(counted, path, method)
        assert headers["Set-Cookie"] == "a=b"
    assert len(site.asked) == 3


def test_whoever_asks_for_the_headers_alone_gets_no_body_of_any_page() -> None:
    site = Site()
    status, headers, body = ask(Counter(site, [PAGE]), "/en/fees/nothing/", "HEAD")
    assert (status, headers["Content-Type"], body) == ("200 OK", "text/plain", b"")
    assert site.closed == 1


def test_who_names_no_host_is_left_to_the_site(second: Any) -> None:
    site = Site()
    counted = Counter(site, [PAGE])
    ask(counted, PAGE)
    ask(counted, PAGE, HTTP_HOST="")
    assert len(site.asked) == 2


def test_a_public_page_is_kept_for_strangers_alone_and_not_once_the_site_has_no_answer(
    second: Any,
) -> None:
    site = Site()
    counted = Counter(site, [], [PAGE])
    first = ask(counted, PAGE)
    assert first == ("200 OK", {"Content-Type": "text/plain", "Vary": "Cookie"}, b"answer 1")
    assert ask(counted, PAGE) == first
    assert counted.in_memory(PAGE, "http", "")
    assert not counted.in_memory(PAGE, "http", "session=alice")
    known = ask(counted, PAGE, HTTP_COOKIE="session=alice")
    assert (known[1]["Set-Cookie"], known[2]) == ("a=b", b"answer 2")
    assert ask(counted, PAGE) == first
    site.status = "503 Service Unavailable"
    second(1)
    assert ask(counted, PAGE)[0] == site.status


def test_one_asks_while_the_others_get_what_there_is(second: Any) -> None:
    site = Site()
    counted = Counter(site, [PAGE])
    ask(counted, PAGE)
    second(5)
    with counted.asking.room:
        assert ask(counted, PAGE)[2] == b"answer 1"
    assert ask(counted, PAGE)[2] == b"answer 2"


def test_who_waited_for_the_first_answer_gets_that_one(second: Any) -> None:
    site = Site()
    counted = Counter(site, [PAGE])
    with ThreadPoolExecutor(3) as pool:
        with counted.asking.room:
            waiting = [pool.submit(ask, counted, PAGE) for _ in range(3)]
            assert [one.done() for one in waiting] == [False] * 3
        assert [one.result()[2] for one in waiting] == [b"answer 1"] * 3
    assert len(site.asked) == 1


def test_who_waits_in_vain_for_the_first_answer_is_told_soon_and_the_next_at_once(
    second: Any,
) -> None:
    site = Site()
    counted = Counter(site, [PAGE])
    counted.asking.room = room = Room(1)
    with room:
        answers = [ask(counted, PAGE) for _ in range(2)]
        assert room.patience == [PATIENCE, 0]
    assert [answer[0] for answer in answers] == ["503 Service Unavailable"] * 2
    assert [answer[1]["Retry-After"] for answer in answers] == ["10", "10"]
    assert site.asked == []
    assert ask(counted, PAGE)[2] == b"answer 1"


def test_nobody_gets_what_was_made_before_a_quiet_minute(second: Any) -> None:
    counted = Counter(Site(), [PAGE])
    ask(counted, PAGE)
    second(60)
    with ThreadPoolExecutor(1) as pool:
        with counted.asking.room:
            waiting = pool.submit(ask, counted, PAGE)
            assert not wait([waiting], timeout=0.2).done
        assert waiting.result()[2] == b"answer 2"


def test_the_last_answer_stands_for_a_minute_where_no_new_one_can_be_made(second: Any) -> None:
    site = Site()
    counted = Counter(site, [PAGE])
    site.status = "503 Service Unavailable"
    assert ask(counted, PAGE)[0] == "503 Service Unavailable"
    site.status = "200 OK"
    good = ask(counted, PAGE)
    site.status = "503 Service Unavailable"
    second(30)
    assert ask(counted, PAGE) == good
    second(31)
    assert ask(counted, PAGE)[0] == "503 Service Unavailable"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ["/en/places-left/", "/fr/places-restantes/", "/api/v1/places"])
def test_the_real_counter_is_small_and_says_nothing_of_anybody(
    address: str, intake: Intake
) -> None:
    counted = Counter(WSGIHandler(), [address])
    status, headers, body = ask(counted, address)
    assert status == "200 OK"
    assert len(body) < 15_000
    assert not {"Set-Cookie", "Vary"} & headers.keys()
    assert headers["Cache-Control"] == "public, max-age=1"
    assert str(today(IMP_PLUS).year).encode() in body
    assert b"<script" not in body
    assert b"refresh" not in body.lower()


@pytest.mark.django_db(transaction=True)
def test_the_start_page_that_strangers_get_knows_nobody(alice: User, intake: Intake) -> None:
    counted = Counter(WSGIHandler(), [], ["/en/"])
    client = Client()
    client.force_login(alice)
    session = f"session={client.cookies['session'].value}"
    ask(counted, "/en/", HTTP_COOKIE=session)
    _status, headers, body = ask(counted, "/en/")
    assert b"csrfmiddlewaretoken" in ask(counted, "/en/", HTTP_COOKIE=session)[2]
    assert b"csrfmiddlewaretoken" not in body
    assert b"Sign in" in body
    assert "Set-Cookie" not in headers
    assert "Cookie" in headers["Vary"]
